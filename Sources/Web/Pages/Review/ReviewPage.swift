import Casebook
import Exchange
import Facts
import HTTPTypes
import Hummingbird
import Language

/// What the program does not decide by itself: each question with both its sides and the grounds, in words.
struct ReviewPage: Sendable {
    static let size = 10
    var page = 1
    var done: String?
    var fault: FormFault?

    /// What is shown of a side: enough to tell whether two are one.
    static let shown: [RecordField] = [
        .organisation, .published, .reportNumber, .service, .incidentTypes, .counts, .timeline, .parties,
    ]

    func build(_ site: Site, _ viewer: Viewer, _ writer: PageWriter) throws -> Page {
        let total = try site.store.openReviewCount()
        let last = max(1, (total + Self.size - 1) / Self.size)
        let page = min(max(page, 1), last)
        let items = try site.store.read("listing the review queue") {
            try $0.openReviews(limit: Self.size, offset: (page - 1) * Self.size)
        }
        let sides = ReviewSides(site: site, writer: writer)
        let links = LinkWords(
            words: writer.language == .ja ? .japanese : .english,
            labels: LexiconLabels(lexicon: site.lexicon, language: writer.language))
        var model: Model = [
            "found": writer.words("reviewFound", Words.grouped(total)), "isEmpty": total == 0,
            "mayDecide": viewer.canEdit,
            "page": "\(page)",
            "items": try items.map { item -> Model in
                let lines = try sides.lines(item)
                var row: Model = [
                    "item": "\(item.id)", "question": question(item, links, writer),
                    "sides": try sides.models(item), "hasLines": !lines.isEmpty, "lines": lines,
                    "reasons": item.reasons.map { reason -> Model in
                        ["reason": links.words(for: reason), "against": reason.points < 0]
                    },
                ]
                if item.score > 0 { row["points"] = ["score": Self.points(item.score)] as Model }
                return row
            },
        ]
        if last > 1 {
            var turn: Model = ["position": "\(page) / \(last)"]
            if page > 1 { turn["previous"] = ["href": writer.addresses.review(page: page - 1)] as Model }
            if page < last { turn["next"] = ["href": writer.addresses.review(page: page + 1)] as Model }
            model["turn"] = turn
        }
        // What was decided meanwhile is not in the list any more, so it is said above it.
        if let fault { model["reviewFault"] = fault.model(writer) }
        model["notice"] = writer.flash(done)
        return Page(
            template: "review", title: writer.words["review"], model: model,
            status: fault == nil ? .ok : .unprocessableContent, section: "review")
    }

    private func question(_ item: ReviewItem, _ links: LinkWords, _ writer: PageWriter) -> String {
        switch item.kind {
        case .relate: writer.words("askRelate", links.words(for: item.relation ?? .related))
        case .link: writer.words["askLink"]
        case .merge: writer.words["askMerge"]
        case .check: writer.words["askCheck"]
        case .changed: writer.words["askChanged"]
        }
    }

    /// With one decimal, where it is not 0.
    private static func points(_ score: Double) -> String {
        let tenths = Int((score * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}

/// The two sides of a question.
private struct ReviewSides {
    let site: Site
    let writer: PageWriter

    func models(_ item: ReviewItem) throws -> [Model] {
        switch item.kind {
        case .link: return [try item.notice.map(notice), try item.casefile.map(casefile)].compactMap { $0 }
        case .merge, .relate: return try [item.casefile, item.other].compactMap { $0 }.map(casefile)
        case .check:
            guard let new = item.notice else { return [] }
            let corrections = try site.store.correctionsBefore(item)
            let words = FactWords(writer: writer, lexicon: site.lexicon)
            let rows = corrections.map { correction -> Model in
                let values =
                    correction.operation == .set && correction.field.isList
                    ? correction.value.array ?? [] : [correction.value]
                let shown = values.map { $0 == .null ? writer.words["noValue"] : words.value($0, of: correction.field) }
                let sign = correction.operation == .add ? "＋ " : correction.operation == .remove ? "－ " : ""
                return [
                    "field": words.name(correction.field),
                    "values": [["value": sign + shown.joined(separator: ", ")] as Model],
                ]
            }
            return [
                try notice(new), ["sideName": writer.words["correctionsBefore"], "facts": rows],
            ]
        case .changed:
            guard let new = item.notice, let old = item.replaced else { return [] }
            return [try notice(old), try notice(new)]
        }
    }

    /// What of a notice's words its publisher changed.
    func lines(_ item: ReviewItem) throws -> [Model] {
        guard item.kind == .changed || item.kind == .check, let new = item.notice,
            let old = item.replaced
        else { return [] }
        return LineModel.lines(from: try site.store.notice(old).text, to: try site.store.notice(new).text)
    }

    private func notice(_ ref: NoticeRef) throws -> Model {
        let notice = try site.store.notice(ref)
        let words = FactWords(writer: writer, lexicon: site.lexicon)
        return [
            "sideName": writer.words("sideNotice", ref.hash),
            "side": ["href": writer.addresses.notice(ref.hash)] as Model,
            "about": ["sideTitle": notice.record.title?.value ?? writer.words["untitled"]] as Model,
            "facts": words.rows(notice.record.facts, only: ReviewPage.shown),
        ]
    }

    /// A case by what its latest notice says, which is what is in force.
    private func casefile(_ ref: CaseRef) throws -> Model {
        guard case .casefile(let present) = try site.store.target(ref.number) else { return [:] }
        let notices = try site.store.notices(of: present)
        var model: Model = [
            "sideName": writer.words("sideCase", present.number, "\(notices.count)"),
            "side": ["href": writer.addresses.casefile(present.number)] as Model, "facts": [Model](),
        ]
        guard let last = notices.last else { return model }
        let record = try site.store.notice(last).record
        model["about"] = ["sideTitle": record.title?.value ?? writer.words["untitled"]] as Model
        model["facts"] = FactWords(writer: writer, lexicon: site.lexicon).rows(record.facts, only: ReviewPage.shown)
        return model
    }
}

extension Site {
    func review(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        let form = try await form(request, context, for: .editor, upTo: 20_000)
        guard let item = Int64(form["item"]), form["decision"] == "accept" || form["decision"] == "reject" else {
            throw HTTPError(.badRequest)
        }
        let accept = form["decision"] == "accept"
        let viewer = context.viewer
        let number = Int(form["page"]) ?? 1
        let store = store
        let fault: FormFault? = try await work {
            do {
                _ = try store.edit(.review(item: item, accept: accept), why: form["why"], by: viewer.who)
                return nil
            } catch is CasebookError { return FormFault("review", "faultReview") }
        }
        guard let fault else {
            let mark = writer.addresses.review(page: number)
            let done = (mark.contains("?") ? "&" : "?") + "done=" + (accept ? "accept" : "reject")
            return Self.seeOther(mark + done)
        }
        let page = ReviewPage(page: number, fault: fault)
        return try await self.page(request, context, writer.language, isKept: false) {
            try page.build(self, viewer, $0)
        }
    }
}
