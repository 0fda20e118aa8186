/// A figure as a cell writes it: `12,480`, `１２，４８０名`, `約1,200件`.
struct CellFigure: Hashable {
    var value: Int
    /// What stands behind the digits, such as the counter.
    var unit: String

    /// `nil` where the cell holds no figure, or more than one, or one that its digits alone do not say: a part of it in words (1万,
    /// 3 million), a share (12%), one below zero (▲12).
    init?(_ cell: String) {
        let narrow = cell.map { DatePattern.folded($0) }
        guard let start = narrow.firstIndex(where: Self.isDigit) else { return nil }
        var end = start
        var groups = [""]
        while end < narrow.count {
            if Self.isDigit(narrow[end]) {
                groups[groups.count - 1].append(narrow[end])
            } else if narrow[end] == ",", end + 1 < narrow.count, Self.isDigit(narrow[end + 1]) {
                groups.append("")
            } else {
                break
            }
            end += 1
        }
        let (before, behind) = (narrow[..<start].filter(Self.isShown), narrow[end...].filter(Self.isShown))
        // 1,200, and neither 12,00 nor 1,2: there the comma is none of thousands.
        let isGrouped = groups.count == 1 || groups[0].count <= 3 && groups.dropFirst().allSatisfy { $0.count == 3 }
        guard isGrouped, Self.isWhole(before, behind), let number = Int(groups.joined()) else { return nil }
        value = number
        unit = String(behind)
    }

    private static func isShown(_ character: Character) -> Bool { !character.isWhitespace }
    private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }

    /// Whether what stands around the digits leaves them what they are.
    private static func isWhole(_ before: [Character], _ behind: [Character]) -> Bool {
        if behind.contains(where: isDigit) || before.contains(where: { "-−‐–—―▲△".contains($0) }) { return false }
        // In brackets, or behind a long vowel's mark, stands what is below zero; with 数 no figure is meant.
        if before.last.map({ ".数万億兆千百十(ー".contains($0) }) ?? false { return false }
        guard let next = behind.first else { return true }
        let word = behind.prefix { $0.isASCII && $0.isLetter }
        let scales = [
            "k", "m", "b", "mn", "bn", "mil", "thousand", "million", "billion", "lakh", "crore", "dozen", "percent",
            "pct",
        ]
        let isScaled =
            scales.contains(String(word).lowercased())
            || ["パーセント", "ダース", "ミリオン"].contains { behind.starts(with: $0) }
        return !".万億兆千百十数割倍%‰".contains(next) && !isScaled
    }
}
