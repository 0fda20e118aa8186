import CZlib

/// One gzip member (RFC 1952) from bytes and back, through zlib.
enum Gzip {
    /// - Returns: the bytes as one member.
    static func member(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        // 15 bits of window, and 16 for a gzip header instead of zlib's.
        let made = deflateInit2_(
            &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(made == Z_OK, "zlib has no memory for a stream")
        defer { deflateEnd(&stream) }
        let room = Int(deflateBound(&stream, UInt(bytes.count))) + 64
        return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            var input = bytes
            input.withUnsafeMutableBufferPointer { source in
                stream.next_in = source.baseAddress
                stream.avail_in = UInt32(source.count)
                stream.next_out = buffer.baseAddress
                stream.avail_out = UInt32(room)
                let ended = deflate(&stream, Z_FINISH)
                precondition(ended == Z_STREAM_END, "zlib needs more room than it said")
            }
            count = room - Int(stream.avail_out)
        }
    }
}

/// Reads gzip members one after another from parts of a file, in bounded memory.
struct GzipReading: ~Copyable {
    enum Fault: Error, Hashable {
        /// The member is no gzip, or its sum does not fit.
        case damaged
        /// It gives more bytes than the limit.
        case tooLarge
        /// The bytes end within it.
        case cutShort
    }

    private let stream: UnsafeMutablePointer<z_stream>

    init() {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        let made = inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        precondition(made == Z_OK, "zlib has no memory for a stream")
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// The content of the member that begins where `more` begins to give bytes.
    ///
    /// - Parameters:
    ///   - more: the next bytes of the file; empty at its end.
    ///   - limit: bytes that the content may have.
    /// - Returns: the content, and how many bytes the member takes in the file.
    mutating func member(limit: Int, _ more: () throws -> [UInt8]) throws -> (content: [UInt8], length: Int) {
        inflateReset(stream)
        var content: [UInt8] = []
        var length = 0
        var out = [UInt8](repeating: 0, count: 65_536)
        while true {
            var input = try more()
            if input.isEmpty { throw Fault.cutShort }
            let count = input.count
            let code: Int32 = try input.withUnsafeMutableBufferPointer { source in
                stream.pointee.next_in = source.baseAddress
                stream.pointee.avail_in = UInt32(count)
                while true {
                    let code = out.withUnsafeMutableBufferPointer { target in
                        stream.pointee.next_out = target.baseAddress
                        stream.pointee.avail_out = UInt32(target.count)
                        return inflate(stream, Z_NO_FLUSH)
                    }
                    guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw Fault.damaged }
                    content += out.prefix(out.count - Int(stream.pointee.avail_out))
                    if content.count > limit { throw Fault.tooLarge }
                    if code == Z_STREAM_END || stream.pointee.avail_out > 0 { return code }
                }
            }
            length += count - Int(stream.pointee.avail_in)
            if code == Z_STREAM_END { return (content, length) }
        }
    }
}
