import Casebook
import Exchange
import Facts
import HTTPTypes
import Language

/// Figures of all cases, or of those that a query finds.
struct InsightsPage: Sendable {
    var text: String
    var caseTerms: String

    init(_ parameters: [String: String]) {
        text = parameters["q"] ?? ""
        caseTerms = parameters["case"] ?? ""
    }

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        let query: SearchQuery
        let terms: [CaseTerm]
        do throws(QueryFault) { query = try SearchQuery.parse(text) } catch {
            return CasesPage.faulty(text, error, writer, isCounted: true)
        }
        do throws(CaseTerm.Fault) { terms = try CaseTerm.list(caseTerms) } catch {
            return writer.message("badCondition", status: .badRequest, detail: error.description)
        }
        _ = try site.store.refreshSearch()
        let insights = try site.store.insights(query, terms)
        let words = FigureWords(writer, lexicon: site.lexicon)
        let addresses = writer.addresses
        let charts = FigureModels(words: words) { addresses.cases(text, terms: terms + $0) }
        var model = InsightsModel(insights: insights, charts: charts, words: words) { addresses.casefile($0) }.model
        model["hint"] = writer.words["insightsHint"]
        model["caseTerms"] = caseTerms
        model["data"] = Addresses.apiInsights(text, caseTerms)
        return Page(
            template: "insights", title: writer.words["insights"], model: model, section: "insights", query: query.text)
    }
}

/// All figures for a template: of the page and of a report.
struct InsightsModel {
    let insights: Insights
    let charts: FigureModels
    let words: FigureWords
    /// Where a case is; `nil` where nothing leads anywhere.
    let casefile: (String) -> String?

    var model: Model {
        let figures = insights.figures
        let say = words.words
        let groups: [CaseTerm.Field] = [.type, .cause, .sector, .data, .leak, .misuse]
        var model: Model = [
            "isEmpty": figures.cases == 0, "sample": sample, "totals": totals,
            "time": charts.time(figures),
            "groups": groups.compactMap { field in
                figures.group(field).map {
                    charts.chart(field.rawValue, words.field(field), $0.bars, unknown: $0.unknown)
                }
            },
            "sizes": [
                charts.chart("people", say["figureSizes_people"], figures.people, note: say["figureSizesNote"]),
                charts.chart("records", say["figureSizes_records"], figures.records, unknown: figures.uncounted),
            ],
            "lags": figures.lags.map { charts.lag($0, of: figures.cases) },
            "grids": [charts.grid("sector", figures.causesBySector), charts.grid("measure", figures.measuresByCause)],
            "more": ([.authority, .response, .measure] as [CaseTerm.Field]).compactMap { field in
                figures.group(field).map {
                    charts.chart(field.rawValue, words.field(field), $0.bars, unknown: $0.unknown)
                }
            },
            "named": named, "providers": providers, "hasProviders": !insights.providers.isEmpty,
        ]
        if !insights.terms.isEmpty || insights.query != .everything {
            model["narrowed"] = [
                "query": orNone(insights.query.text),
                "conditions": orNone(insights.terms.map(words.term).joined(separator: "; ")),
            ]
        }
        return model
    }

    /// What was counted: a figure says nothing without it.
    var sample: String {
        let figures = insights.figures
        let span = figures.months.map { CaseTerm.month($0.lowerBound) + " – " + CaseTerm.month($0.upperBound) } ?? "–"
        return words.words(
            "figureSample", Words.grouped(figures.cases), Words.grouped(figures.notices), span)
    }

    private var totals: [Model] {
        let figures = insights.figures
        let say = words.words
        return [
            ["value": Words.grouped(figures.cases), "label": say["figureCases"]],
            [
                "value": figures.statingPersons == 0 ? "–" : Words.grouped(figures.persons),
                "label": say("figurePersonsOf", Words.grouped(figures.statingPersons)),
            ],
            [
                "value": figures.lags.last?.quartiles.map { words.words("figureDays", Words.grouped($0.median)) }
                    ?? "–",
                "label": say("figureMedianDisclose", Words.grouped(figures.lags.last?.cases ?? 0)),
            ],
        ]
    }

    private var named: [Model] {
        insights.figures.named.map { bar in
            [
                "label": words.words["figureNamed_" + bar.term.field.rawValue],
                "share": words.percent(bar.cases, of: insights.figures.cases), "cases": Words.grouped(bar.cases),
                "width": insights.figures.cases == 0 ? 0 : bar.cases * 100 / insights.figures.cases,
                "href": orNone(bar.cases > 0 ? charts.href([bar.term]) : nil),
            ]
        }
    }

    private var providers: [Model] {
        insights.providers.map {
            [
                "number": $0.number, "href": orNone(casefile($0.number)), "organisation": $0.organisation ?? "–",
                "title": $0.title ?? "", "clients": Words.grouped($0.clients),
            ]
        }
    }
}
