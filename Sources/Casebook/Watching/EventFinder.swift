import Facts
import GRDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Makes events of what was done, entry by entry of the audit log.
struct EventFinder {
    /// An entry of the audit log about a page or an edit.
    struct Entry {
        var place: Int64
        var at: Int
        var who: String
        var action: String
        var subject: String
        var detail: JSONValue
        var hash: Data

        /// The number behind `page:` or `edit:`.
        var number: Int64? { subject.split(separator: ":").last.flatMap { Int64($0) } }
    }

    /// An event that was found, before it is known whether a watch asks for it.
    struct Found {
        var key: String
        var kind: WatchEvent.Kind
        var place: Int64
        var at: Int
        var casefile: CaseRef
        var notice: Int64
        var detail: WatchEvent.Detail
    }

    let db: Database
    private var states: CaseStates { CaseStates(db: db) }

    /// - Parameter horizon: the last page that had been filed by then.
    func events(of entry: Entry, horizon: Int64) throws -> [Found] {
        if entry.subject.hasPrefix("page:"), let page = entry.number { return try events(ofPage: page, entry) }
        guard entry.subject.hasPrefix("edit:"), let edit = entry.number else { return [] }
        let moves = try self.moves(of: edit, entry, horizon)
        return try moves + corrections(of: edit, entry, horizon)
    }

    // MARK: Pages

    private func events(ofPage page: Int64, _ entry: Entry) throws -> [Found] {
        var found: [Found] = []
        let returned = entry.detail["returned"]?.array ?? []
        for hash in entry.detail["notices"]?.array ?? [] {
            let isBack = returned.contains(hash)
            guard let ref = try hash.string.flatMap({ try db.noticeRef($0) }), var new = try states.member(ref.id),
                new.page == page || isBack, !new.isExcluded, let casefile = try caseNow(of: ref)
            else { continue }
            var others = try states.members(of: casefile).filter {
                isBack ? $0.page <= page && $0.id != new.id : $0.precedes(new)
            }
            // What took which place is the log's to say: since then the one may have gone and the other come back.
            let old = try (entry.detail["replaced"]?[ref.hash]?.string).flatMap { try db.noticeRef($0) }
            new.successor = nil
            others.removeAll { $0.successor == new.id && $0.id != old?.id }
            if let place = others.firstIndex(where: { $0.id == old?.id }) { others[place].successor = new.id }
            var detail = try detail(ref, address: entry.detail["address"]?.string)
            var kind = others.isEmpty ? WatchEvent.Kind.newCase : .followUp
            if isBack || old != nil, let now = try db.notice(new.id) {
                let before = try old.flatMap { try db.notice($0.id) }?.text ?? ""
                kind = .changedPage
                detail.added = NoticeSentences.lines(of: now.text, without: before)
                detail.removed = NoticeSentences.lines(of: before, without: now.text)
            }
            found.append(made(kind, entry, casefile, ref, detail))
            found += try changes(in: casefile, others, joinedBy: [new], ref, entry)
        }
        return found
    }

    /// What notices that joined a case changed in its values.
    private func changes(
        in casefile: CaseRef, _ others: [CaseStates.Member], joinedBy new: [CaseStates.Member], _ ref: NoticeRef,
        _ entry: Entry, person: String? = nil
    ) throws -> [Found] {
        guard !others.isEmpty else { return [] }
        var texts: [String: String] = [:]
        for member in new { if let notice = try db.notice(member.id) { texts[notice.record.id] = notice.text } }
        let before = try states.values(of: others) { try db.notice($0) }
        let after = try states.values(of: others + new) { try db.notice($0) }
        var detail = try detail(ref, address: entry.detail["address"]?.string)
        detail.changes = WatchedValues.changes(from: before, to: after, by: texts)
        detail.person = person
        if detail.changes.isEmpty { return [] }
        detail.sentence = detail.changes.lazy.map(\.sentence).first { !$0.isEmpty } ?? ""
        return [made(.changedValue, entry, casefile, ref, detail)]
    }

    // MARK: Edits

    /// Notices that a person put into another case. That an edit was taken back is no news.
    private func moves(of edit: Int64, _ entry: Entry, _ horizon: Int64) throws -> [Found] {
        guard ["link", "unlink", "merge", "split", "accept"].contains(entry.action) else { return [] }
        let moves = try db.detail(of: edit).moves.filter { $0.to != nil && $0.to != $0.from && !$0.isExcluded }
        let moved = Set(moves.map(\.notice.id))
        var found: [Found] = []
        for (number, moves) in Dictionary(grouping: moves, by: { $0.to ?? "" }).sorted(by: { $0.key < $1.key }) {
            guard let casefile = try db.caseRef(number) else { continue }
            let members = try states.members(of: casefile).filter { $0.page <= horizon }
            let others = members.filter { !moved.contains($0.id) }
            let new = members.filter { member in moves.contains { $0.notice.id == member.id } }
            for (index, member) in new.enumerated() {
                guard let move = moves.first(where: { $0.notice.id == member.id }) else { continue }
                var detail = try detail(move.notice, address: nil)
                detail.person = entry.who
                let kind: WatchEvent.Kind = others.isEmpty && index == 0 ? .newCase : .followUp
                found.append(made(kind, entry, casefile, move.notice, detail))
            }
            if let last = new.last, let move = moves.first(where: { $0.notice.id == last.id }) {
                found += try changes(in: casefile, others, joinedBy: new, move.notice, entry, person: entry.who)
            }
        }
        return found
    }

    /// Values that a person corrected, or took a correction of back.
    private func corrections(of edit: Int64, _ entry: Entry, _ horizon: Int64) throws -> [Found] {
        let notices = try Int64.fetchAll(
            db,
            sql: """
                SELECT DISTINCT c.notice FROM corrections c JOIN edits e ON e.id = c.edit
                WHERE c.edit = ?1 OR e.undone_by = ?1 ORDER BY c.notice
                """, arguments: [edit])
        var found: [Found] = []
        for id in notices {
            guard let corrected = try db.notice(id), corrected.state == .current,
                let casefile = try caseNow(of: NoticeRef(id: id, hash: corrected.record.id))
            else { continue }
            let members = try states.members(of: casefile).filter { $0.page <= horizon }
            func values(behind: Bool) throws -> CaseValues {
                try states.values(of: members) {
                    try $0 == id ? states.notice($0, at: edit, behind: behind) : db.notice($0)
                }
            }
            let ref = NoticeRef(id: id, hash: corrected.record.id)
            var detail = try detail(ref, address: nil)
            detail.person = entry.who
            detail.changes = WatchedValues.changes(
                from: try values(behind: false), to: try values(behind: true),
                by: [corrected.record.id: corrected.text])
            if detail.changes.isEmpty { continue }
            detail.sentence = detail.changes.lazy.map(\.sentence).first { !$0.isEmpty } ?? ""
            found.append(made(.changedValue, entry, casefile, ref, detail))
        }
        return found
    }

    // MARK: Parts

    private func caseNow(of notice: NoticeRef) throws -> CaseRef? {
        try db.caseRef(of: notice).flatMap { try db.caseRef($0.number) }
    }

    private func detail(_ ref: NoticeRef, address: String?) throws -> WatchEvent.Detail {
        var detail = WatchEvent.Detail(notice: ref.hash)
        guard let notice = try db.notice(ref.id) else { return detail }
        detail.organisation = notice.record.organisation?.value
        detail.title = notice.record.title?.value
        detail.published = notice.record.published?.value
        detail.report = notice.record.reportNumber?.value
        detail.address = address
        detail.sentence = NoticeSentences.telling(notice)
        return detail
    }

    /// An entry's hash covers all before it, so the key is of this casebook and this entry alone.
    private func made(
        _ kind: WatchEvent.Kind, _ entry: Entry, _ casefile: CaseRef, _ notice: NoticeRef, _ detail: WatchEvent.Detail
    ) -> Found {
        let name = "\(Digest.hex(entry.hash)) \(kind.rawValue) \(notice.hash)"
        return Found(
            key: "evt_" + Digest.hex(Digest.sha256(Array(name.utf8)).prefix(12)), kind: kind, place: entry.place,
            at: entry.at, casefile: casefile, notice: notice.id, detail: detail)
    }
}
