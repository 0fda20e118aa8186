import Casebook
import Synchronization

/// Pages that editors have looked at but not filed yet. They are gone when the program ends, or when too many came after them.
final class Drafts: Sendable {
    struct Draft: Sendable {
        var owner: String
        var bytes: [UInt8]
        /// Where the page came from.
        var address: String
        /// What the page is called in messages.
        var name: String
    }

    private let drafts = Mutex<(byKey: [String: Draft], order: [String], bytes: Int)>(([:], [], 0))
    private let capacity: Int

    /// - Parameter capacity: how many bytes to keep.
    init(capacity: Int) { self.capacity = capacity }

    /// Keeps a draft under a key that cannot be guessed.
    func keep(_ draft: Draft) -> String {
        let key = Secret.token()
        drafts.withLock { drafts in
            drafts.byKey[key] = draft
            drafts.order.append(key)
            drafts.bytes += draft.bytes.count
            while drafts.bytes > capacity, drafts.order.count > 1 {
                let oldest = drafts.order.removeFirst()
                drafts.bytes -= drafts.byKey.removeValue(forKey: oldest)?.bytes.count ?? 0
            }
        }
        return key
    }

    func draft(_ key: String, of owner: String) -> Draft? {
        drafts.withLock { drafts in drafts.byKey[key].flatMap { $0.owner == owner ? $0 : nil } }
    }

    func drop(_ key: String) {
        drafts.withLock { drafts in
            drafts.bytes -= drafts.byKey.removeValue(forKey: key)?.bytes.count ?? 0
            drafts.order.removeAll { $0 == key }
        }
    }
}
