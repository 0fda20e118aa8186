import Facts
import Language

/// Tells a notice that denies an incident, and takes out of its record what it only quotes from others.
struct Denial {
    let notice: NoticeText
    let header: Header

    private static let claims = ["報道", "投稿", "記事", "書き込み", "うわさ", "噂"].map(Word.init)

    /// A claim of others in the title, and a leak that is denied or not found: there was no incident.
    func holds(_ record: NoticeRecord) -> Bool {
        guard record.leakStatus.map({ $0.value == .none || $0.value == .notFound }) ?? false else { return false }
        guard let title = header.title else { return false }
        return title.contains { i in Self.claims.contains { notice.has($0, at: i) } }
    }

    /// What a denied incident would have been is no fact of this one: no types, causes, data or figures.
    func strip(_ record: inout NoticeRecord) {
        record.incidentTypes = []
        record.causes = []
        record.data = []
        record.counts = []
    }
}
