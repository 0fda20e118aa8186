import Casebook
import Exchange
import Language

/// What the casebook is, how queries are written, and where the data is to be had.
enum AboutPage {
    static func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        let labels = SearchLabels(language: writer.language, lexicon: site.lexicon)
        let figures = try site.store.figures()
        func figure(_ name: String) -> String {
            Words.grouped(figures.rows.first { $0.name == name }?.value ?? 0)
        }
        let model: Model = [
            "syntax": syntax.map { example, key in
                ["example": example, "href": writer.addresses.cases(example), "says": writer.words[key]] as Model
            },
            "fields": QueryField.allCases.map { field -> Model in
                [
                    "field": field.rawValue + ":", "label": labels.field(field),
                    "otherNames": field.otherNames.joined(separator: writer.words["comma"]),
                    "fieldExample": field.rawValue + ":" + field.example,
                    "fieldHref": writer.addresses.cases(field.rawValue + ":" + field.example),
                    "values": values(of: field, labels), "hasValues": !values(of: field, labels).isEmpty,
                ]
            },
            "filed": writer.words("aboutFiled", figure("cases"), figure("notices"), figure("pages")),
            "readerVersion": site.reading.version,
            "api": Addresses.api + "/", "atom": Addresses.feed("atom", "", writer.language),
            "jsonFeed": Addresses.feed("json", "", writer.language),
            "bookmarklet": Bookmarklet.link(to: site.settings.base + writer.addresses.clip),
        ]
        return Page(template: "about", title: writer.words["about"], model: model, section: "about")
    }

    private static let syntax = [
        ("漏えい サーバー", "syntaxAnd"), ("漏えい OR 紛失", "syntaxOr"), ("漏えい -病院", "syntaxNot"),
        ("(漏えい OR 紛失) USBメモリ", "syntaxGroup"), ("\"個人情報保護委員会\"", "syntaxQuote"),
        ("type:ransomware,malware", "syntaxValues"), ("people:>10000", "syntaxNumbers"),
        ("published:2026-01..2026-06", "syntaxDates"),
    ]

    /// Slugs with their labels; none for fields whose values are open.
    private static func values(of field: QueryField, _ labels: SearchLabels) -> [Model] {
        guard case .terms(_, let slugs) = field.values else { return [] }
        return slugs.map { ["slug": $0, "slugLabel": labels.value($0, of: field)] }
    }
}
