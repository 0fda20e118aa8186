import Facts
import Language

/// A number with its counter, as it stands in a notice. Offsets are units of the normal text.
struct Figure {
    var value: Int
    var start: Int
    var end: Int
    /// Where the counter begins.
    var counter: Int
    var kind: CounterKind
    /// The counter as written.
    var unit: String
    var sentence: Int
    var line: Int
    /// 約, 最大, およそ: not exact.
    var isRough: Bool
    /// 合計, 計, 総数: says that it sums up.
    var isTotal: Bool
    /// 延べ, うち, 内: a part, or counted several times.
    var isPart: Bool

    var countsPersons: Bool { kind == .person }
    /// Whether it may be a number of people or of their data.
    var countsData: Bool { kind == .person || kind == .record || kind == .account || kind == .contract }
}

/// Finds the figures of a text by the lexicon's counters.
struct FigureScanner {
    let text: LintText

    /// No notice has more.
    private static let most = 1000

    func figures(_ counters: Findings.List) -> [Figure] {
        var figures: [Figure] = []
        for counter in counters where figures.count < Self.most {
            guard let figure = figure(counter) else { continue }
            if let last = figures.last, last.start == figure.start {
                if figure.end > last.end { figures[figures.count - 1] = figure }
                continue
            }
            figures.append(figure)
        }
        return figures.sorted { $0.start < $1.start }
    }

    private func figure(_ counter: Finding) -> Figure? {
        let units = text.units
        let end = Int(counter.start)
        var start = end
        while start > 0, end - start < 20, Self.isNumeral(units[start - 1]), !breaks(start, end) { start -= 1 }
        while start < end, !NumberScanner.isDigit(units[start]), !Self.isKanjiDigit(units[start]) { start += 1 }
        guard start < end, let number = NumberScanner.number(in: text.normal, at: start), number.end == end,
            number.value > 0
        else { return nil }
        // 一部, 一件一件: words.
        if !NumberScanner.isDigit(units[start]), end - start == 1 { return nil }
        if start > 0 {
            let before = units[start - 1]
            // 第2報, 下4桁, 1-2件, 8:30: no counts.
            if before == "第" || before == "下" || before == Unit.hyphen { return nil }
            if before == Unit.colon, start > 1, NumberScanner.isDigit(units[start - 2]) { return nil }
            if UnitClass.of(before) == .latin, !text.normal.spaced[start] { return nil }
        }
        let after = Int(counter.end) < units.count ? units[Int(counter.end)] : 0
        if after == "目" || after == "以" || after == "体" { return nil }
        let sentence = text.sentence(at: start)
        let least = text.sentences[sentence].start
        let left = max(least, start - 6)..<start
        return Figure(
            value: number.value, start: start, end: Int(counter.end), counter: end,
            kind: Values.counters[Int(counter.term)], unit: text.quote(end, Int(counter.end)), sentence: sentence,
            line: text.sentences[sentence].line, isRough: text.holds(Self.rough, in: left),
            isTotal: text.holds(Self.totals, in: left), isPart: text.holds(Self.parts, in: left))
    }

    private func breaks(_ start: Int, _ end: Int) -> Bool {
        start < end && text.normal.spaced[start] && NumberScanner.isDigit(text.units[start])
    }

    private static let rough = LintText.words("約", "最大", "およそ", "程度", "少なくとも", "推定", "概ね")
    private static let totals = LintText.words("合計", "総計", "総数", "計")
    private static let parts = LintText.words("うち", "延べ", "のべ", "内訳", "各", "それぞれ")

    private static func isNumeral(_ u: UInt16) -> Bool {
        NumberScanner.isDigit(u) || u == Unit.comma || u == Unit.period || u == "万" || u == "千" || u == "億"
            || isKanjiDigit(u)
    }

    private static func isKanjiDigit(_ u: UInt16) -> Bool {
        switch u {
        case "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "百": true
        default: false
        }
    }
}
