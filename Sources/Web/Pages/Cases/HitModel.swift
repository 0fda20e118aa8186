import Casebook
import Exchange
import Facts
import Language

/// A found case, for the template `hit`.
struct HitModel {
    let writer: PageWriter
    let labels: SearchLabels

    init(_ writer: PageWriter, lexicon: Lexicon) {
        self.writer = writer
        labels = SearchLabels(language: writer.language, lexicon: lexicon)
    }

    /// - Parameter isFull: with the snippet, and why it was found.
    func model(_ hit: SearchHit, isFull: Bool) -> Model {
        let to = writer.addresses
        var model: Model = [
            "href": hit.number.map { to.casefile($0) } ?? "", "number": hit.number ?? "-",
            "title": hit.title ?? writer.words["untitled"],
        ]
        if let published = hit.published { model["published"] = ["iso": published.iso, "shown": published.iso] }
        if let type = hit.type { model["type"] = ["type": labels.value(type.slug, of: .type)] }
        if let people = hit.people { model["people"] = ["people": writer.people(people)] }
        if let organisation = hit.organisation {
            model["organisation"] =
                ["organisation": organisation, "organisationHref": orNone(to.ifAny(organisation: organisation))]
                as Model
        }
        if hit.others > 0 { model["others"] = ["others": labels.others(hit.others)] }
        guard isFull else { return model }
        if let snippet = hit.snippet {
            model["snippet"] = [
                "startsWithin": snippet.startsWithin, "endsWithin": snippet.endsWithin,
                "parts": snippet.parts.map { ["text": String($0.text), "mark": $0.isMarked] as Model },
            ]
        }
        let reasons = hit.reasons.map { ["words": labels.words(for: $0)] as Model }
        if !reasons.isEmpty { model["why"] = ["reasons": reasons] }
        return model
    }
}

extension PageWriter {
    /// A main count. Its unit is what the notice counts in, so that none is said here.
    func people(_ count: Int) -> String { language == .ja ? "\(Words.grouped(count))件" : Words.grouped(count) }
}
