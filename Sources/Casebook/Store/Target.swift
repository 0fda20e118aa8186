package import GRDB

/// What a person names: a case by its number, or a notice by its id or the beginning of it.
package enum Target: Hashable, Sendable {
    case casefile(CaseRef)
    case notice(NoticeRef)
}

package struct CaseRef: Hashable, Sendable {
    package var id: Int64
    package var number: String
}

package struct NoticeRef: Hashable, Sendable {
    package var id: Int64
    package var hash: String

    package init(id: Int64, hash: String) {
        self.id = id
        self.hash = hash
    }
}

extension Database {
    package func target(_ name: String) throws -> Target {
        if let found = try caseRef(name) { return .casefile(found) }
        if let found = try noticeRef(name) { return .notice(found) }
        throw CasebookError(
            name, "the casebook has no case of this number and no notice of this id", "check it with jikenbo search")
    }

    /// The case of a number; where it was merged into another, that one.
    package func caseRef(_ number: String) throws -> CaseRef? {
        var row = try Row.fetchOne(
            self, sql: "SELECT id, number, merged_into FROM cases WHERE number = ?", arguments: [number])
        while let next: Int64 = row?[2] {
            row = try Row.fetchOne(
                self, sql: "SELECT id, number, merged_into FROM cases WHERE id = ?", arguments: [next])
        }
        return row.map { CaseRef(id: $0[0], number: $0[1]) }
    }

    package func caseRef(id: Int64) throws -> CaseRef {
        guard let number = try String.fetchOne(self, sql: "SELECT number FROM cases WHERE id = ?", arguments: [id])
        else { throw damaged("case \(id)") }
        return CaseRef(id: id, number: number)
    }

    package func noticeRef(_ prefix: String) throws -> NoticeRef? {
        guard prefix.utf8.count >= 4, prefix.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        let rows = try Row.fetchAll(
            self, sql: "SELECT id, hash FROM notices WHERE hash >= ? AND hash < ? LIMIT 2",
            arguments: [prefix, prefix + "g"])
        if rows.count > 1 {
            throw CasebookError(prefix, "several notices have ids that begin so", "give more digits of the id")
        }
        return rows.first.map { NoticeRef(id: $0[0], hash: $0[1]) }
    }

    /// The notices of a case, in the order they were published; those without a date, in that of filing, last.
    ///
    /// - Parameter withCopies: whether those are named too that are another of them once more.
    package func notices(of casefile: CaseRef, withCopies: Bool = false) throws -> [NoticeRef] {
        try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT n.id, n.hash FROM case_notices c JOIN notices n ON n.id = c.notice
                    WHERE c."case" = ? AND (? OR n.state != 'superseded' OR n.copy_of IS NULL)
                    ORDER BY n.published IS NULL, n.published, n.id
                    """), arguments: [casefile.id, withCopies]
        ).map { NoticeRef(id: $0[0], hash: $0[1]) }
    }

    package func caseRef(of notice: NoticeRef) throws -> CaseRef? {
        try Int64.fetchOne(
            self, sql: "SELECT \"case\" FROM case_notices WHERE notice = ?", arguments: [notice.id]
        ).map { try caseRef(id: $0) }
    }
}
