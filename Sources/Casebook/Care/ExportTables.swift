/// What an export holds: every table whose rows cannot be made from others, in an order in which each row comes after
/// those it leads to. Left out are `traits` and the tables of link keys, which `Database.refresh` fills anew on import, the tables of
/// the search index, which `CasebookStore.refreshSearch` fills, who may log in, and what is collected where, which are matters of one
/// machine.
enum ExportTables {
    static let all = [
        "runs", "originals", "pages", "notices", "bodies", "page_notices", "cases", "case_notices", "related_cases",
        "review_queue", "edits", "corrections", "notes", "ledger", "audit",
    ]

    /// Columns with SHA-256 sums: written in hexadecimal digits.
    static let sums: Set = ["originals.sha256", "ledger.sha256", "audit.hash"]
    /// Compressed columns: `text` is written as text, `record` as the JSON it is, `bytes` as a file of its own.
    static let text = "bodies.text"
    static let record = "bodies.record"
    static let bytes = "originals.bytes"

    /// Where the bytes of an original are, below the export's folder.
    static func file(ofOriginal sha256: String) -> String { "originals/\(sha256.prefix(2))/\(sha256)" }

    /// Changes when an export of before could not be imported any more.
    static let version = 1
    static let format = "jikenbo-casebook"
    static let manifest = "manifest.json"
}
