package import Facts

/// Something that came to the casebook or changed in it, and that a watch tells of.
package struct WatchEvent: Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A notice opened a case.
        case newCase = "new-case"
        /// A notice joined a case that was there.
        case followUp = "follow-up"
        /// A value of a case is another than before.
        case changedValue = "changed-value"
        /// At the address of a notice stands another wording of it.
        case changedPage = "changed-page"
    }

    /// A value that became another.
    package struct Change: Hashable, Sendable {
        package var field: RecordField
        package var change: CaseField.Change
        package var before: StatedValue?
        package var after: StatedValue?
        /// The words that say the new value, and the sentence they stand in; empty where there are none.
        package var quote: String
        package var sentence: String

        package init(
            field: RecordField, change: CaseField.Change, before: StatedValue?, after: StatedValue?, quote: String,
            sentence: String
        ) {
            self.field = field
            self.change = change
            self.before = before
            self.after = after
            self.quote = quote
            self.sentence = sentence
        }
    }

    /// What is told of it, as it was when it was found: later changes do not alter what waits to be sent.
    package struct Detail: Hashable, Sendable {
        package var organisation: String?
        package var title: String?
        package var published: DateValue?
        package var report: Int?
        /// The notice's id.
        package var notice: String
        /// The page's address; `nil` where a person did it.
        package var address: String?
        /// Who did it, where it was a person.
        package var person: String?
        /// The sentence of the notice that matters; empty where it has none.
        package var sentence = ""
        package var changes: [Change] = []
        /// Lines that the new wording has and the old one lacks, and the other way round; the first few.
        package var added: [String] = []
        package var removed: [String] = []

        package init(notice: String) { self.notice = notice }
    }

    /// The order in which events were found.
    package var id: Int64
    /// The same for the same event whenever and wherever it is found.
    package var key: String
    package var kind: Kind
    /// When it was done: seconds since 1970-01-01 UTC.
    package var at: Int
    /// The case's number, as it is called now.
    package var number: String
    package var detail: Detail
    /// Why the watch tells of it.
    package var reasons: [WatchReason]

    package init(
        id: Int64, key: String, kind: Kind, at: Int, number: String, detail: Detail, reasons: [WatchReason]
    ) {
        self.id = id
        self.key = key
        self.kind = kind
        self.at = at
        self.number = number
        self.detail = detail
        self.reasons = reasons
    }
}

/// Why an event is one of a watch.
package enum WatchReason: Hashable, Sendable {
    /// Words of the query stand so many times in a notice of the case, first in this form.
    case words(String, found: String, times: Int)
    /// A value that the query asks for, with the words that say it where there are some.
    case value(field: String, value: String, quote: String?)
    /// An organisation of the list, by one of its names, is named by these words, in this part: `publisher` or a role's slug.
    case organisation(String, name: String, words: String, role: String)
    /// The query asks for everything.
    case everything
}
