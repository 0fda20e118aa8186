import Casebook
import Exchange
import Facts
import HTTPTypes
import Language

/// What editors do by program: as the pages do it.
enum APIEditing {
    /// Carries out an edit on behalf of who asks. The one place where the API changes the casebook by hand.
    private static func carryOut(_ edit: Edit, _ call: APICall, why: String) throws -> APIReply {
        do {
            let done = try call.site.store.edit(edit, why: why, by: call.viewer.who)
            return APIReply(
                .object(["edit": .int(Int(done.number)), "opened": .orNull(done.opened)]), status: .created)
        } catch let error as CasebookError {
            // What begins with the file's name is about the file itself: no matter of the request.
            if error.description.hasPrefix(call.site.store.name + ":") { throw error }
            throw Problem.refused(HostileText.line(error.description))
        }
    }

    static func review(_ call: APICall) throws -> APIReply {
        let limit = try call.limit(100)
        let last = try call.cursor(of: reviewList).map { $0.last.split(separator: " ") }
        let items = try call.site.store.read("listing the review queue") { db in
            guard let last, last.count == 2, let score = Double(last[0]), let id = Int64(last[1]) else {
                return try db.openReviews(limit: limit + 1)
            }
            return try db.openReviews(after: score, id, limit: limit + 1)
        }
        let words = LinkWords(words: .english, labels: LexiconLabels(lexicon: call.site.lexicon, language: .en))
        let given = items.prefix(limit)
        let next = items.count > limit ? given.last : nil
        return call.page(
            .object([
                "items": .array(
                    given.map { item in
                        .object([
                            "item": .int(Int(item.id)), "kind": .string(item.kind.rawValue),
                            "notice": .orNull(item.notice?.hash), "case": .orNull(item.casefile?.number),
                            "other": .orNull(item.other?.number), "score": .double(item.score),
                            "relation": .orNull(item.relation?.rawValue),
                            "reasons": .strings(item.reasons.map { words.words(for: $0) }),
                        ])
                    })
            ]),
            next: next.map {
                APICursor(
                    list: reviewList, place: limit, last: "\($0.score) \($0.id)")
            })
    }

    private static let reviewList = "review"
    private static let editList = "edits"

    static func decide(_ call: APICall) throws -> APIReply {
        let body = try call.members(["decision", "why"])
        guard let item = Int64(call.path["item"] ?? "") else {
            throw Problem.notFound("the queue has none of this number; see /api/v1/review")
        }
        let decision = try body.text("decision")
        guard decision == "accept" || decision == "reject" else {
            throw Problem.badRequest("the member decision must be accept or reject")
        }
        return try carryOut(.review(item: item, accept: decision == "accept"), call, why: body.optionalText("why"))
    }

    /// Files a page that was sent.
    static func file(_ call: APICall) throws -> APIReply {
        let body = try call.members(["text", "address"])
        let text = try body.text("text")
        let address = try body.text("address")
        guard address.utf8.count <= 2000, !address.unicodeScalars.contains(where: HostileText.steers) else {
            throw Problem.badRequest("the member address must be one line of at most 2000 bytes")
        }
        let site = call.site
        let run = try site.store.beginRun("add", reader: site.reading.version, by: call.viewer.who)
        let candidate = site.reading.candidate(Array(text.utf8), address)
        guard let intake = try site.store.add([candidate], in: run).first else { throw Problem.failed }
        if case .failed(let reason) = intake.outcome { throw Problem.refused(HostileText.line(reason)) }
        return APIReply(
            .object([
                "outcome": .string(intake.outcome.name), "new_notices": .int(intake.newNotices),
                "cases": .strings(intake.cases),
            ]), status: .created)
    }

    static func correct(_ call: APICall) throws -> APIReply {
        let body = try call.members(["changes", "quote", "why"])
        let quote = try body.optionalText("quote")
        return try carryOut(
            .correct(
                target: try notice(call), changes: try body.texts("changes"), quote: quote.isEmpty ? nil : quote),
            call, why: try body.optionalText("why"))
    }

    static func note(_ call: APICall) throws -> APIReply {
        let body = try call.members(["text", "why"])
        return try carryOut(
            .note(target: try number(call), text: try body.text("text")), call, why: try body.optionalText("why"))
    }

    static func merge(_ call: APICall) throws -> APIReply {
        let body = try call.members(["into", "why"])
        return try carryOut(
            .merge(casefile: try number(call), into: try body.text("into")), call, why: try body.optionalText("why"))
    }

    static func split(_ call: APICall) throws -> APIReply {
        let body = try call.members(["notices", "why"])
        return try carryOut(
            .split(casefile: try number(call), notices: try body.texts("notices")), call,
            why: try body.optionalText("why"))
    }

    static func link(_ call: APICall) throws -> APIReply {
        let body = try call.members(["notices", "why"])
        return try carryOut(
            .link(notices: try body.texts("notices"), casefile: try number(call)), call,
            why: try body.optionalText("why"))
    }

    static func unlink(_ call: APICall) throws -> APIReply {
        let body = try call.members(["notice", "why"])
        let id = try body.text("notice")
        let number = try number(call)
        let isOfCase = try call.site.store.read("looking for a notice") { db in
            try db.noticeRef(id).flatMap { try db.caseRef(of: $0) }?.number == number
        }
        guard isOfCase else { throw Problem.refused("the case has no notice of this id") }
        return try carryOut(.unlink(notice: id), call, why: try body.optionalText("why"))
    }

    static func exclude(_ call: APICall) throws -> APIReply {
        let body = try call.members(["why"])
        return try carryOut(.exclude(targets: [try number(call)]), call, why: try body.optionalText("why"))
    }

    static func edits(_ call: APICall) throws -> APIReply {
        let limit = try call.limit(50)
        let before = try call.cursor(of: editList).flatMap { Int64($0.last) }
        let edits = try call.site.store.history(limit: limit + 1, before: before ?? .max)
        let given = edits.prefix(limit)
        let next = edits.count > limit ? given.last : nil
        return call.page(
            .object([
                "edits": .array(
                    given.map {
                        .object([
                            "edit": .int(Int($0.number)), "at": .string(Moment.iso($0.at)),
                            "who": .string($0.who), "action": .string($0.action), "target": .string($0.target),
                            "why": .string($0.why), "undone_by": $0.undoneBy.map { .int(Int($0)) } ?? .null,
                        ])
                    })
            ]), next: next.map { APICursor(list: editList, place: limit, last: "\($0.number)") })
    }

    static func undo(_ call: APICall) throws -> APIReply {
        let body = try call.members(["why"])
        guard let edit = Int64(call.path["edit"] ?? "") else {
            throw Problem.notFound("there is no edit of this number; see /api/v1/edits")
        }
        return try carryOut(.undo(edit: edit), call, why: try body.optionalText("why"))
    }

    private static func number(_ call: APICall) throws -> String {
        let number = call.path["number"] ?? ""
        guard let found = try call.site.store.read("looking for a case", { try $0.caseRef(number) }) else {
            throw APIReading.noCase
        }
        return found.number
    }

    private static func notice(_ call: APICall) throws -> String {
        let id = call.path["id"] ?? ""
        guard id.utf8.count == 16,
            let found = try call.site.store.read("looking for a notice", { try $0.noticeRef(id) })
        else { throw APIReading.noNotice }
        return found.hash
    }
}
