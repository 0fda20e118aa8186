import Casebook
import Exchange
import Facts
import Language
import Mustache

/// Puts facts, with their words and how they came to be, into models for the template `fact`.
struct FactWriter {
    let writer: PageWriter
    let table: FactTable
    let words: ValueWords
    /// The id of the notice whose text stands open; links to others lead to the page with that one open.
    let open: String?

    init(_ writer: PageWriter, lexicon: Lexicon, table: FactTable, open: String?) {
        self.writer = writer
        self.table = table
        self.open = open
        words = writer.values(lexicon)
    }

    /// The model of a fact.
    ///
    /// - Parameter text: the value in words, where it is not the usual ones.
    /// - Parameter leadsTo: the page that the value leads to, where it does not lead to its words.
    func model(_ entry: FactTable.Entry, leadsTo: String? = nil, text: ((StatedValue) -> String)? = nil) -> Model {
        let field = entry.field
        let text = text ?? words.text(of:)
        let steps = field.steps.isEmpty ? field.history.prefix(1) : field.steps[...]
        var parts: [Model] = []
        for (place, step) in steps.enumerated() {
            let isLast = place == steps.count - 1
            let isShown = step.change != .superseded && (step.change != .removed || place == 0)
            // The value in force is linked to the words that said it last.
            let own = href(isLast ? field.current ?? step.statement : step.statement)
            let link = isLast ? leadsTo ?? own : own
            let isSaid = place > 0 || step.change == .person || step.change == .removed
            parts.append([
                "arrow": isShown && place > 0, "old": isShown && !(isLast && field.current != nil),
                "new": isShown && isLast && field.current != nil, "isChanged": place > 0,
                "part": isLast ? text(step.statement.value) : words.short(step.statement.value),
                "partHref": orNone(link), "because": orNone(isSaid ? words.because(step) : nil),
            ])
        }
        var model: Model = [
            "factID": entry.id, "isVoid": field.current == nil, "parts": parts,
            "otherwise": field.others.map(other), "persons": field.history.compactMap(person), "isPart": false,
            // Said, so that they are not looked for in all the models around.
            "saying": false, "source": false,
        ]
        if let current = field.current {
            let said = text(current.value)
            if !current.quote.isEmpty, !said.hasPrefix(current.quote) || leadsTo != nil {
                model["saying"] = quote(current, isShort: said.hasPrefix(current.quote))
            }
            if table.texts.count > 1, let source = report(current.notice) { model["source"] = ["report": source] }
        }
        return model
    }

    /// The address of the words of a statement on this page.
    func href(_ statement: Statement) -> String? {
        guard let mark = table.mark(of: statement) else { return nil }
        return statement.notice == open
            ? "#" + mark : Addresses.query([("notice", statement.notice)]) + "#" + mark
    }

    /// - Parameter isShort: whether a sign stands for the words, which the value repeats.
    private func quote(_ statement: Statement, isShort: Bool) -> Model {
        ["quote": statement.quote, "quoteHref": orNone(href(statement)), "isSign": isShort]
    }

    private func other(_ statement: Statement) -> Model {
        [
            "otherText": words.text(of: statement.value), "otherHref": orNone(href(statement)),
            "otherPublisher": orNone(statement.publisher),
        ]
    }

    private func person(_ entry: CaseField.Entry) -> Model? {
        entry.statement.person.map {
            ["who": Viewer.plainName($0.who), "corrected": Moments.shown($0.at), "whyCorrected": orNone($0.why)]
        }
    }

    /// What a notice of several is called: `第2報`, or its date.
    func report(_ notice: String) -> String? {
        guard let record = table.texts.first(where: { $0.notice.record.id == notice })?.notice.record else {
            return nil
        }
        return record.reportNumber.map { words.words.report($0.value) }
            ?? record.published.map { words.words.date($0.value) }
    }

    /// The number of the fact that the page's heading says.
    var headingFact: Any { orNone(table.all(.title).first.map { "\($0.id)" }) }

    // MARK: Texts

    /// The texts beside the facts, for the template `texts`.
    func texts() -> Model {
        let names = Dictionary(
            table.entries.map { ($0.id, words.name(of: $0.field.name)) }, uniquingKeysWith: { a, _ in a })
        return [
            "bodies": table.texts.map { text -> Model in
                let record = text.notice.record
                return [
                    "isOpen": record.id == open, "bodyID": record.id,
                    "bodyName": report(record.id) ?? writer.words["untitled"],
                    "bodyTitle": record.title?.value ?? writer.words["untitled"],
                    "pieces": text.marked.pieces.map { PieceView(piece: $0, names: names) },
                ]
            }
        ]
    }
}

/// A piece of a marked text as the template asks for it: there are hundreds on a page, and no dictionary is made for them.
struct PieceView: MustacheParent {
    let piece: MarkedText.Piece
    let names: [Int: String]

    func child(named name: String) -> Any? {
        switch (name, piece) {
        case ("isStart", .start), ("isEnd", .end), ("isPlain", .words(_, nil)), ("isMarked", .words(_, _?)): true
        case ("isStart", _), ("isEnd", _), ("isPlain", _), ("isMarked", _): false
        case ("said", .words(let words, _)): ShownText(HostileText.block(words))
        case ("fact", .words(_, let fact?)): fact
        case ("markID", .start(let id, _)): orNone(id)
        case ("saysFacts", .start(_, let facts)): ShownText(facts.map { "\($0)" }.joined(separator: " "))
        case ("saysNames", .start(_, let facts)): ShownText(saysNames(facts))
        default: nil
        }
    }

    private func saysNames(_ facts: [Int]) -> String {
        var said: [String] = []
        for name in facts.compactMap({ names[$0] }) where !said.contains(name) { said.append(name) }
        return said.joined(separator: ", ")
    }
}

extension PageWriter {
    func values(_ lexicon: Lexicon) -> ValueWords {
        ValueWords(
            words: language == .ja ? .japanese : .english, labels: LexiconLabels(lexicon: lexicon, language: language))
    }

    /// Things said one after another.
    func listed(_ parts: [String]) -> String { parts.joined(separator: language == .ja ? "、" : ", ") }
}
