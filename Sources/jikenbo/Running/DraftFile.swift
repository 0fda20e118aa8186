import Dispatch
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file while it is written, under a name of its own, by a thread of its own: whoever makes what is in it does not wait for the disk.
///
/// It goes when it is let go, unless it was kept.
final class DraftFile: Sendable {
    private let path: String
    private let file: CInt
    private let queue = DispatchQueue(label: "jikenbo.draft")
    /// As many pieces may wait to be written.
    private let room = DispatchSemaphore(value: DraftFile.mostWaiting)
    private let state = Mutex(State())

    private struct State {
        /// What the system said where a piece could not be written: none behind it is.
        var failure: CInt?
        /// Bytes that the system was given since it was last told to bring them to the disk.
        var loose = 0
        var isKept = false
        /// What is to be written, the first piece first.
        var pending: [[UInt8]] = []
        /// Room that pieces left.
        var spare: [[UInt8]] = []
    }

    private static let mostWaiting = 64
    /// So much is brought to the disk at a time. Left to itself, the system begins when memory is full of it, or at the end.
    private static let flushed = 32 << 20

    /// What the system said.
    typealias Failure = Output.Failure

    /// - Throws: `Failure`, where there is a file of that name or none can be made.
    init(path: String) throws(Failure) {
        file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw Failure(code: errno) }
        self.path = path
    }

    deinit {
        close(file)
        if !state.withLock(\.isKept) { unlink(path) }
    }

    /// Has bytes written behind those before them, soon, and leaves none: in their place is what the next ones may be put into.
    ///
    /// - Throws: `Failure`, where others could not be written.
    func write(_ bytes: inout [UInt8]) throws(Failure) {
        try check()
        room.wait()
        var piece = [UInt8]()
        swap(&piece, &bytes)
        bytes = state.withLock { state in
            state.pending.append(piece)
            return state.spare.popLast() ?? []
        }
        queue.async { [self] in
            put()
            room.signal()
        }
    }

    /// Writes the piece whose turn it is.
    private func put() {
        var piece = state.withLock { $0.pending.removeFirst() }
        guard state.withLock({ $0.failure == nil }) else { return }
        do throws(Output.Failure) {
            try Output.write(piece, to: file)
        } catch {
            return state.withLock { $0.failure = error.code }
        }
        let count = piece.count
        piece.removeAll(keepingCapacity: true)
        let isMuch = state.withLock { state in
            state.spare.append(piece)
            state.loose += count
            return state.loose >= Self.flushed
        }
        guard isMuch else { return }
        // The system tells of a disk that failed but once: at the end it would say that all is well.
        if fsync(file) != 0 {
            let code = errno
            return state.withLock { $0.failure = code }
        }
        #if os(Linux)
            // What nobody reads soon would drive out what is read next.
            _ = posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
        #endif
        state.withLock { $0.loose = 0 }
    }

    /// Lets what waits go unwritten, so that the file goes at once when it is let go.
    func abandon() {
        state.withLock { if $0.failure == nil { $0.failure = ECANCELED } }
        queue.sync {}
    }

    /// Gives the file its name, once all of it is on the disk.
    func keep(as target: String) throws(Failure) {
        queue.sync {}
        try check()
        guard fsync(file) == 0, rename(path, target) == 0 else { throw Failure(code: errno) }
        state.withLock { $0.isKept = true }
    }

    private func check() throws(Failure) {
        if let code = state.withLock(\.failure) { throw Failure(code: code) }
    }
}
