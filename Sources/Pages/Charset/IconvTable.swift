#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// One of the C library's conversion tables, towards UTF-8.
final class IconvTable {
    private let descriptor: iconv_t

    /// Opens the first table among `names` that the system has; nil where it has none of them.
    init?(_ names: String...) {
        for name in names {
            if let opened = iconv_open("UTF-8", name), Int(bitPattern: opened) != -1 {
                descriptor = opened
                return
            }
        }
        return nil
    }

    deinit { iconv_close(descriptor) }

    /// Converts `bytes` and appends the UTF-8 to `output`. What cannot be converted becomes U+FFFD; returns how often that was.
    /// - Parameter unit: How many bytes to step over where the bytes at an offset are invalid (1 or more).
    func convert(_ bytes: [UInt8], into output: inout [UInt8], skipping unit: (_ at: Int) -> Int) -> Int {
        var replaced = 0
        var offset = 0
        var chunk = [CChar](repeating: 0, count: 65_536)
        iconv(descriptor, nil, nil, nil, nil)
        while offset < bytes.count {
            let (read, wrote, problem) = step(bytes, from: offset, into: &chunk)
            output.append(contentsOf: chunk[..<wrote].lazy.map { UInt8(bitPattern: $0) })
            offset += read
            // E2BIG only says that the chunk is full.
            if problem == EILSEQ || problem == EINVAL {
                output.append(contentsOf: [0xEF, 0xBF, 0xBD])
                replaced += 1
                offset += max(1, unit(offset))
            }
        }
        return replaced
    }

    /// One call: how many bytes were read and written, and why it stopped (0 at the end).
    private func step(_ bytes: [UInt8], from offset: Int, into chunk: inout [CChar]) -> (
        read: Int, wrote: Int, problem: Int32
    ) {
        bytes.withUnsafeBytes { source in
            chunk.withUnsafeMutableBufferPointer { target in
                guard let start = source.baseAddress, let room = target.baseAddress else { return (bytes.count, 0, 0) }
                // iconv takes the input as mutable and does not change it.
                var from: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
                    mutating: start.advanced(by: offset).assumingMemoryBound(to: CChar.self))
                var to: UnsafeMutablePointer<CChar>? = room
                var (left, free) = (bytes.count - offset, target.count)
                let result = iconv(descriptor, &from, &left, &to, &free)
                let problem = result == -1 ? errno : 0
                return (bytes.count - offset - left, target.count - free, problem)
            }
        }
    }
}
