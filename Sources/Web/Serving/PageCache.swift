import NIOCore
import Synchronization

/// What was written lately, for as long as the casebook stays as it is.
final class PageCache: Sendable {
    struct Entry: Sendable {
        var body: ByteBuffer
        var tag: String
    }

    private struct State {
        /// What state of the casebook the entries show.
        var version: Int64 = -1
        var entries: [String: (entry: Entry, used: UInt64)] = [:]
        var bytes = 0
        var clock: UInt64 = 0
    }

    private let state = Mutex(State())
    private let capacity: Int

    /// - Parameter capacity: how many bytes of bodies to keep.
    init(capacity: Int) { self.capacity = capacity }

    /// - Parameter version: the casebook's state. Another one than before empties the cache.
    func entry(_ key: String, version: Int64) -> Entry? {
        state.withLock { state in
            Self.turn(&state, to: version)
            guard let found = state.entries[key] else { return nil }
            state.clock += 1
            state.entries[key]?.used = state.clock
            return found.entry
        }
    }

    func keep(_ entry: Entry, as key: String, version: Int64) {
        let size = entry.body.readableBytes + key.utf8.count
        guard size < capacity / 8 else { return }
        state.withLock { state in
            guard state.version == version, state.entries[key] == nil else { return }
            if state.bytes + size > capacity { Self.makeRoom(&state, capacity / 2) }
            state.clock += 1
            state.entries[key] = (entry, state.clock)
            state.bytes += size
        }
    }

    private static func turn(_ state: inout State, to version: Int64) {
        guard state.version != version else { return }
        state.version = version
        state.entries.removeAll(keepingCapacity: true)
        state.bytes = 0
    }

    /// Drops what was used least lately, until so many bytes are left: many at once, so that it is seldom.
    private static func makeRoom(_ state: inout State, _ most: Int) {
        for (key, value) in state.entries.sorted(by: { $0.value.used < $1.value.used }) {
            if state.bytes <= most { return }
            state.bytes -= value.entry.body.readableBytes + key.utf8.count
            state.entries[key] = nil
        }
    }
}
