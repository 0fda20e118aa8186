/// How many columns a text takes on a terminal, where East Asian wide characters take two.
package enum DisplayWidth {
    package static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + of($1) } }

    package static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if first.isASCII, scalars.count == 1 { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
        // U+FE0F asks for the emoji's picture, which is wide.
        if scalars.contains("\u{FE0F}") { return 2 }
        return of(first)
    }

    private static func of(_ scalar: Unicode.Scalar) -> Int {
        if wide.contains(where: { $0.contains(scalar.value) }) { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return 1
        }
    }

    /// Unicode's East Asian Width W and F, joined where only unassigned characters lie between.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x231A...0x231B, 0x23E9...0x23EC, 0x2614...0x2615, 0x2705...0x2705, 0x274C...0x274C,
        0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19,
        0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF, 0x1AFF0...0x1B2FB, 0x1F004...0x1F004,
        0x1F18E...0x1F265, 0x1F300...0x1F64F, 0x1F680...0x1F6FC, 0x1F7E0...0x1F7F0, 0x1F90C...0x1F9FF,
        0x1FA70...0x1FAF8, 0x20000...0x3FFFD,
    ]

    /// The text cut to at most `width` columns, with … at the end where something was cut.
    package static func cut(_ text: String, to width: Int) -> String {
        if of(text) <= width { return text }
        var out = ""
        var used = 1
        for character in text {
            used += of(character)
            if used > width { break }
            out.append(character)
        }
        return width > 0 ? out + "…" : ""
    }

    /// The text cut or filled with spaces to `width` columns.
    package static func fit(_ text: String, to width: Int, right: Bool = false) -> String {
        let cut = cut(text, to: width)
        let gap = String(repeating: " ", count: max(0, width - of(cut)))
        return right ? gap + cut : cut + gap
    }
}
