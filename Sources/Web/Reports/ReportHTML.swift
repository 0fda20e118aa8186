import Casebook
import Exchange
import Facts
import Language
import Mustache

extension Report {
    /// One file with all that it needs: styles and charts are in it.
    package var html: String {
        var model = InsightsModel(insights: insights, charts: charts, words: words) { casefile($0) }.model
        model["lang"] = language.rawValue
        model["reportTitle"] = title
        model["summary"] = summary.map { ["line": $0] as Model }
        model["method"] = method.map { ["line": $0] as Model }
        model["hasLessons"] = !lessons.isEmpty
        model["lessons"] = lessons.map { ["cause": $0.cause, "cases": $0.cases, "measures": $0.measures] as Model }
        model["hasNotable"] = !notable.isEmpty
        model["notable"] = notable.map { found -> Model in
            [
                "number": found.number, "href": orNone(casefile(found.number)), "title": found.title ?? "–",
                "organisation": found.organisation ?? "–", "published": orNone(found.published?.iso),
                "persons": found.persons.map { words.words("figurePersons", Words.grouped($0)) } ?? "–",
                "types": orNone(typeNames(found)), "leak": orNone(leakName(found)), "sentence": orNone(found.sentence),
                "sources": found.sources.prefix(3).map { ["address": $0, "isWeb": Addresses.isWeb($0)] as Model },
            ]
        }
        guard let html = Templates.library(language).render(model, withTemplate: "report") else {
            preconditionFailure("no template report")
        }
        // The style sheet is the program's own; whatever is of notices is escaped by the template.
        return html.replacing("</head>", with: "<style>\n\(Asset.reportStyle)</style>\n</head>", maxReplacements: 1)
    }

    func typeNames(_ found: NotableCase) -> String {
        found.types.map { words.labels.value($0.slug, of: .type) }.joined(separator: language == .ja ? "、" : ", ")
    }

    func leakName(_ found: NotableCase) -> String? {
        found.leak.map { words.field(.leak) + ": " + words.labels.value($0.rawValue, of: .leak) }
    }
}
