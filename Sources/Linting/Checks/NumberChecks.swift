import Duties
import Facts
import Language

/// Whether the numbers agree with one another, and whether those that are expected are there.
extension LintCheck {
    static let numbers = [
        LintCheck("NL301") { $0.differentNumbers() },
        LintCheck("NL302") { $0.sumsThatDoNotAddUp() },
        LintCheck("NL303") { $0.mixedUnits() },
        LintCheck("NL304") { notice in
            guard notice.concernsPersonalData, !notice.figures.contains(where: \.countsData),
                !notice.text.says(.unknownExtent, .elsewhere)
            else { return [] }
            return [Hit(nil)]
        },
        LintCheck("NL306") { $0.manyWithoutReport() },
    ]
}

extension Examination {
    // MARK: Two numbers for the same people

    fileprivate func differentNumbers() -> [Hit] { leadAgainstBlock() + aboveAgainstBlock() + leadAgainstEntry() }

    /// A figure of the summary, and the only one in the section about the same data.
    private func leadAgainstBlock() -> [Hit] {
        labelledBlocks.compactMap { block in
            guard let lead = lead(of: block), block.figures.count == 1, let figure = block.figures.first,
                figure.value != lead.value, !lead.isRough, !figure.isRough, !figure.isPart, !explains(block, lead)
            else { return nil }
            return Hit(span(figure), related: [span(lead)], [quoted(lead), quoted(figure), .same(block.label)])
        }
    }

    /// 上記に該当する913件のお客様: the figure of the section above.
    private func aboveAgainstBlock() -> [Hit] {
        text.all(.sameAsAbove).compactMap { cue in
            // 上記に該当する may stand before other words, 上記の only right before the figure.
            let reach = cue.count > 3 ? 12 : 2
            let range = cue.upperBound..<cue.upperBound + reach + 1
            guard let figure = figures(in: range).first(where: \.countsData),
                !text.holds(Self.exceptions, in: cue.upperBound..<figure.start), !figure.isPart, !figure.isRough,
                let heading = text.lines[..<text.line(at: cue.lowerBound)].last(where: \.isHeading)
            else { return nil }
            let above = figures.filter { $0.start > heading.end && $0.end < cue.lowerBound && $0.countsData }
            guard Set(above.map(\.value)).count == 1, let other = above.first, other.value != figure.value,
                other.kind == figure.kind, !other.isRough, !other.isPart,
                !text.says(.duplicatesExplained, in: heading.end..<figure.end)
            else { return nil }
            return Hit(span(figure), related: [span(other)], [quoted(other), quoted(figure), quoted(cue)])
        }
    }

    /// The figures that begin in a range.
    private func figures(in range: Range<Int>) -> ArraySlice<Figure> {
        var (low, high) = (0, figures.count)
        while low < high {
            let middle = (low + high) / 2
            if figures[middle].start < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return figures[low...].prefix { $0.start < range.upperBound }
    }

    private static let exceptions = LintText.words("ほか", "以外", "他", "別", "うち", "、")

    /// The only figure of the summary, and the entry 対象件数: 88件.
    private func leadAgainstEntry() -> [Hit] {
        let entries = figures.filter { figure in
            let line = text.lines[figure.line]
            guard let head = text.first(Self.entryHeads, in: line.start..<min(line.end, line.start + 14)) else {
                return false
            }
            return figure.countsData && (0...4).contains(figure.start - head.upperBound)
        }
        guard let entry = entries.first, entries.count == 1, !entry.isRough, !entry.isPart else { return [] }
        let leads = figures.filter { $0.end < entry.start && $0.countsData && !$0.isPart && label(before: $0) != nil }
        guard Set(leads.map(\.value)).count == 1, let lead = leads.first, lead.value != entry.value, !lead.isRough,
            lead.kind == entry.kind, text.line(at: lead.start) < text.lines.count / 2,
            !text.says(.duplicatesExplained, in: lead.start..<range(ofSentence: entry.sentence).upperBound)
        else { return [] }
        return [Hit(span(entry), related: [span(lead)], [quoted(lead), quoted(entry), .same("")])]
    }

    private static let entryHeads = LintText.words("対象件数", "対象人数", "対象者数", "該当件数", "漏えい件数", "流出件数", "件数", "人数")

    // MARK: Parts and totals

    fileprivate func sumsThatDoNotAddUp() -> [Hit] {
        var hits: [Hit] = []
        func add(_ total: Figure, _ parts: [Figure]) {
            let sum = parts.reduce(0) { $0 + $1.value }
            if sum == total.value || hits.contains(where: { $0.at == span(total) }) { return }
            hits.append(
                Hit(
                    span(total), related: parts.map(span),
                    [quoted(total), .same(parts.map { "\($0.value)" }.joined(separator: " + ")), .same(sum)]))
        }
        for block in labelledBlocks {
            guard let lead = lead(of: block), block.figures.count > 1, !lead.isRough, !explains(block, lead),
                block.figures.allSatisfy({ text.lines[$0.line].isCircled && !$0.isRough && !$0.isPart && !$0.isTotal }),
                Set(block.figures.map(\.line)).count == block.figures.count,
                Set(block.figures.map(\.kind)).count == 1
            else { continue }
            add(lead, block.figures)
        }
        for total in figures where total.isTotal && !total.isRough && !isExplained(around: total) {
            let parts = partsBefore(total)
            if parts.count > 1 { add(total, parts) }
        }
        for cue in text.all(.breakdown) {
            guard let total = figures.last(where: { $0.end <= cue.lowerBound && cue.lowerBound - $0.end < 40 }),
                !total.isRough, !isExplained(around: total), !total.isPart
            else { continue }
            let parts = partsBehind(cue.upperBound, total)
            if parts.count > 1, !parts.contains(where: \.isRough) { add(total, parts) }
        }
        for total in figures where !total.isRough && !total.isPart {
            guard let parts = partsInParentheses(total) else { continue }
            // うち explains that something is left out, and not that the parts are more than the whole.
            if parts[0].isPart || !isExplained(around: total) { add(total, parts) }
        }
        for (total, parts) in lists where !isExplained(around: total) {
            let sum = parts.reduce(0) { $0 + $1.value }
            // Far from the total it is a list of something else, not a sum that went wrong.
            if abs(sum - total.value) <= max(1, total.value / 10) { add(total, parts) }
        }
        return hits
    }

    /// The figures before a total, in its sentence or on the lines right above it.
    private func partsBefore(_ total: Figure) -> [Figure] {
        let sentence = figures.filter {
            $0.sentence == total.sentence && $0.end <= total.start && $0.unit == total.unit && !$0.isPart
        }
        if !sentence.isEmpty {
            return sentence.contains { $0.isTotal || $0.isRough } || distance(sentence + [total]) > 30 ? [] : sentence
        }
        var parts: [Figure] = []
        var line = total.line - 1
        while line >= 0, let part = only(on: line), part.unit == total.unit, !part.isTotal, !part.isRough, !part.isPart,
            parts.isEmpty || looksAlike(line, parts[0].line)
        {
            parts.insert(part, at: 0)
            line -= 1
        }
        // More figures above that look otherwise: it is not plain what is summed up.
        if line >= 0, figures.contains(where: { $0.line == line && $0.unit == total.unit }) { return [] }
        return parts
    }

    /// The figures of a breakdown: in the sentence that begins it, or on the lines behind it.
    private func partsBehind(_ place: Int, _ total: Figure) -> [Figure] {
        let sentence = text.sentence(at: place)
        let same = figures.filter { $0.sentence == sentence && $0.start >= place && $0.unit == total.unit }
        if same.count > 1 { return distance(same) > 30 ? [] : same }
        var parts: [Figure] = []
        var line = text.line(at: place) + 1
        while line < text.lines.count, let part = only(on: line), part.unit == total.unit, !part.isTotal, !part.isPart,
            parts.isEmpty || looksAlike(line, parts[0].line)
        {
            parts.append(part)
            line += 1
        }
        if line < text.lines.count, figures.contains(where: { $0.line == line && $0.unit == total.unit && !$0.isTotal })
        {
            return []
        }
        return parts
    }

    /// Lines with one figure each below a line with one figure: a total and its parts, if it is a sum at all.
    private var lists: [(Figure, [Figure])] {
        var lists: [(Figure, [Figure])] = []
        for line in text.lines.indices.dropLast() {
            guard let total = only(on: line), !total.isRough, !total.isPart, text.lines[line].end - total.end < 4 else {
                continue
            }
            let mark = text.units[text.lines[line + 1].start]
            guard mark != text.units[text.lines[line].start] || text.lines[line].isHeading else { continue }
            var parts: [Figure] = []
            var next = line + 1
            while next < text.lines.count, let part = only(on: next), part.unit == total.unit, !part.isRough,
                !part.isPart
            {
                // Lines of another kind are the parts of the parts.
                if looksAlike(next, line + 1) { parts.append(part) } else if looksAlike(next, line) { break }
                next += 1
            }
            // A part as great as the total is no part: the lines list what was in the records.
            if parts.count > 1, parts.allSatisfy({ $0.value < total.value }) { lists.append((total, parts)) }
        }
        return lists
    }

    private func only(on line: Int) -> Figure? {
        let found = figures.filter { $0.line == line }
        return found.count == 1 ? found.first : nil
    }

    /// Whether two lines begin with the same kind of mark.
    private func looksAlike(_ a: Int, _ b: Int) -> Bool {
        let (first, second) = (text.units[text.lines[a].start], text.units[text.lines[b].start])
        let (one, other) = (UnitClass.of(first), UnitClass.of(second))
        if one == .bullet || other == .bullet { return first == second }
        let plain: Set<UnitClass> = [.kanji, .hiragana, .katakana, .latin]
        return one == other || plain.contains(one) && plain.contains(other)
    }

    /// The widest gap between neighbours.
    private func distance(_ figures: [Figure]) -> Int {
        zip(figures, figures.dropFirst()).map { $1.start - $0.end }.max() ?? 0
    }

    /// Whether the sentences around a figure say why parts and total differ.
    private func isExplained(around figure: Figure) -> Bool {
        let from = max(0, figure.sentence - 1)
        let to = min(text.sentences.count - 1, figure.sentence + 12)
        return text.says(.duplicatesExplained, in: text.sentences[from].start..<text.sentences[to].end)
    }

    // MARK: Units

    fileprivate func mixedUnits() -> [Hit] {
        var hits: [Hit] = []
        var told: Set<Int> = []
        for (place, figure) in figures.enumerated() where figure.value >= 10 {
            let others = figures[..<place].filter { $0.value == figure.value && Self.differ($0, figure) }
            guard let other = others.first, isOfPeoplesData(figure.countsPersons ? other : figure),
                told.insert(figure.value).inserted
            else { continue }
            // 412名(412件): the notice says itself that they are as many.
            if others.contains(where: { (0...2).contains(figure.start - $0.end) }) { continue }
            hits.append(Hit(span(figure), related: [span(other)], [quoted(other), quoted(figure)]))
        }
        if hits.isEmpty, let figure = figures.first(where: { isPeopleInRecords($0) }) {
            hits.append(Hit(span(figure), message: 1, [quoted(figure)]))
        }
        return hits
    }

    private static func differ(_ a: Figure, _ b: Figure) -> Bool {
        a.kind == .person && b.kind == .record && b.unit == "件"
            || b.kind == .person && a.kind == .record && a.unit == "件"
    }

    /// 個人情報86件, お客様86件, and not メールアドレス86件, which says itself what it counts.
    private func isOfPeoplesData(_ figure: Figure) -> Bool {
        let end = text.units[max(0, figure.start - 1)] == Unit.open ? figure.start - 1 : figure.start
        return label(before: figure) != nil
            || (Self.people + Self.information).contains { text.has($0, at: end - $0.count) }
    }

    private static let information = LintText.words("情報", "データ", "情報は", "計", "合計", "約")

    /// お客様913件: people counted as if they were records.
    private func isPeopleInRecords(_ figure: Figure) -> Bool {
        figure.unit == "件" && Self.people.contains { text.has($0, at: figure.start - $0.count) }
    }

    private static let people = LintText.words("お客様", "お客さま", "患者様", "患者さん", "会員様", "利用者様")

    // MARK: Many

    fileprivate func manyWithoutReport() -> [Hit] {
        guard concernsPersonalData, let duty = duty(.personsReportable), !isReportedToCommission else { return [] }
        let persons = figures.filter { $0.countsPersons && isOfNotice($0) }
        let counted = persons.isEmpty ? figures.filter { $0.countsData && isOfNotice($0) } : persons
        guard let most = counted.max(by: { $0.value < $1.value }), most.value > duty.value else { return [] }
        return [
            Hit(
                span(most),
                [quoted(most), .same(Self.grouped(duty.value)), TwoLanguages(ja: duty.ja, en: duty.en)])
        ]
    }

    /// Whether the reader holds a figure for one of the incident.
    private func isOfNotice(_ figure: Figure) -> Bool {
        record.counts.contains { $0.value == figure.value && $0.unit == figure.unit }
    }

    /// Whether a report to the commission, or to authorities in general, is spoken of.
    var isReportedToCommission: Bool {
        record.authorities.contains { $0.authority == .ppc } || text.says(.commission, .authorityInGeneral)
    }

    private static func grouped(_ number: Int) -> String {
        number < 1000 ? "\(number)" : "\(number / 1000)," + String("\(number % 1000 + 1000)".dropFirst())
    }
}
