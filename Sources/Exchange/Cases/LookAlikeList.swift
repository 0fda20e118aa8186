package import Facts

/// Cases that look like one incident, with the reasons: one line each for people, or as JSON.
package struct LookAlikeList: Sendable {
    let links: LinkWords
    let style: TerminalStyle
    let width: Int

    /// - Parameter width: the terminal's columns. Lines are not made longer than 120, nor shorter than 40.
    package init(words: Words, labels: any TermLabels, style: TerminalStyle, width: Int) {
        links = LinkWords(words: words, labels: labels)
        self.style = style
        self.width = min(max(width, 40), 120)
    }

    /// Both numbers, and why they look alike.
    package func text(of pair: LookAlike) -> String {
        let head = style.set(HostileText.line(pair.number + "  " + pair.other), in: .bold)
        let why = [Flow.Piece(HostileText.line(links.words(for: pair.reasons)))]
        let lines = Flow(style: style, width: width - 2).lines(why).map { "  " + $0 }
        return ([head] + lines).joined(separator: "\n") + "\n"
    }

    /// One object on a line: the cases, their notices that are most alike, the score and its reasons.
    package static func json(of pair: LookAlike) -> String {
        var json = JSONBytes()
        json.object {
            $0.key("cases")
            $0.array([pair.number, pair.other]) { $0.string($1) }
            $0.key("notices")
            $0.array(pair.notices) { $0.string($1) }
            $0.grounds(pair.score, pair.reasons)
        }
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }
}
