import Casebook
import Duties
import Exchange
import Facts
import HTTPTypes
import Language

/// A case: what is known of it, beside the words of its notices.
struct CasePage: Sendable {
    /// Texts beyond so many bytes together are shown one notice at a time.
    static let mostText = 400_000
    static let similar = 6

    var number: String
    /// The id of the notice whose text is to stand open.
    var notice: String?

    init(number: String, _ parameters: [String: String]) {
        self.number = number
        notice = parameters["notice"]
    }

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        guard let file = try site.store.caseFile(number) else { return writer.message("notFound", status: .notFound) }
        guard file.view.number == number else { return .leading(to: writer.addresses.casefile(file.view.number)) }
        _ = try site.store.refreshSearch()
        let similar = try site.store.cases(like: number, limit: Self.similar) ?? []
        return view(file, similar, site, writer)
    }

    private func view(_ file: CaseFile, _ similar: [SimilarCase], _ site: Site, _ writer: PageWriter) -> Page {
        let view = file.view
        let open =
            (file.notices.first { $0.record.id == notice } ?? file.notices.last { $0.state == .current })
            ?? file.notices.last
        let isLong = file.notices.reduce(0) { $0 + $1.text.utf8.count } > Self.mostText
        let table = FactTable(view.values, notices: file.notices.filter { !isLong || $0.id == open?.id })
        let facts = FactWriter(writer, lexicon: site.lexicon, table: table, open: open?.record.id)
        let notices = CaseNotices(file: file, facts: facts)
        let title = view.title ?? writer.words["untitled"]
        var model: Model = [
            "caseNumber": view.number, "heading": title, "headingFact": facts.headingFact,
            "facts": FactSections(facts, clocks: LegalClocks(view)).model,
            "texts": facts.texts(), "notices": notices.models,
            "data": Addresses.apiCase(view.number),
            "citation": citation(view, title, site, writer),
        ]
        model["desk"] = [
            "editHref": writer.addresses.edit(casefile: view.number),
            "pastHref": writer.addresses.history(of: view.number),
        ]
        if !view.related.isEmpty { model["related"] = ["cases": view.related.map(notices.related)] }
        if !similar.isEmpty {
            model["similar"] = ["cases": SimilarModel(writer, lexicon: site.lexicon).models(similar)]
        }
        if !file.margin.formerNumbers.isEmpty {
            model["former"] = ["numbers": file.margin.formerNumbers.map { ["former": $0] as Model }]
        }
        if !file.margin.notes.isEmpty { model["margin"] = ["notes": file.margin.notes.map(\.model)] }
        return Page(template: "case", title: "\(title) · \(view.number)", model: model, section: "cases")
    }

    /// `株式会社X「お詫びとお知らせ」2026-01-05. 事件簿 Jikenbo 2026-501, https://…`.
    private func citation(_ view: CaseView, _ title: String, _ site: Site, _ writer: PageWriter) -> String {
        writer.words(
            "citation", view.organisation ?? writer.words["unnamed"], title, view.published?.iso ?? "–", view.number,
            site.settings.base + writer.addresses.casefile(view.number))
    }
}

extension CaseMargin.Note {
    var model: Model { ["noteBy": Viewer.plainName(who), "noteAt": Moments.shown(at), "note": text] }
}
