import Casebook
import Exchange
import Facts
import Language

/// The words of figures in one language.
struct FigureWords: Sendable {
    let words: SiteWords
    let labels: SearchLabels
    var language: InterfaceLanguage { labels.language }

    init(_ writer: PageWriter, lexicon: Lexicon) {
        words = writer.words
        labels = SearchLabels(language: writer.language, lexicon: lexicon)
    }

    /// The field of queries with the same values; `nil` for fields with numbers.
    private static func queryField(_ field: CaseTerm.Field) -> QueryField? {
        switch field {
        case .type: .type
        case .cause: .cause
        case .sector: .sector
        case .data: .data
        case .leak: .leak
        case .misuse: .misuse
        case .authority: .authority
        case .response: .response
        case .measure: .measure
        case .people, .records, .count, .month, .year, .detect, .report, .disclose: nil
        }
    }

    func field(_ field: CaseTerm.Field) -> String { words["figure_" + field.rawValue] }

    /// A value: 「ランサムウェア感染」, 「100〜999人」, 「記載なし」.
    func value(_ term: CaseTerm) -> String {
        switch term.value {
        case .unknown: return words["figureUnknown"]
        case .known: return words["figureKnown"]
        case .place:
            guard let slug = term.slug, let field = Self.queryField(term.field) else { return term.valueText }
            return labels.value(slug, of: field)
        case .range(let low, let high):
            switch term.field {
            case .month, .year: return term.valueText
            case .people: return words("figurePersons", range(low, high))
            case .records: return words("figureRecords", range(low, high))
            default: return words("figureDays", range(low, high))
            }
        }
    }

    /// A term in words: 「漏えい: 確認」.
    func term(_ term: CaseTerm) -> String { field(term.field) + ": " + value(term) }

    private func range(_ low: Int, _ high: Int) -> String {
        if low == high { return Words.grouped(low) }
        if high == .max { return words("figureAndMore", Words.grouped(low)) }
        return Words.grouped(low) + "–" + Words.grouped(high)
    }

    /// Persons that cases state, as a sum; a dash where no case states any.
    func persons(_ bar: CaseFigures.Bar) -> String {
        bar.statingPersons == 0 ? "–" : Words.grouped(bar.persons)
    }

    /// A share in percent, with a digit behind the point where it is small.
    func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "–" }
        let tenths = (part * 1000 + whole / 2) / whole
        if part > 0, tenths == 0 { return "<0.1%" }
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10)%" : "\((tenths + 5) / 10)%"
    }
}
