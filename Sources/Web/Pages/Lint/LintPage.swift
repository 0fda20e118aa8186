import Exchange
import Facts
import Hummingbird
import Language
import Linting
import Mustache

/// The lint as a page: a text or file is checked, and what was found is shown beside its words. Nothing is kept.
struct LintPage: Sendable {
    var text = ""
    var fault: FormFault?
    var seen: Seen?

    /// What was checked.
    struct Seen: Sendable {
        /// The notices of an incident, each with what was found in it.
        var notices: [(notice: ReadNotice, findings: [LintFinding])]
        var fileName: String?
    }

    func build(_ site: Site, _ writer: PageWriter) -> Page {
        var model: Model = ["text": text, "largest": "\(site.settings.maxBody / 1_000_000)"]
        if let fault { model["lintFault"] = fault.model(writer) }
        if let seen { model["seen"] = self.model(of: seen, writer) }
        return Page(
            template: "lint", title: writer.words["lint"], model: model,
            status: fault == nil ? .ok : .unprocessableContent, section: "lint")
    }

    private func model(of seen: Seen, _ writer: PageWriter) -> Model {
        let words = ListingWords(writer.language)
        var totals = LintTotals()
        var rows: [Model] = []
        var bodies: [Model] = []
        for (place, (notice, findings)) in seen.notices.enumerated() {
            totals.add(findings, notices: 1)
            let first = rows.count + 1
            let marked = MarkedText(
                notice.text,
                findings.enumerated().map { EvidencePlace(at: $1.at, fact: first + $0) }, name: "w\(place + 1)")
            for (number, finding) in findings.enumerated() {
                rows.append(row(finding, first + number, marked.ids[finding.at], words, writer))
            }
            let names = Dictionary(
                findings.enumerated().map { (first + $0, $1.code) }, uniquingKeysWith: { a, _ in a })
            bodies.append([
                "isOpen": place == 0, "bodyID": "\(place + 1)", "bodyName": "",
                "bodyTitle": notice.record.title?.value ?? writer.words["untitled"],
                "pieces": marked.pieces.map { PieceView(piece: $0, names: names) },
            ])
        }
        var model: Model = [
            "summary": seen.notices.isEmpty ? writer.words["lintNoNotice"] : words.summary(totals),
            "findings": rows, "hasNotices": !seen.notices.isEmpty, "isClean": rows.isEmpty && !seen.notices.isEmpty,
        ]
        if !seen.notices.isEmpty { model["texts"] = ["bodies": bodies] as Model }
        if let name = seen.fileName { model["file"] = ["fileName": name] as Model }
        return model
    }

    private func row(
        _ finding: LintFinding, _ number: Int, _ mark: String?, _ words: ListingWords, _ writer: PageWriter
    ) -> Model {
        let rule = RuleBook.builtIn[finding.code]
        return [
            "factID": number, "code": finding.code, "severity": words[finding.severity],
            "isError": finding.severity == .error, "said": finding.message.text(writer.language),
            "wordsHref": orNone(mark.map { "#" + $0 }), "why": rule?.why.text(writer.language) ?? "",
            "basis": rule.map { words[$0.source] + ": " + $0.basis.text(writer.language) } ?? "",
        ]
    }
}

extension Site {
    /// Checks what was sent and shows what was found. It changes and keeps nothing, so anybody may ask.
    func lint(_ request: Request, _ context: SiteContext, _ writer: PageWriter) async throws -> Response {
        try limits.takeCostly(request, context, settings)
        let form = try await form(request, context, for: .anybody, upTo: settings.maxBody)
        let page = try await work { linted(form) }
        return try await self.page(request, context, writer.language, isKept: false) { page.build(self, $0) }
    }

    private func linted(_ form: FormBody) -> LintPage {
        let file = form.files["file"]
        var page = LintPage(text: form.raw("text"))
        let bytes = file?.bytes ?? Array(page.text.utf8)
        guard !bytes.allSatisfy({ $0 <= 0x20 }) else {
            page.fault = FormFault("lint", "faultNoText")
            return page
        }
        do {
            let linter = Linter(lexicon: lexicon)
            let notices = try reading.notices(bytes, file?.name ?? "-").filter { $0.record.kind == .incident }
            page.seen = LintPage.Seen(
                notices: notices.map { ($0, linter.lint($0.text, $0.record)) }, fileName: file?.name)
        } catch let failure as PageReading.Failure {
            page.fault = FormFault("lint", sentence: failure.sentence)
        } catch { page.fault = FormFault("lint", "faultNoText") }
        return page
    }
}
