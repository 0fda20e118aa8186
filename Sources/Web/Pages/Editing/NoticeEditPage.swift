import Casebook
import Facts
import HTTPTypes
import Hummingbird

/// The record of a notice as forms, one for each field, beside the notice's text.
struct NoticeEditPage: Sendable {
    var id: String
    var done: String?
    /// What was sent and refused: shown again, with why.
    var refused: Refused?

    struct Refused: Sendable {
        var field: RecordField
        var form: FormBody
        var fault: FormFault
    }

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        guard let ref = try site.notice(named: id) else { throw HTTPError(.notFound) }
        let notice = try site.store.notice(ref)
        let words = FactWords(writer: writer, lexicon: site.lexicon)
        let facts = notice.record.facts
        var model: Model = [
            "id": ref.hash, "action": writer.addresses.edit(notice: ref.hash),
            "back": writer.addresses.notice(ref.hash), "past": writer.addresses.history(of: ref.hash),
            "heading": notice.record.title?.value ?? writer.words["untitled"], "text": notice.text,
            "fields": RecordField.allCases.map { field in
                self.model(of: field, facts.filter { $0.field == field }, words)
            },
        ]
        model["notice"] = writer.flash(done)
        return Page(
            template: "notice-edit", title: writer.words["editNotice"], model: model,
            status: refused == nil ? .ok : .unprocessableContent)
    }

    private func model(of field: RecordField, _ facts: [RecordFact], _ words: FactWords) -> Model {
        let writer = words.writer
        let refused = self.refused?.field == field ? self.refused : nil
        let removed = Set(refused?.form.all("remove") ?? [])
        var model: Model = [
            "fieldKey": field.rawValue, "fieldName": words.name(field), "isList": field.isList,
            "isOpen": refused != nil, "isEmpty": facts.isEmpty,
            "inputs": FieldInputs(field: field, words: words).models(refused?.form),
            "quote": refused?.form["quote"] ?? "", "why": refused?.form["why"] ?? "",
            "present": facts.enumerated().map { place, fact -> Model in
                let shown = words.value(fact.value, of: field)
                var row: Model = [
                    "value": shown, "json": fact.value.text, "valueID": "\(field.rawValue)-\(place)",
                    "isRemoved": removed.contains(fact.value.text),
                    "byPerson": fact.evidence.rule == Correction.rule ? [[:] as Model] : [],
                ]
                if !fact.evidence.quote.isEmpty, fact.evidence.quote != shown {
                    row["says"] = ["said": fact.evidence.quote] as Model
                }
                return row
            },
        ]
        model["isCleared"] = refused.map { !$0.form["clear"].isEmpty } ?? false
        if let refused { model["fieldFault"] = refused.fault.model(writer) }
        return model
    }
}

extension Site {
    /// The notice of an id; `nil` where there is none, or the name is not one's.
    func notice(named id: String) throws -> NoticeRef? {
        guard id.utf8.count == 16 else { return nil }
        return try store.read("looking for \(id)") { try $0.noticeRef(id) }
    }

    /// Answers a field's form: one edit with all that it changes.
    func editNotice(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        let form = try await form(request, context, for: .editor)
        let id = try context.parameters.require("id")
        guard let field = RecordField(rawValue: form["field"]) else { throw HTTPError(.badRequest) }
        let who = context.viewer.who
        let fault = try await work { try correct(id, field, form, who, writer) }
        guard let fault else { return Self.seeOther(writer.addresses.edit(notice: id) + "?done=edit") }
        let page = NoticeEditPage(id: id, refused: .init(field: field, form: form, fault: fault))
        return try await self.page(request, context, writer.language, isKept: false) { try page.build(self, $0) }
    }

    /// Changes a field as a form says; gives what is wrong with the form where that is so.
    private func correct(
        _ id: String, _ field: RecordField, _ form: FormBody, _ who: String?, _ writer: PageWriter
    ) throws -> FormFault? {
        guard let ref = try notice(named: id) else { throw HTTPError(.notFound) }
        do {
            let inputs = FieldInputs(field: field, words: FactWords(writer: writer, lexicon: lexicon))
            var changes = form.all("remove").compactMap { JSONValue(text: $0) }.map { Correction(field, .remove, $0) }
            let value = try inputs.value(form)
            if !form["clear"].isEmpty {
                if value != nil { return FormFault("field", "faultClear") }
                changes = [Correction(field, .set, .null)]
            } else if let value {
                changes.append(Correction(field, field.isList ? .add : .set, value))
            }
            if changes.isEmpty { return FormFault("field", "faultNothing") }
            if form["why"].isEmpty { return FormFault("field", "faultWhy") }
            let quote = form["quote"]
            if !quote.isEmpty, try !store.notice(ref).text.contains(quote) { return FormFault("field", "faultQuote") }
            _ = try store.edit(
                .change(target: ref.hash, corrections: changes, quote: quote), why: form["why"], by: who)
            return nil
        } catch let wrong as FieldInputs.WrongValue {
            return FormFault("field", wrong.key)
        } catch let error as CasebookError {
            return FormFault("field", error)
        }
    }
}
