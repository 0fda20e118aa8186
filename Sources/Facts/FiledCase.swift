/// A case as the casebook has it: what is shown of it, what was read in its notices, and when it came to be what it is.
package struct FiledCase: Sendable {
    package var view: CaseView
    /// Of the notices in force, in the order of the view, with people's corrections.
    package var records: [NoticeRecord]
    /// When the casebook opened the case, in seconds since 1970-01-01 UTC.
    package var opened: Int
    /// When a notice of it was added, a value corrected or a correction undone last, in seconds since 1970-01-01 UTC.
    package var changed: Int
    /// The SHA-256 of the pages as they are kept, by the notice's id and the page's address; only where a format asks for it.
    package var digests: [String: [String: String]] = [:]

    package init(view: CaseView, records: [NoticeRecord], opened: Int, changed: Int) {
        self.view = view
        self.records = records
        self.opened = opened
        self.changed = changed
    }

    /// The first of the notices in force that has this lag: a later report is no later disclosure.
    package func lag(_ lag: KeyPath<Derived, Derived.Lag?>) -> Int? {
        records.lazy.compactMap { $0.derived[keyPath: lag]?.days }.first
    }

    /// The address where the first notice is published that has one.
    package var address: String? { view.notices.lazy.compactMap(\.sources.first).first }
}
