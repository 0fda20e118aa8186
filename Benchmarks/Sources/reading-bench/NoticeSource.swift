import Foundation
import Synchronization

/// Hands out the notices of a corpus file in batches, to any number of threads. Holds one batch in memory per thread.
final class NoticeSource: Sendable {
    /// Stands after every notice of a corpus: a form feed on a line of its own.
    static let separator: [UInt8] = Array("\n\u{0C}\n".utf8)

    private struct State {
        var file: FileHandle
        /// What was read behind the last whole notice.
        var rest: [UInt8] = []
        var isAtEnd = false
    }
    private let state: Mutex<State>
    private static let batchBytes = 1 << 20

    init(path: String) throws {
        state = Mutex(State(file: try FileHandle(forReadingFrom: URL(fileURLWithPath: path))))
    }

    /// About a megabyte of whole notices, as they stand in the file; `nil` at its end.
    func nextBatch() throws -> [UInt8]? {
        try state.withLock { state in
            var batch = state.rest
            state.rest = []
            while !state.isAtEnd {
                guard let more = try state.file.read(upToCount: Self.batchBytes), !more.isEmpty else {
                    state.isAtEnd = true
                    break
                }
                batch += more
                if let feed = batch.lastIndex(of: 0x0C) {
                    state.rest = Array(batch[(feed + 1)...])
                    batch.removeSubrange((feed + 1)...)
                    return batch
                }
            }
            return batch.isEmpty ? nil : batch
        }
    }

    /// Calls `body` with the text of each notice of a batch.
    static func forEachNotice(in batch: [UInt8], _ body: (String) -> Void) {
        batch.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
                let length = rest.baseAddress.flatMap { from in
                    memchr(from, 0x0C, rest.count).map { UnsafeRawPointer($0) - from }
                }
                let part = rest[..<(length ?? rest.count)]
                if part.count > 1 { body(String(decoding: part, as: UTF8.self)) }
                start += part.count + 1
            }
        }
    }
}
