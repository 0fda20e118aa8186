/// What tells records that others made, and that were imported, from those that the reader read.
package enum ImportedRecord {
    /// With what the reader's version begins in a record that was imported: such records are not read anew.
    package static let prefix = "import:"

    /// The condition of SQL that a column with a reader's version is none of an import.
    static func isRead(_ column: String) -> String {
        "substr(\(column), 1, \(prefix.utf8.count)) != '\(prefix)'"
    }
}
