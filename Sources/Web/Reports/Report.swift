package import Casebook
import Exchange
import Facts
package import Language

/// A report on the cases of some months: figures in plain words, charts, notable cases with their sources, and what was done about the
/// causes. It is made of the figures that the page of figures shows, so that both say the same.
package struct Report: Sendable {
    /// Months since year 0 of the first publication.
    package let months: ClosedRange<Int>
    let insights: Insights
    /// The same span right before, to compare with.
    let before: CaseFigures
    let notable: [NotableCase]
    let words: FigureWords
    /// The address of the casebook's pages; `nil` where there is none to lead to.
    let base: String?

    static let mostNotable = 10
    /// Rows of a chart.
    static let mostRows = 10

    /// - Parameter query: which cases the report is about, of those first published in the months.
    package init(
        _ store: CasebookStore, _ query: SearchQuery, months: ClosedRange<Int>, language: InterfaceLanguage,
        lexicon: Lexicon, base: String? = nil
    ) throws {
        self.months = months
        self.base = base.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
        let terms = [CaseTerm(.month, .range(months.lowerBound, months.upperBound))]
        insights = try store.insights(query, terms)
        let earlier = [
            CaseTerm(.month, .range(max(0, months.lowerBound - months.count), max(0, months.lowerBound - 1)))
        ]
        before = try store.insights(query, earlier).figures
        notable = try store.notableCases(query, terms, limit: Self.mostNotable)
        words = FigureWords(PageWriter(language: language), lexicon: lexicon)
    }

    var figures: CaseFigures { insights.figures }
    var language: InterfaceLanguage { words.language }

    // MARK: Words

    var span: String { CaseTerm.month(months.lowerBound) + " – " + CaseTerm.month(months.upperBound) }
    var title: String { words.words("reportTitle", span) }

    private func listed(_ parts: [String]) -> String { parts.joined(separator: language == .ja ? "、" : ", ") }

    private func top(_ field: CaseTerm.Field, _ count: Int) -> String {
        listed(
            (figures.group(field)?.bars ?? []).prefix(count).map {
                words.words("reportTop", words.value($0.term), Words.grouped($0.cases))
            })
    }

    /// What a board needs to know, a sentence each.
    var summary: [String] {
        let say = words.words
        guard figures.cases > 0 else { return [say("reportNone", span)] }
        var lines = [say("reportCases", span, Words.grouped(figures.cases), Words.grouped(figures.notices))]
        if before.cases > 0 {
            lines.append(say("reportBefore", Words.grouped(before.cases), Self.change(figures.cases - before.cases)))
        }
        lines.append(
            figures.statingPersons == 0
                ? say["reportNoPersons"]
                : say(
                    "reportPersons", Words.grouped(figures.statingPersons), Words.grouped(figures.persons),
                    Words.grouped(figures.cases - figures.statingPersons)))
        for (field, key) in [
            (CaseTerm.Field.type, "reportTypes"), (.cause, "reportCauses"), (.sector, "reportSectors"),
        ] {
            let top = top(field, 3)
            if !top.isEmpty { lines.append(say(key, top)) }
        }
        let confirmed = figures.group(.leak)?.bars.first { $0.term.slug == LeakStatus.confirmed.rawValue }?.cases ?? 0
        lines.append(say("reportLeak", Words.grouped(confirmed), words.percent(confirmed, of: figures.cases)))
        for lag in figures.lags {
            guard let quartiles = lag.quartiles else { continue }
            lines.append(
                say(
                    "reportLag", say["figureLag_" + lag.field.rawValue], Words.grouped(quartiles.median),
                    Words.grouped(lag.cases)))
        }
        return lines
    }

    private static func change(_ cases: Int) -> String {
        (cases > 0 ? "+" : cases < 0 ? "−" : "±") + Words.grouped(abs(cases))
    }

    /// For each frequent cause what those concerned said they would do about it.
    var lessons: [(cause: String, cases: String, measures: String)] {
        let grid = figures.measuresByCause
        return zip(grid.rows, grid.cells).prefix(8).compactMap { row, cells in
            let found = zip(grid.columns, cells).filter { $0.1 > 0 }.enumerated()
                .sorted { ($1.element.1, $0.offset) < ($0.element.1, $1.offset) }.prefix(3)
            guard !found.isEmpty else { return nil }
            let measures = found.map {
                words.words("reportTop", words.value($0.element.0.term), Words.grouped($0.element.1))
            }
            return (words.value(row.term), Words.grouped(row.cases), listed(measures))
        }
    }

    var method: [String] {
        let say = words.words
        var lines = [
            InsightsModel(insights: insights, charts: charts, words: words, casefile: { _ in nil }).sample,
            say["figureMethod"], say["reportLimits"],
        ]
        if insights.query != .everything { lines.insert(say("reportQuery", insights.query.text), at: 0) }
        return lines
    }

    // MARK: Links

    var charts: FigureModels {
        let base = base
        let query = insights.query.text
        let terms = insights.terms
        let addresses = Addresses(language: language)
        return FigureModels(
            words: words, href: { more in base.map { $0 + addresses.cases(query, terms: terms + more) } },
            mostRows: Self.mostRows)
    }

    func casefile(_ number: String) -> String? { base.map { $0 + Addresses(language: language).casefile(number) } }
}
