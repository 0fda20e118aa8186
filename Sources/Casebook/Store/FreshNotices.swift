import GRDB
import Synchronization

/// Notices that this process added and that wait to be indexed, so that they need not be read back: what is kept here
/// is what the file has, unless somebody changed it meanwhile, which is looked up.
final class FreshNotices: Sendable {
    struct Notice: Sendable {
        var text: String
        var entry: SearchEntry
        /// The reader's version.
        var reader: String

        /// `nil` where the notice is another by now.
        func item(_ db: Database, _ id: Int64) throws -> SearchIndex.Item? {
            let row = try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT c.id, c.number FROM notices n JOIN bodies b ON b.notice = n.id
                        LEFT JOIN case_notices f ON f.notice = n.id LEFT JOIN cases c ON c.id = f."case"
                        WHERE n.id = ? AND n.state = 'current' AND b.reader = ?
                          AND NOT EXISTS (SELECT 1 FROM corrections WHERE notice = n.id AND active)
                        """), arguments: [id, reader])
            return row.map { SearchIndex.Item(caseID: $0[0], caseNumber: $0[1], text: text, entry: entry) }
        }
    }

    /// A batch is indexed as soon as it is full; what goes beyond it then is read back.
    private static let most = SearchIndex.batch + 1_000

    private let notices = Mutex<[Int64: Notice]>([:])

    var count: Int { notices.withLock { $0.count } }

    func put(_ id: Int64, _ notice: Notice) {
        notices.withLock { if $0.count < Self.most { $0[id] = notice } }
    }

    func take(_ id: Int64) -> Notice? { notices.withLock { $0.removeValue(forKey: id) } }
}
