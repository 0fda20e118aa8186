import Casebook
import Exchange
import Facts
import Language

/// What people did, in words.
struct EditWords {
    let writer: PageWriter
    let lexicon: Lexicon

    private var facts: FactWords { FactWords(writer: writer, lexicon: lexicon) }

    /// What was done: `corrected Sector`.
    func action(_ edit: PastEdit, _ detail: EditDetail) -> String {
        switch edit.action {
        case "edit": writer.words("did_edit", detail.values.map { facts.name($0.field) }.joined(separator: ", "))
        case "undo": writer.words("did_undo", edit.target)
        case "accept", "reject":
            writer.words("did_" + edit.action, detail.review.map { writer.words["asked_" + $0.kind.rawValue] } ?? "")
        case "link", "unlink", "merge", "split", "exclude", "note": writer.words["did_" + edit.action]
        default: edit.action
        }
    }

    /// What changed, one row each: what it is about, before and after.
    func changes(_ edit: PastEdit, _ detail: EditDetail) -> [Model] {
        let values = detail.values.map { change -> Model in
            let name = facts.name(change.field)
            let kept = change.before.filter(change.after.contains)
            // Of a list, what stayed says nothing.
            let (before, after) =
                change.field.isList
                ? (change.before.filter { !kept.contains($0) }, change.after.filter { !kept.contains($0) })
                : (change.before, change.after)
            var row = row(name, shown(before, change.field), shown(after, change.field))
            if !change.quote.isEmpty { row["says"] = ["quote": change.quote] as Model }
            return row
        }
        let moves = detail.moves.map { move -> Model in
            let title = move.title ?? move.notice.hash
            func place(_ number: String?, _ isExcluded: Bool) -> String {
                if isExcluded { return writer.words["excluded"] }
                return number.map { writer.words("inCase", $0) } ?? writer.words["inNoCase"]
            }
            return row(title, place(move.from, move.wasExcluded), place(move.to, move.isExcluded))
        }
        let notes = detail.notes.map { note -> Model in ["after": note, "subject": [Model](), "from": [Model]()] }
        return values + moves + notes
    }

    private func shown(_ values: [JSONValue], _ field: RecordField) -> String {
        values.isEmpty
            ? writer.words["noValue"] : values.map { facts.value($0, of: field) }.joined(separator: ", ")
    }

    private func row(_ subject: String, _ before: String, _ after: String) -> Model {
        ["subject": [["subjectName": subject] as Model], "from": [["before": before] as Model], "after": after]
    }

    /// The cases and notices that an edit is about.
    func links(_ edit: PastEdit, _ detail: EditDetail) -> [Model] {
        var numbers: [String] = []
        var notices: [String] = []
        if let review = detail.review {
            numbers = [review.casefile?.number, review.other?.number].compactMap { $0 }
            notices = [review.notice?.hash].compactMap { $0 }
        } else if edit.action != "undo" {
            for name in edit.target.split(separator: " ").map(String.init) {
                if name.contains("-") { numbers.append(name) } else { notices.append(name) }
            }
        }
        let to = writer.addresses
        return numbers.map { ["name": $0, "href": to.casefile($0)] as Model }
            + notices.prefix(5).map { ["name": $0, "href": to.notice($0)] as Model }
    }
}

extension PageWriter {
    /// Who did something: people of the web by their name, others as users of the machine.
    func person(_ who: String) -> String {
        who.hasPrefix(Viewer.prefix) ? Viewer.plainName(who) : words("atCommandLine", who)
    }
}
