import Casebook
import Facts
import HTTPTypes
import Hummingbird

/// What can be done with a case and the notices in it.
struct CaseEditPage: Sendable {
    var number: String
    var done: String?
    var refused: Refused?

    struct Refused: Sendable {
        var form: FormBody
        var fault: FormFault
    }

    /// The forms of the page, by what they do.
    enum Action: String, CaseIterable { case link, split, merge, exclude, note }

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        guard let view = try site.store.caseView(number),
            case .casefile(let ref) = try site.store.target(view.number)
        else { throw HTTPError(.notFound) }
        let chosen = Set(refused?.form.all("notice") ?? [])
        var model: Model = [
            "number": view.number, "action": writer.addresses.edit(casefile: view.number),
            "back": writer.addresses.casefile(view.number), "past": writer.addresses.history(of: view.number),
            "heading": view.title ?? writer.words["untitled"], "canSplit": view.notices.count > 1,
            "notices": view.notices.map { notice -> Model in
                [
                    "noticeID": notice.id, "href": writer.addresses.notice(notice.id),
                    "edit": writer.addresses.edit(notice: notice.id),
                    "noticeTitle": notice.title ?? writer.words["untitled"],
                    "when": notice.published.map { [["date": $0.iso] as Model] } ?? [],
                    "publisher": notice.organisation ?? "", "isChosen": chosen.contains(notice.id),
                ]
            },
            "notes": try site.store.margin(of: ref).notes.map { note -> Model in
                ["note": note.text, "by": writer.person(note.who), "at": Moments.model(note.at)]
            },
            "sentOther": refused?.form["other"] ?? "", "sentInto": refused?.form["into"] ?? "",
            "sentNote": refused?.form["text"] ?? "",
        ]
        if let refused, let action = Action(rawValue: refused.fault.form) {
            // Splitting and excluding share a form, and so the reason.
            switch action {
            case .split, .exclude: model["whySplit"] = refused.form["why"]
            case .link: model["whyLink"] = refused.form["why"]
            case .merge: model["whyMerge"] = refused.form["why"]
            case .note: break
            }
        }
        if let fault = refused?.fault { model[fault.form + "Fault"] = fault.model(writer) }
        model["notice"] = writer.flash(done)
        return Page(
            template: "case-edit", title: writer.words("editCase", view.number), model: model,
            status: refused == nil ? .ok : .unprocessableContent)
    }
}

extension Site {
    func editCase(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        let form = try await form(request, context, for: .editor)
        let number = try context.parameters.require("number")
        guard let action = CaseEditPage.Action(rawValue: form["do"]) else { throw HTTPError(.badRequest) }
        let who = context.viewer.who
        let fault = try await work { try perform(action, on: number, form, who) }
        guard let fault else { return Self.seeOther(writer.addresses.edit(casefile: number) + "?done=edit") }
        let page = CaseEditPage(number: number, refused: .init(form: form, fault: fault))
        return try await self.page(request, context, writer.language, isKept: false) { try page.build(self, $0) }
    }

    private func perform(
        _ action: CaseEditPage.Action, on number: String, _ form: FormBody, _ who: String?
    ) throws -> FormFault? {
        let name = action.rawValue
        guard let view = try store.caseView(number) else { throw HTTPError(.notFound) }
        let edit: Edit
        switch action {
        case .link:
            let names = form["other"].split { $0.isWhitespace || $0 == "," || $0 == "、" }.map(String.init)
            if names.isEmpty { return FormFault(name, "faultNoNotice") }
            for notice in names {
                guard case .notice? = try? store.target(notice) else {
                    return FormFault(name, "faultUnknownNotice", notice)
                }
            }
            edit = .link(notices: names, casefile: view.number)
        case .split, .exclude:
            let chosen = form.all("notice").filter { id in view.notices.contains { $0.id == id } }
            if chosen.isEmpty { return FormFault(name, "faultChooseNotice") }
            if action == .split, chosen.count == view.notices.count { return FormFault(name, "faultAllNotices") }
            edit = action == .split ? .split(casefile: view.number, notices: chosen) : .exclude(targets: chosen)
        case .merge:
            if form["into"].isEmpty { return FormFault(name, "faultNoCase") }
            guard case .casefile(let other)? = try? store.target(form["into"]) else {
                return FormFault(name, "faultUnknownCase", form["into"])
            }
            if other.number == view.number { return FormFault(name, "faultSameCase") }
            edit = .merge(casefile: view.number, into: form["into"])
        case .note:
            if form["text"].isEmpty { return FormFault(name, "faultNoNote") }
            edit = .note(target: view.number, text: form["text"])
        }
        if action != .note, form["why"].isEmpty { return FormFault(name, "faultWhy") }
        do {
            _ = try store.edit(edit, why: form["why"], by: who)
            return nil
        } catch let error as CasebookError { return FormFault(name, error) }
    }
}
