/// How words are set off on a terminal: with colour codes, or not at all.
package struct TerminalStyle: Sendable {
    /// Whether colour codes are written.
    package var colour: Bool

    package init(colour: Bool) { self.colour = colour }

    package enum Ink: Hashable, Sendable {
        case plain, bold, dim
        /// Words marked as evidence, in one of eight hues.
        case mark(Int)
        /// The label behind marked words.
        case label(Int)
    }

    package func set(_ text: String, in ink: Ink) -> String {
        guard colour, ink != .plain, !text.isEmpty else { return text }
        return "\u{1B}[" + Self.code(ink) + "m" + text + "\u{1B}[0m"
    }

    private static func code(_ ink: Ink) -> String {
        switch ink {
        case .plain: "0"
        case .bold: "1"
        case .dim: "2"
        case .mark(let hue): "1;38;5;16;48;5;\(pale[hue % pale.count])"
        case .label(let hue): "38;5;\(pale[hue % pale.count])"
        }
    }

    /// Pale backgrounds of the 256-colour palette, on which black reads well; all read well as ink on black, too.
    private static let pale = [222, 151, 153, 218, 189, 223, 159, 187]
}
