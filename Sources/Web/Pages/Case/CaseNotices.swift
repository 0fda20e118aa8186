import Casebook
import Exchange
import Facts
import Language

/// The notices of a case in order: what each changed, and why it is in the case.
struct CaseNotices {
    let file: CaseFile
    let facts: FactWriter
    let links: LinkWords
    private var writer: PageWriter { facts.writer }

    init(file: CaseFile, facts: FactWriter) {
        self.file = file
        self.facts = facts
        links = LinkWords(words: facts.words.words, labels: facts.words.labels)
    }

    var models: [Model] {
        let changes = changes
        let rewordings = Set(file.successors.values)
        let first = file.notices.first { $0.state == .current }?.record.id
        return zip(file.view.notices, file.notices).map { shown, notice in
            let added = notice.record.id == first ? [] : changes[shown.id]?.added ?? []
            var model: Model = [
                "noticeHref": writer.addresses.notice(shown.id),
                "noticeTitle": shown.title ?? writer.words["untitled"],
                "publisher": orNone(shown.organisation),
                "day": orNone(shown.published.map { facts.words.words.date($0) }),
                "reportName": orNone(shown.report.map { facts.words.words.report($0) }),
                "tie": orNone(because(shown.tie)),
                "isSuperseded": notice.state == .superseded,
                "changes": (changes[shown.id]?.changed ?? []).map { ["changed": $0] as Model },
                "hasChanges": changes[shown.id]?.changed.isEmpty == false,
                "added": orNone(writer.listed(added)), "besideHref": orNone(besideHref(shown.id)),
            ]
            if let successor = file.successors[shown.id] {
                model["successor"] = ["successorHref": writer.addresses.notice(successor)]
            }
            if rewordings.contains(shown.id) {
                model["rewording"] = ["rewordingHref": writer.addresses.notice(shown.id) + "#s-rewording"]
            }
            model["sources"] = shown.sources.map { ["address": $0, "isWeb": Addresses.isWeb($0)] as Model }
            return model
        }
    }

    /// What each notice changed in what earlier ones said, and what it said for the first time, in words.
    private var changes: [String: (changed: [String], added: [String])] {
        var changes: [String: (changed: [String], added: [String])] = [:]
        for field in file.view.values.fields {
            var before: StatedValue?
            for entry in field.history {
                let value = entry.statement.value
                let name = facts.words.name(of: field.name)
                switch entry.change {
                case .repeated, .person, .removed: break
                case .stated:
                    changes[entry.statement.notice, default: ([], [])].added.append(facts.words.text(of: value))
                case .superseded:
                    let text = writer.words("noLonger", name, facts.words.text(of: value))
                    changes[entry.statement.notice, default: ([], [])].changed.append(text)
                case .otherSource:
                    let text = writer.words("nowSays", name, facts.words.text(of: value))
                    changes[entry.statement.notice, default: ([], [])].changed.append(text)
                default:
                    let old = before.map { facts.words.short($0) + " → " } ?? ""
                    let text = writer.words("nowSays", name, old + facts.words.text(of: value))
                    changes[entry.statement.notice, default: ([], [])].changed.append(text)
                }
                before = value
            }
        }
        return changes
    }

    private func because(_ tie: CaseView.Tie) -> String {
        if tie.byPerson { return writer.words["byPerson"] + (tie.words.isEmpty ? "" : ": " + tie.words) }
        return links.words(for: tie.reasons)
    }

    /// Where the text of a notice is shown, if it is not on this page.
    private func besideHref(_ notice: String) -> String? {
        let isHere = facts.table.texts.contains { $0.notice.record.id == notice }
        return isHere ? nil : Addresses.query([("notice", notice)]) + "#texts"
    }

    func related(_ related: CaseView.Related) -> Model {
        [
            "relatedHref": writer.addresses.casefile(related.number), "relatedNumber": related.number,
            "relatedTitle": related.title ?? writer.words["untitled"], "relation": links.words(for: related.relation),
            "tie": orNone(because(related.tie)),
        ]
    }
}

/// Cases that are like one, with what they have in common.
struct SimilarModel {
    let hits: HitModel
    private var labels: SearchLabels { hits.labels }

    init(_ writer: PageWriter, lexicon: Lexicon) { hits = HitModel(writer, lexicon: lexicon) }

    func models(_ cases: [SimilarCase]) -> [Model] {
        cases.map { found in
            var model = hits.model(found.hit, isFull: false)
            model["why"] = ["reasons": found.reasons.map { ["words": labels.words(for: $0)] as Model }]
            model["likeness"] = ["share": "\(Int((found.likeness * 100).rounded()))"]
            return model
        }
    }
}
