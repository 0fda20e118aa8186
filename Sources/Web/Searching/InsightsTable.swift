package import Casebook
import Exchange
package import Language

/// Figures for people who read them in a terminal.
package struct InsightsTable {
    let words: FigureWords
    /// Rows of a table that are shown.
    let rows: Int

    package init(language: InterfaceLanguage, lexicon: Lexicon, rows: Int) {
        words = FigureWords(PageWriter(language: language), lexicon: lexicon)
        self.rows = rows
    }

    package func text(of insights: Insights) -> String {
        let figures = insights.figures
        let say = words.words
        let model = InsightsModel(
            insights: insights, charts: FigureModels(words: words) { _ in nil }, words: words, casefile: { _ in nil })
        var out = model.sample + "\n"
        if !insights.terms.isEmpty { out += insights.terms.map(words.term).joined(separator: "; ") + "\n" }
        guard figures.cases > 0 else { return out }
        out += table(say[figures.isByYear ? "figureByYear" : "figureByMonth"], figures.time, figures.undated, all: true)
        for field in [CaseTerm.Field.type, .cause, .sector, .data, .leak, .misuse] {
            guard let group = figures.group(field) else { continue }
            out += table(words.field(field), group.bars, group.unknown)
        }
        out += table(say["figureSizes_people"], figures.people, nil, all: true)
        out += table(say["figureSizes_records"], figures.records, figures.uncounted, all: true)
        for lag in figures.lags {
            out += table(say["figureLag_" + lag.field.rawValue], lag.bars, lag.unknown, all: true)
            if let quartiles = lag.quartiles {
                out +=
                    "  "
                    + say(
                        "figureQuartiles", Words.grouped(quartiles.median), Words.grouped(quartiles.first),
                        Words.grouped(quartiles.third), Words.grouped(lag.cases),
                        words.percent(lag.cases, of: figures.cases))
                    + "\n"
            }
        }
        out += "\n" + say["figureNamed"] + "\n"
        for bar in figures.named {
            out +=
                "  " + words.percent(bar.cases, of: figures.cases) + "  "
                + say["figureNamed_" + bar.term.field.rawValue] + "  (\(Words.grouped(bar.cases)))\n"
        }
        if !insights.providers.isEmpty {
            out += "\n" + say["figureProviders"] + "\n"
            for provider in insights.providers {
                out += "  \(provider.number)  \(HostileText.line(provider.organisation ?? "–"))  \(provider.clients)\n"
            }
        }
        return out + "\n" + say["figureMethod"] + "\n"
    }

    private static let barWidth = 24

    private func table(_ title: String, _ bars: [CaseFigures.Bar], _ unknown: CaseFigures.Bar?, all: Bool = false)
        -> String
    {
        var shown = all ? bars : Array(bars.prefix(rows))
        if let unknown, unknown.cases > 0 { shown.append(unknown) }
        guard !shown.isEmpty else { return "" }
        let most = max(1, shown.map(\.cases).max() ?? 1)
        let labels = shown.map { words.value($0.term) }
        let figures = shown.map { Words.grouped($0.cases) }
        let width = labels.map { DisplayWidth.of($0) }.max() ?? 0
        let figureWidth = figures.map(\.utf8.count).max() ?? 0
        var out = "\n\(title)\n"
        for (index, bar) in shown.enumerated() {
            let isUnknown = bar.term.value == .unknown
            let length = bar.cases == 0 ? 0 : max(1, bar.cases * Self.barWidth / most)
            out += "  " + labels[index] + String(repeating: " ", count: width - DisplayWidth.of(labels[index]))
            out += "  " + String(repeating: " ", count: figureWidth - figures[index].utf8.count) + figures[index]
            out += "  " + String(repeating: isUnknown ? "░" : "█", count: length) + "\n"
        }
        if !all, bars.count > rows { out += "  " + words.words("figureMore", "\(bars.count - rows)") + "\n" }
        return out
    }
}
