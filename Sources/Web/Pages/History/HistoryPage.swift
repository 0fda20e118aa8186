import Casebook
import Exchange
import Facts
import HTTPTypes
import Hummingbird

/// What people did, the latest first, each with what was before and what is after.
struct HistoryPage: Sendable {
    static let size = 25
    /// A case or a notice that it must be about; empty for all.
    var target = ""
    var page = 1
    var done: String?
    var fault: (edit: Int64, fault: FormFault)?

    init(_ parameters: [String: String]) {
        target = FormBody.trimmed(parameters["target"] ?? "")
        page = min(max(Int(parameters["page"] ?? "") ?? 1, 1), 100_000)
        done = parameters["done"]
    }

    func build(_ site: Site, _ viewer: Viewer, _ writer: PageWriter) throws -> Page {
        let found = target.isEmpty ? nil : try? site.store.target(target)
        var model: Model = ["target": target, "isFiltered": !target.isEmpty, "edits": [Model](), "isEmpty": true]
        model["notice"] = writer.flash(done)
        if target.isEmpty || found != nil {
            let (edits, total) = try site.store.history(
                of: found, limit: Self.size, offset: (page - 1) * Self.size)
            let words = EditWords(writer: writer, lexicon: site.lexicon)
            model["isEmpty"] = total == 0
            model["edits"] = edits.map { row(of: $0.edit, $0.detail, words, viewer) }
            let last = max(1, (total + Self.size - 1) / Self.size)
            if last > 1 { model["turn"] = turn(last, writer) }
        }
        return Page(
            template: "history", title: writer.words["history"], model: model,
            status: fault == nil ? .ok : .unprocessableContent, section: "history")
    }

    private func row(of edit: PastEdit, _ detail: EditDetail, _ words: EditWords, _ viewer: Viewer) -> Model {
        var row: Model = [
            "edit": "\(edit.number)", "at": Moments.model(edit.at), "who": words.writer.person(edit.who),
            "what": words.action(edit, detail), "changes": words.changes(edit, detail),
            "links": words.links(edit, detail), "isUndone": edit.undoneBy != nil,
            "canUndo": viewer.canEdit && viewer.session != nil && edit.undoneBy == nil && edit.action != "undo",
            "page": "\(page)",
        ]
        if !edit.why.isEmpty { row["reason"] = ["why": edit.why] as Model }
        if let by = edit.undoneBy { row["undone"] = ["by": words.writer.words("undoneBy", "\(by)")] as Model }
        if let fault, fault.edit == edit.number { row["editFault"] = fault.fault.model(words.writer) }
        return row
    }

    private func turn(_ last: Int, _ writer: PageWriter) -> Model {
        var turn: Model = ["position": "\(page) / \(last)"]
        func href(_ page: Int) -> Model { ["href": writer.addresses.history(of: target, page: page)] }
        if page > 1 { turn["previous"] = href(page - 1) }
        if page < last { turn["next"] = href(page + 1) }
        return turn
    }
}

extension Site {
    func undo(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        let form = try await form(request, context, for: .editor, upTo: 20_000)
        guard let edit = Int64(form["edit"]) else { throw HTTPError(.badRequest) }
        let viewer = context.viewer
        let store = store
        let fault: FormFault? = try await work {
            do {
                _ = try store.edit(.undo(edit: edit), why: form["why"], by: viewer.who)
                return nil
            } catch is CasebookError { return FormFault("edit", "faultUndo") }
        }
        var page = HistoryPage(["target": form["target"], "page": form["page"]])
        guard let fault else {
            let address = writer.addresses.history(of: page.target, page: page.page)
            return Self.seeOther(address + (address.contains("?") ? "&" : "?") + "done=undo")
        }
        page.fault = (edit, fault)
        let shown = page
        return try await self.page(request, context, writer.language, isKept: false) {
            try shown.build(self, viewer, $0)
        }
    }
}
