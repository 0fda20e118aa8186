package import Casebook
import Exchange
package import Facts
package import Language

/// The words of search results in one language.
package struct SearchLabels: Sendable {
    package let language: InterfaceLanguage
    let lexicon: Lexicon

    package init(language: InterfaceLanguage, lexicon: Lexicon) {
        self.language = language
        self.lexicon = lexicon
    }

    private func word(_ ja: String, _ en: String) -> String { language == .ja ? ja : en }

    package func field(_ field: QueryField) -> String {
        switch field {
        case .type: word("種別", "Type")
        case .cause: word("原因", "Cause")
        case .data: word("漏えい項目", "Data")
        case .sector: word("業種", "Sector")
        case .authority: word("届出先", "Told")
        case .response: word("対応", "Response")
        case .measure: word("再発防止策", "Prevention")
        case .leak: word("漏えい", "Leak")
        case .misuse: word("二次被害", "Misuse")
        case .kind: word("区分", "Kind")
        case .org: word("公表者", "Organisation")
        case .party: word("関係先", "Others")
        case .service: word("サービス", "Service")
        case .actor: word("攻撃者", "Actor")
        case .people: word("件数", "Count")
        case .lag: word("公表まで", "To disclose")
        case .published: word("公表", "Published")
        case .number: word("番号", "Number")
        case .has: word("あり", "Has")
        }
    }

    /// The label of a value: a slug's where the field has slugs.
    package func value(_ value: String, of field: QueryField) -> String {
        guard case .terms(let vocabulary, _) = field.values else { return value }
        guard let vocabulary else { return field.plainLabel(of: value, in: language) }
        let term = lexicon.terms(ofVocabulary: vocabulary).first { $0.slug == value }
        return term.map { language == .ja ? $0.ja : $0.en } ?? value
    }

    /// Why something was found: `漏えい → 「流出」 ×5`, `種別: ランサムウェア感染 「ランサムウェア」`. Words of the notice are as they are.
    package func words(for reason: SearchReason) -> String {
        switch reason {
        case .words(let asked, let found, let times):
            return asked + (found == asked ? "" : " → 「\(found)」") + " ×\(times)"
        case .value(let field, let value, let quote):
            let label = "\(self.field(field)): \(shown(value, of: field))"
            guard let quote, quote != value else { return label }
            return label + " 「\(quote)」"
        }
    }

    /// In what a case is like another: `種別: ランサムウェア感染, 不正アクセス`.
    package func words(for likeness: Likeness) -> String {
        switch likeness {
        case .values(let field, let values):
            self.field(field) + ": " + values.map { shown($0, of: field) }.joined(separator: ", ")
        case .size(let count): field(.people) + ": " + Words.grouped(count)
        case .lag(let days): field(.lag) + ": " + self.days(days)
        }
    }

    /// The value as people write it: counts grouped, lags in days, slugs by their labels.
    package func shown(_ value: String, of field: QueryField) -> String {
        switch field {
        case .people: Int(value).map { Words.grouped($0) } ?? value
        case .lag: Int(value).map { days($0) } ?? value
        default: self.value(value, of: field)
        }
    }

    package func found(cases: Int, notices: Int, isCut: Bool) -> String {
        let more = isCut ? "+" : ""
        let (cases, notices) = (Words.grouped(cases) + more, Words.grouped(notices) + more)
        return word("\(cases)件の事案（お知らせ\(notices)件）", "\(cases) cases, \(notices) notices")
    }

    package func cut(at limit: Int) -> String {
        let limit = Words.grouped(limit)
        return word("件数と内訳は最新\(limit)件のお知らせのもの", "counts are of the \(limit) newest notices")
    }

    package func others(_ count: Int) -> String { word("ほか\(count)報", "+\(count) more") }
    package func days(_ count: Int) -> String { word("\(count)日", count == 1 ? "1 day" : "\(count) days") }
    package var nothing: String { word("該当なし", "nothing found") }
    package var untitled: String { word("(表題なし)", "(no title)") }
    package func next(offset: Int) -> String { word("続きは --offset \(offset)", "more with --offset \(offset)") }
}

/// The labels of a lexicon in one language.
package struct LexiconLabels: TermLabels {
    let lexicon: Lexicon
    let language: InterfaceLanguage

    package init(lexicon: Lexicon, language: InterfaceLanguage) {
        self.lexicon = lexicon
        self.language = language
    }

    package func label<V: Vocabulary>(_ term: V) -> String { lexicon.label(term, in: language) }
}
