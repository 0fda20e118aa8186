/// What the bytes above ASCII are when they are read in one charset: the ground on which undeclared charsets are told apart.
///
/// Nothing is converted: the byte ranges of the Japanese charsets say by themselves which pairs are kana, which are
/// everyday kanji (JIS level 1) and which are rare ones. Text read in the wrong charset is full of rare kanji, half-width
/// kana and impossible pairs.
struct CharsetCensus: Equatable {
    /// Kana and the punctuation that goes with them.
    var kana = 0
    /// Kanji in everyday use; all kanji where the charset does not set the rare ones apart.
    var common = 0
    /// Kanji of JIS level 2 and of the extensions.
    var rare = 0
    var halfKana = 0
    /// Valid, and nothing of the above: full-width letters, symbols, other scripts.
    var other = 0
    var invalid = 0

    var units: Int { kana + common + rare + halfKana + other + invalid }
    var japanese: Int { kana + common + rare }

    /// From about 1 (Japanese prose) down to below 0 (not this charset).
    var score: Double {
        guard units > 0 else { return 0 }
        let good =
            Double(kana) + 0.8 * Double(common) + 0.15 * Double(rare) + 0.2 * Double(halfKana) + 0.3 * Double(other)
        return (good - 3 * Double(invalid)) / Double(units)
    }

    /// The bytes read as UTF-8.
    static func utf8(_ bytes: [UInt8]) -> CharsetCensus {
        var census = CharsetCensus()
        let span = bytes.span
        var i = 0
        while i < span.count {
            let lead = span[i]
            if lead < 0x80 {
                i += 1
                continue
            }
            let length = UTF8Shape.length(span, at: i)
            if length == 0 {
                census.invalid += 1
                i += 1
                continue
            }
            switch lead {
            case 0xE3: span[i + 1] <= 0x83 ? (census.kana += 1) : (census.other += 1)
            case 0xE4...0xE9: census.common += 1
            default: census.other += 1
            }
            i += length
        }
        return census
    }

    /// The bytes read as CP932.
    static func shiftJIS(_ bytes: [UInt8]) -> CharsetCensus {
        var census = CharsetCensus()
        let span = bytes.span
        var i = 0
        while i < span.count {
            let lead = span[i]
            i += 1
            switch lead {
            case 0..<0x80: continue
            case 0xA1...0xDF: census.halfKana += 1
            case 0x81...0x9F, 0xE0...0xFC:
                guard i < span.count, case let trail = span[i],
                    (0x40...0x7E).contains(trail) || (0x80...0xFC).contains(trail)
                else {
                    census.invalid += 1
                    continue
                }
                i += 1
                census.countShiftJIS(lead, trail)
            default: census.invalid += 1
            }
        }
        return census
    }

    private mutating func countShiftJIS(_ lead: UInt8, _ trail: UInt8) {
        switch (lead, trail) {
        case (0x81, 0x40...0x5B), (0x81, 0x69...0x7A), (0x82, 0x9F...0xF1), (0x83, 0x40...0x96): kana += 1
        case (0x88, 0x9F...0xFC), (0x89...0x97, _), (0x98, 0x40...0x72): common += 1
        case (0x98, 0x9F...0xFC), (0x99...0x9F, _), (0xE0...0xEA, _), (0xED...0xEE, _), (0xFA...0xFC, _): rare += 1
        case (0x81...0x84, _), (0x87, _), (0xF0...0xF9, _): other += 1
        default: invalid += 1
        }
    }

    /// The bytes read as EUC-JP.
    static func eucJP(_ bytes: [UInt8]) -> CharsetCensus {
        var census = CharsetCensus()
        let span = bytes.span
        func isHigh(_ at: Int) -> Bool { at < span.count && span[at] >= 0xA1 && span[at] <= 0xFE }
        var i = 0
        while i < span.count {
            let lead = span[i]
            i += 1
            switch lead {
            case 0..<0x80: continue
            case 0x8E where i < span.count && (0xA1...0xDF).contains(span[i]):
                census.halfKana += 1
                i += 1
            case 0x8F where isHigh(i) && isHigh(i + 1):
                census.rare += 1
                i += 2
            case 0xA1...0xFE where isHigh(i):
                census.countEUC(lead, span[i])
                i += 1
            default: census.invalid += 1
            }
        }
        return census
    }

    private mutating func countEUC(_ lead: UInt8, _ trail: UInt8) {
        switch (lead, trail) {
        case (0xA1, 0xA1...0xBC), (0xA1, 0xCA...0xDB), (0xA4, 0xA1...0xF3), (0xA5, 0xA1...0xF6): kana += 1
        case (0xB0...0xCE, _), (0xCF, 0xA1...0xD3): common += 1
        case (0xD0...0xF4, _), (0xF9...0xFC, _): rare += 1
        case (0xA1...0xA8, _), (0xAD, _): other += 1
        default: invalid += 1
        }
    }
}

/// The lengths of UTF-8 sequences.
enum UTF8Shape {
    /// How many bytes the well-formed sequence at an offset has; 0 where none begins there.
    static func length(_ span: Span<UInt8>, at i: Int) -> Int {
        let lead = span[i]
        func isTail(_ offset: Int, _ low: UInt8 = 0x80, _ high: UInt8 = 0xBF) -> Bool {
            i + offset < span.count && span[i + offset] >= low && span[i + offset] <= high
        }
        switch lead {
        case 0..<0x80: return 1
        case 0xC2...0xDF: return isTail(1) ? 2 : 0
        case 0xE0: return isTail(1, 0xA0) && isTail(2) ? 3 : 0
        case 0xED: return isTail(1, 0x80, 0x9F) && isTail(2) ? 3 : 0
        case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
        case 0xF0: return isTail(1, 0x90) && isTail(2) && isTail(3) ? 4 : 0
        case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
        case 0xF4: return isTail(1, 0x80, 0x8F) && isTail(2) && isTail(3) ? 4 : 0
        default: return 0
        }
    }
}
