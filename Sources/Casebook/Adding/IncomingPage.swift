package import Facts
import Language

/// A page on its way into the casebook, with all that can be worked out without the file: made by any number of threads.
package struct IncomingPage: Sendable {
    /// The path or URL.
    package let address: String
    let sha256: [UInt8]
    let mediaType: String
    let size: Int
    let compressed: [UInt8]
    /// `html`, `pdf` or `plain`; of imported records `veris` or `csv`.
    let format: String
    let charset: String
    let notices: [IncomingNotice]
    /// The reader's version.
    let reader: String
    /// Whether the records are not read but imported: others say what is one incident.
    let isImported: Bool

    package init(
        address: String, bytes: [UInt8], mediaType: String, format: String, charset: String,
        notices: [IncomingNotice], reader: String
    ) {
        isImported = reader.hasPrefix(ImportedRecord.prefix)
        self.address = address
        sha256 = Digest.sha256(bytes)
        self.mediaType = mediaType
        size = bytes.count
        // A file that is a notice and nothing else.
        let whole = notices.first { $0.text.utf8.count == bytes.count && $0.text.utf8.elementsEqual(bytes) }
        compressed = whole?.compressedText ?? Zstd.compress(bytes)
        self.format = format
        self.charset = charset
        self.notices = notices
        self.reader = reader
    }
}

/// A notice on its way into the casebook.
package struct IncomingNotice: Sendable {
    package let record: NoticeRecord
    package let text: String
    /// Where it stands in the page's text.
    package let at: TextSpan
    let compressedText: [UInt8]
    let compressedRecord: [UInt8]
    /// `nil` for a notice about no incident, which is in no case.
    let traits: NoticeTraits?
    /// What the search index is to know of it.
    let entry: SearchEntry

    /// - Parameter record: its `id` is that of the text.
    package init(record: NoticeRecord, text: String, at: TextSpan) {
        self.record = record
        self.text = text
        self.at = at
        compressedText = Zstd.compress(Array(text.utf8))
        compressedRecord = Zstd.compress(StoredRecord.bytes(of: record))
        traits = record.kind == .incident ? NoticeTraits(record, text: NormalText(text)) : nil
        // As the record is when it is read back.
        var whole = record
        whole.derived = Derived.computed(from: record)
        entry = SearchEntry(whole)
    }
}

/// A candidate that could not be made a page.
package struct FailedPage: Sendable {
    package let address: String
    /// Empty where not even the bytes were read.
    let sha256: [UInt8]
    package let reason: String

    package init(address: String, bytes: [UInt8]?, reason: String) {
        self.address = address
        sha256 = bytes.map(Digest.sha256) ?? []
        self.reason = reason
    }
}

/// What is handed to the casebook for one candidate.
package enum Candidate: Sendable {
    case page(IncomingPage)
    case failed(FailedPage)
    /// The content that is at this address already.
    case unchanged(String)

    package var address: String {
        switch self {
        case .page(let page): page.address
        case .failed(let page): page.address
        case .unchanged(let address): address
        }
    }

    /// Bytes of the page; 0 where none are to be stored.
    package var size: Int {
        switch self {
        case .page(let page): page.size
        case .failed, .unchanged: 0
        }
    }
}

/// What came of one candidate.
package struct Intake: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        /// New at its address.
        case added
        /// The page was here, its content has changed.
        case changed(version: Int)
        /// The same content at the same address as before: nothing was written.
        case unchanged
        /// The same content under another address.
        case duplicate(of: String)
        /// Kept, but no notice in it is about an incident.
        case other
        case failed(String)

        /// In a word, as programs are told it.
        package var name: String {
            switch self {
            case .added: "added"
            case .changed: "changed"
            case .unchanged: "unchanged"
            case .duplicate: "duplicate"
            case .other: "other"
            case .failed: "failed"
            }
        }
    }
    package var address: String
    package var outcome: Outcome
    /// Notices that the casebook did not have before.
    package var newNotices: Int
    /// The numbers of the cases that these opened or joined.
    package var cases: [String]
}
