import Language

extension Examination {
    /// More units than these between parentheses are no breakdown.
    private static let longest = 90
    private static let others = LintText.words("ほか", "他", "など", "等", "重複", "延べ", "のべ", "約", "最大")

    /// The figures of 1,200名(会員800名、非会員400名): `nil` where what stands in the parentheses is no breakdown of the figure, or one that
    /// leaves something out. What follows うち may be less than the whole, but not more.
    func partsInParentheses(_ total: Figure) -> [Figure]? {
        guard total.end < text.units.count, text.units[total.end] == Unit.open else { return nil }
        let inside = total.end + 1..<min(text.units.count, total.end + Self.longest)
        guard let close = inside.first(where: { text.units[$0] == Unit.close }) else { return nil }
        let all = figures.filter { $0.start > total.end && $0.end <= close }
        guard let first = all.first, first.line == total.line, all.last?.line == total.line,
            !text.holds(Self.others, in: total.end..<close)
        else { return nil }
        let parts = first.isPart ? all : all.filter { !$0.isPart }
        let fit = parts.allSatisfy {
            $0.unit == total.unit && !$0.isRough && !$0.isTotal && $0.value < total.value && isNamed($0)
        }
        guard fit, parts.count > 1, first.start - total.end < 24,
            zip(parts, parts.dropFirst()).allSatisfy({ $1.start - $0.end < 24 })
        else { return nil }
        let sum = parts.reduce(0) { $0 + $1.value }
        return first.isPart && sum <= total.value ? nil : parts
    }

    /// Whether a word says what the figure counts: 会員800名.
    private func isNamed(_ figure: Figure) -> Bool {
        guard figure.start > 0 else { return false }
        switch UnitClass.of(text.units[figure.start - 1]) {
        case .kanji, .hiragana, .katakana, .latin: return true
        default: return text.units[figure.start - 1] == Unit.colon
        }
    }
}
