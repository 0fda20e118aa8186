import CZstd
import Synchronization

/// Compressing and its reverse. Contexts are kept for reuse: making one costs more than compressing a notice.
package enum Zstd {
    /// - Returns: the bytes as one frame.
    package static func compress(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let context = compressors.take()
        defer { compressors.give(context) }
        func compress(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
            let bound = ZSTD_compressBound(source.count)
            return [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
                let size = ZSTD_compressCCtx(
                    context.pointer, buffer.baseAddress, bound, source.baseAddress, source.count, level)
                precondition(ZSTD_isError(size) == 0, "zstd refuses to compress into a buffer of its own bound")
                count = size
            }
        }
        return bytes.withContiguousStorageIfAvailable(compress) ?? Array(bytes).withUnsafeBufferPointer(compress)
    }

    /// `nil` where the bytes are no whole frame, or would be larger than `limit`.
    static func decompress(_ bytes: UnsafeRawBufferPointer, limit: Int = 512 * 1024 * 1024) -> [UInt8]? {
        let stated = ZSTD_getFrameContentSize(bytes.baseAddress, bytes.count)
        guard stated <= UInt64(limit) else { return nil }
        let size = Int(stated)
        let context = decompressors.take()
        defer { decompressors.give(context) }
        var isWhole = false
        let out = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { buffer, count in
            let got = ZSTD_decompressDCtx(context.pointer, buffer.baseAddress, size, bytes.baseAddress, bytes.count)
            isWhole = ZSTD_isError(got) == 0 && got == size
            count = isWhole ? size : 0
        }
        return isWhole ? out : nil
    }

    private static let level: Int32 = 1
    private static let compressors = Pool { ZSTD_createCCtx() }
    private static let decompressors = Pool { ZSTD_createDCtx() }

    private struct Context: @unchecked Sendable { let pointer: OpaquePointer }

    /// As many contexts as threads were ever compressing at once.
    private final class Pool: Sendable {
        private let idle = Mutex<[Context]>([])
        private let make: @Sendable () -> OpaquePointer?

        init(make: @escaping @Sendable () -> OpaquePointer?) { self.make = make }

        func take() -> Context { idle.withLock { $0.popLast() } ?? Context(pointer: make()!) }
        func give(_ context: Context) { idle.withLock { $0.append(context) } }
    }
}
