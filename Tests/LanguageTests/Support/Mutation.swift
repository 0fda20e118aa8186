/// Texts made from sound ones by chance: cut, repeated, swapped, strewn with what readers trip over.
package struct Mutation {
    package var dice: Dice

    package init(seed: UInt64) { dice = Dice(seed: seed) }

    /// Controls, directions, marks without a partner, numbers and dates at the limits.
    private static let debris = [
        "\0", "\u{1B}[31m", "\u{202E}", "\u{2066}", "\u{200B}", "\u{FEFF}", "\u{FFFD}", "\r", "\r\n", "\n", "\n\n\n",
        "\u{3000}", "\u{2028}", "\u{85}", "(", ")", "「", "」", "【", "】", "#", "…",
        "※", "。", "、", "が、", "・", "同日", "翌", "令和元年", "9999年", "2月31日", "24:60", "から", "まで", "～", "第99報", "0件",
        "999999999999999名", "1万億人", "99999999999億件", "【#】", "株式会社", "以下「」", "当社", "委託先", "🍣",
        "e\u{301}", "か\u{3099}", "ﾞ", "ー", "ア",
    ]

    package mutating func mutate(_ text: String, with other: String) -> String {
        var letters = Array(text)
        // A stretch of the text, for texts of all lengths.
        if dice.roll(0..<3) > 0, letters.count > 1 {
            let start = dice.roll(0..<letters.count)
            letters = Array(letters[start..<min(letters.count, start + dice.roll(1..<600))])
        }
        for _ in 0..<dice.roll(1..<10) where !letters.isEmpty {
            let at = dice.roll(0..<letters.count)
            let end = min(letters.count, at + dice.roll(1..<30))
            switch dice.roll(0..<8) {
            case 0: letters.removeSubrange(at..<end)
            case 1: letters.insert(contentsOf: letters[at..<end], at: dice.roll(0..<letters.count + 1))
            case 2: letters.swapAt(at, dice.roll(0..<letters.count))
            case 3, 4: letters.insert(contentsOf: dice.pick(Self.debris), at: at)
            case 5: letters.replaceSubrange(at..<end, with: Self.wide(letters[at..<end]))
            case 6: letters.replaceSubrange(at..<end, with: Self.broken(letters[at..<end], &dice))
            default:
                let from = Array(other.prefix(2000))
                guard !from.isEmpty else { continue }
                let start = dice.roll(0..<from.count)
                letters.insert(contentsOf: from[start..<min(from.count, start + dice.roll(1..<80))], at: at)
            }
        }
        return String(letters)
    }

    /// Digits in their full width.
    private static func wide(_ letters: ArraySlice<Character>) -> [Character] {
        letters.map { letter in
            guard letter.isASCII, let digit = letter.wholeNumberValue, let wide = Unicode.Scalar(0xFF10 + digit) else {
                return letter
            }
            return Character(wide)
        }
    }

    /// The text after a byte of it was lost: what is no UTF-8 any more is U+FFFD.
    private static func broken(_ letters: ArraySlice<Character>, _ dice: inout Dice) -> [Character] {
        var bytes = Array(String(letters).utf8)
        bytes.remove(at: dice.roll(0..<bytes.count))
        return Array(String(decoding: bytes, as: UTF8.self))
    }
}
