package import Facts

/// A notice that was read: its record, and the text that the record's evidence points into.
package struct ReadNotice: Sendable {
    package var record: NoticeRecord
    package var text: String

    package init(record: NoticeRecord, text: String) {
        self.record = record
        self.text = text
    }
}

/// A way to write read notices down. A format is a value: the same notice always gives the same text.
package protocol NoticeFormat: Sendable {
    /// What stands once before the first notice; empty where nothing does.
    var head: String { get }
    /// One notice, its final line break included.
    func text(of notice: ReadNotice) -> String
}

extension NoticeFormat {
    package var head: String { "" }
}

/// One object per notice, one per line.
package struct JSONLines: NoticeFormat {
    package init() {}
    package func text(of notice: ReadNotice) -> String { RecordJSON.line(notice.record) + "\n" }
}
