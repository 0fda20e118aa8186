import GRDB

/// What a person does to the casebook.
package enum Edit: Sendable {
    case correct(target: String, changes: [String], quote: String?)
    /// The same with changes that need not be read first.
    case change(target: String, corrections: [Correction], quote: String?)
    case link(notices: [String], casefile: String)
    case unlink(notice: String)
    case merge(casefile: String, into: String)
    case split(casefile: String, notices: [String])
    case exclude(targets: [String])
    case note(target: String, text: String)
    case review(item: Int64, accept: Bool)
    case undo(edit: Int64)
}

extension CasebookStore {
    /// Carries out an edit and keeps it; gives its number, and the case that it opened where it did.
    ///
    /// - Parameter who: who does it; the surroundings' user where nobody is named.
    package func edit(_ edit: Edit, why: String, by who: String? = nil) throws -> (number: Int64, opened: String?) {
        try write("editing") { db in
            try Editor(db: db, at: surroundings.now(), who: who ?? surroundings.user(), why: why).carryOut(edit)
        }
    }

    /// Everything that people did, the latest first.
    ///
    /// - Parameter before: only edits of lower numbers than this.
    package func history(limit: Int, before: Int64 = .max) throws -> [PastEdit] {
        try read("listing edits") { try PastEdit.fetch($0, "WHERE id < ? ORDER BY id DESC LIMIT ?", [before, limit]) }
    }
}

extension Editor {
    /// Carries out what a person does; gives the edit's number, and the case that it opened where it did.
    func carryOut(_ edit: Edit) throws -> (number: Int64, opened: String?) {
        switch edit {
        case .correct(let target, let changes, let quote):
            let notice = try db.noticeToCorrect(target)
            let corrections = try changes.map { try Correction(change: $0) }
            return (try correct(notice, try db.quoting(quote, in: notice, corrections)), nil)
        case .change(let target, let corrections, let quote):
            let notice = try db.noticeToCorrect(target)
            return (try correct(notice, try db.quoting(quote, in: notice, corrections)), nil)
        case .link(let notices, let casefile):
            return (try link(try notices.map(db.requiredNotice), to: db.requiredCase(casefile)), nil)
        case .unlink(let notice):
            let notice = try db.requiredNotice(notice)
            guard let casefile = try db.caseRef(of: notice) else {
                throw CasebookError(notice.hash, "is in no case", "nothing is to do")
            }
            let (number, opened) = try split([notice], from: casefile, action: "unlink")
            return (number, opened.number)
        case .merge(let casefile, let other):
            return (try merge(db.requiredCase(casefile), into: db.requiredCase(other)), nil)
        case .split(let casefile, let notices):
            let (number, opened) = try split(
                try notices.map(db.requiredNotice), from: db.requiredCase(casefile))
            return (number, opened.number)
        case .exclude(let targets):
            let notices = try targets.flatMap { name in
                switch try db.target(name) {
                case .notice(let notice): [notice]
                case .casefile(let casefile): try db.notices(of: casefile, withCopies: true)
                }
            }
            return (try exclude(notices), nil)
        case .note(let target, let text): return (try note(try db.target(target), text), nil)
        case .review(let item, let accept): return (try review(item, accept: accept), nil)
        case .undo(let number): return (try undo(number), nil)
        }
    }
}

/// An edit that was made.
package struct PastEdit: Hashable, Sendable {
    package var number: Int64
    package var at: Int
    package var who: String
    package var action: String
    package var target: String
    package var why: String
    package var undoneBy: Int64?

    /// - Parameter clauses: what of a statement follows the table's name.
    static func fetch(_ db: Database, _ clauses: String, _ arguments: StatementArguments) throws -> [PastEdit] {
        try Row.fetchAll(
            db, sql: "SELECT id, at, who, action, target, why, undone_by FROM edits " + clauses, arguments: arguments
        ).map {
            PastEdit(number: $0[0], at: $0[1], who: $0[2], action: $0[3], target: $0[4], why: $0[5], undoneBy: $0[6])
        }
    }
}

extension Database {
    func requiredCase(_ number: String) throws -> CaseRef {
        guard let found = try caseRef(number) else {
            throw CasebookError(number, "the casebook has no case of this number", "check it with jikenbo search")
        }
        return found
    }

    func requiredNotice(_ name: String) throws -> NoticeRef {
        guard let found = try noticeRef(name) else {
            throw CasebookError(
                name, "the casebook has no notice of this id",
                "give the id, or the beginning of it, that jikenbo show prints")
        }
        return found
    }

    /// The notice whose record is meant: of a case, the latest, whose values are the case's.
    func noticeToCorrect(_ name: String) throws -> NoticeRef {
        switch try target(name) {
        case .notice(let notice): return notice
        case .casefile(let casefile):
            guard let last = try notices(of: casefile).last else {
                throw CasebookError(name, "the case has no notice", "name a notice by its id")
            }
            return last
        }
    }
}
