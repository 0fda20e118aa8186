/// Breaks words of several inks into lines of a terminal's width, the Japanese way: between any two wide characters,
/// but never before a closing mark or after an opening one. Latin words stay whole where they fit.
package struct Flow {
    package struct Piece {
        var text: String
        var ink: TerminalStyle.Ink

        package init(_ text: String, _ ink: TerminalStyle.Ink = .plain) {
            self.text = text
            self.ink = ink
        }
    }

    private struct Cell {
        var character: Character
        var ink: TerminalStyle.Ink
        var width: Int
    }

    var style: TerminalStyle
    /// Columns for the text.
    var width: Int

    package init(style: TerminalStyle, width: Int) {
        self.style = style
        self.width = width
    }

    /// The lines, without indent and without spaces at their ends.
    package func lines(_ pieces: [Piece]) -> [String] {
        let cells = pieces.flatMap { piece in
            piece.text.map { Cell(character: $0, ink: piece.ink, width: DisplayWidth.of($0)) }
        }
        var lines: [ArraySlice<Cell>] = []
        var start = 0
        var used = 0
        var lastBreak = 0
        var place = 0
        while place < cells.count {
            if place > start, Self.mayBreak(between: cells[place - 1], and: cells[place]) { lastBreak = place }
            if used + cells[place].width > width, place > start, cells[place].character != " " {
                let end = lastBreak > start ? lastBreak : place
                lines.append(cells[start..<end])
                start = end
                while start < cells.count, cells[start].character == " " { start += 1 }
                place = max(place, start)
                lastBreak = start
                used = cells[start..<place].reduce(0) { $0 + $1.width }
                if place >= cells.count { break }
            }
            used += cells[place].width
            place += 1
        }
        if start < cells.count { lines.append(cells[start...]) }
        return lines.map(render)
    }

    private func render(_ line: ArraySlice<Cell>) -> String {
        var line = line
        while line.last?.character == " " { line.removeLast() }
        var out = ""
        var run = ""
        var ink = TerminalStyle.Ink.plain
        for cell in line {
            if cell.ink != ink {
                out += style.set(run, in: ink)
                run = ""
                ink = cell.ink
            }
            run.append(cell.character)
        }
        return out + style.set(run, in: ink)
    }

    private static func mayBreak(between left: Cell, and right: Cell) -> Bool {
        if right.character == " " { return false }
        if left.character == " " { return true }
        if closing.contains(right.character) || opening.contains(left.character) { return false }
        if left.character.isWholeNumber, left.width == 1 { return false }  // 862名 stays together
        if right.character.isWholeNumber, "年月第約".contains(left.character) { return false }
        return left.width == 2 || right.width == 2
    }

    private static let closing = Set<Character>("、。，．・：；？！ー」』】）〕〉》］｝々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.:;?!)]}%％")
    private static let opening = Set<Character>("「『【（〔〈《［｛([{")
}
