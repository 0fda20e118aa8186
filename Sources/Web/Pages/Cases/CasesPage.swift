import Casebook
import Exchange
import Facts
import HTTPTypes
import Language

/// The list of cases that a query finds: what was asked, what was found, and the page of it.
struct CasesPage: Sendable {
    static let size = 20
    /// Pages past this one are not asked for: who wants more narrows the query down, or takes the data.
    static let lastPage = 500

    var text: String
    /// What the cases must fulfil as wholes: a figure leads here with it.
    var caseTerms: String
    var order: SearchOrder
    var page: Int

    init(_ parameters: [String: String]) {
        text = parameters["q"] ?? ""
        caseTerms = parameters["case"] ?? ""
        order = parameters["sort"].flatMap(SearchOrder.init) ?? .date
        page = min(max(parameters["page"].flatMap { Int($0) } ?? 1, 1), Self.lastPage)
    }

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        let query: SearchQuery
        do throws(QueryFault) { query = try SearchQuery.parse(text) } catch {
            return Self.faulty(text, error, writer)
        }
        let terms: [CaseTerm]
        do throws(CaseTerm.Fault) { terms = try CaseTerm.list(caseTerms) } catch {
            return writer.message("badCondition", status: .badRequest, detail: error.description)
        }
        _ = try site.store.refreshSearch()
        let result = try site.store.search(
            query, terms, order: order, limit: Self.size, offset: (page - 1) * Self.size)
        return view(query, terms, result, site, writer)
    }

    /// - Parameter isCounted: whether the query was for figures, and not for a list.
    static func faulty(_ text: String, _ fault: QueryFault, _ writer: PageWriter, isCounted: Bool = false) -> Page {
        let bytes = Array(text.utf8)
        func part(_ from: Int, _ to: Int) -> String { String(decoding: bytes[from..<to], as: UTF8.self) }
        let marked = part(fault.at.start, fault.at.end)
        return Page(
            template: "cases", title: writer.words["cases"],
            model: [
                "heading": writer.words["cases"],
                "fault": [
                    "words": fault.message(in: writer.language), "before": part(0, fault.at.start),
                    "marked": marked.isEmpty ? "␣" : marked, "after": part(fault.at.end, bytes.count),
                ] as Model,
            ], status: .badRequest, section: isCounted ? "insights" : "cases", query: text)
    }

    private func view(
        _ query: SearchQuery, _ caseTerms: [CaseTerm], _ result: SearchResult, _ site: Site, _ writer: PageWriter
    ) -> Page {
        let labels = SearchLabels(language: writer.language, lexicon: site.lexicon)
        let hits = HitModel(writer, lexicon: site.lexicon)
        let terms = QueryTerms(query)
        let isNarrowed = query != .everything
        var model: Model = [
            "heading": isNarrowed ? writer.words("casesFor", query.text) : writer.words["cases"],
            "found": labels.found(cases: result.cases, notices: result.notices, isCut: result.isCut),
            "orders": orders(caseTerms, writer), "hasHits": !result.hits.isEmpty,
            "hits": result.hits.map { hits.model($0, isFull: isNarrowed) },
            "start": (page - 1) * Self.size + 1,
            "downloads": downloads(query, writer),
        ]
        model["figuresHref"] = orNone(writer.addresses.insights(text, terms: caseTerms))
        if !caseTerms.isEmpty {
            let words = FigureWords(writer, lexicon: site.lexicon)
            model["conditions"] = [
                "list": caseTerms.map { term -> Model in
                    let rest = caseTerms.filter { $0 != term }
                    return ["text": words.term(term), "href": writer.addresses.cases(text, terms: rest)]
                }
            ]
        }
        if result.isCut { model["cut"] = ["cut": labels.cut(at: SearchScan.limit)] }
        // Facets narrow the query; beside conditions on cases they would promise what the list does not keep.
        let facets = caseTerms.isEmpty ? facets(result, terms, labels, writer) : []
        model["hasFacets"] = !facets.isEmpty
        model["facets"] = facets
        if terms.list.count > 0 {
            model["terms"] = [
                "list": terms.list.map {
                    ["text": $0.text, "href": writer.addresses.cases(terms.without($0), sort: order.rawValue)] as Model
                }
            ]
        }
        let last = max(1, min(Self.lastPage, (result.cases + Self.size - 1) / Self.size))
        model["position"] = "\(page) / \(Words.grouped(last))" + (result.isCut ? "+" : "")
        func turn(_ to: Int) -> Model {
            ["href": writer.addresses.cases(text, terms: caseTerms, sort: order.rawValue, page: to)]
        }
        if page > 1 { model["previous"] = turn(page - 1) }
        if page < last { model["next"] = turn(page + 1) }
        return Page(
            template: "cases", title: isNarrowed ? query.text : writer.words["cases"], model: model, section: "cases",
            query: text, feed: query.text)
    }

    private func orders(_ caseTerms: [CaseTerm], _ writer: PageWriter) -> [Model] {
        [(SearchOrder.date, "orderDate"), (.relevance, "orderRelevance"), (.size, "orderSize")].map {
            [
                "name": writer.words[$0.1], "current": $0.0 == order,
                "href": writer.addresses.cases(text, terms: caseTerms, sort: $0.0.rawValue),
            ]
        }
    }

    private func downloads(_ query: SearchQuery, _ writer: PageWriter) -> [Model] {
        [
            ["name": "JSON", "href": Addresses.apiCases(query.text)],
            ["name": "Atom", "href": Addresses.feed("atom", query.text, writer.language)],
            ["name": "JSON Feed", "href": Addresses.feed("json", query.text, writer.language)],
        ]
    }

    /// A facet shows its most frequent values; the first few facets stand open.
    private func facets(
        _ result: SearchResult, _ terms: QueryTerms, _ labels: SearchLabels, _ writer: PageWriter
    ) -> [Model] {
        result.facets.counts.enumerated().map { place, facet in
            let values = facet.counts.prefix(12).map { count -> Model in
                let term = QueryTerms.term(facet.field, count.value)
                let isChosen = terms.contains(term)
                let query = isChosen ? terms.without(term) : terms.with(term)
                return [
                    "label": labels.value(count.value, of: facet.field), "cases": Words.grouped(count.cases),
                    "chosen": isChosen, "href": writer.addresses.cases(query, sort: order.rawValue),
                ]
            }
            return ["name": labels.field(facet.field), "values": values, "open": place < 3]
        }
    }
}
