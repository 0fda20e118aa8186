/// A figure as a cell writes it: `12,480`, `１２，４８０名`, `約1,200件`.
struct CellFigure: Hashable {
    var value: Int
    /// What stands behind the digits, such as the counter.
    var unit: String

    /// `nil` where the cell holds no figure, or more than one, or one that is partly written in words (1万).
    init?(_ cell: String) {
        let narrow = cell.map { DatePattern.folded($0) }
        let isDigit: (Character) -> Bool = { $0.isASCII && $0.isNumber }
        guard let start = narrow.firstIndex(where: isDigit) else { return nil }
        var end = start
        var digits = ""
        while end < narrow.count {
            if isDigit(narrow[end]) {
                digits.append(narrow[end])
            } else if narrow[end] != "," || end + 1 >= narrow.count || !isDigit(narrow[end + 1]) {
                break
            }
            end += 1
        }
        let (before, behind) = (narrow[..<start], narrow[end...])
        let isAlone = !behind.contains(where: isDigit) && !before.contains("-") && !before.contains("−")
        let isWhole = behind.first.map { !".万億千百%".contains($0) } ?? true
        guard isAlone, isWhole, let number = Int(digits) else { return nil }
        value = number
        unit = String(behind.filter { !$0.isWhitespace })
    }
}
