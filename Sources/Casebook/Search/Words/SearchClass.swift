import Language

/// What a unit of normal text is to the search index.
enum SearchClass: UInt8 {
    /// Brackets, bullets, dashes and signs: as if they were not there, so that 「みなと」便り is found by みなと便り.
    case ignored
    /// Kana, kanji, and letters of scripts that are written without spaces or are rare in notices: one by one.
    case sign
    /// Latin letters, which make words.
    case letter
    case digit
    /// The end of a line, a sentence or a clause: no words go on behind it.
    case end

    @inline(__always)
    static func of(_ unit: UInt16) -> SearchClass {
        SearchClass(rawValue: table[Int(unit)]) ?? .ignored
    }

    static let table: [UInt8] = (0..<65_536).map { code in
        let unit = UInt16(code)
        let found: SearchClass =
            switch UnitClass.of(unit) {
            case .hiragana, .katakana, .kanji, .circled: .sign
            case .latin: .letter
            case .digit: .digit
            case .stop, .comma, .newline: .end
            case .openBracket, .closeBracket, .bullet, .space: .ignored
            case .other:
                if let scalar = Unicode.Scalar(UInt32(unit)),
                    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                {
                    .sign
                } else {
                    .ignored
                }
            }
        return found.rawValue
    }
}
