package import Language

/// An organisation's name in the form in which names are compared: without its legal form, folded in width, case, old
/// kanji and long vowels, without spaces and points.
///
/// `株式会社髙砂フーズ`, `高砂フーズ(株)` and `㈱高砂フーズ` are one name; so are `Kaede Foods Co., Ltd.` and `KAEDE FOODS`.
package struct OrganisationName: Hashable, Sendable {
    /// The folded name; never empty.
    package let folded: String
    /// Other names that the written one gives by itself: a hospital without the corporation before it, a city without
    /// its prefecture.
    package let short: [String]

    /// - Returns: `nil` where nothing is left of the name but its legal form.
    package init?(_ written: String, lexicon: Lexicon = .builtIn) {
        let text = NormalText(KanjiForms.fold(written))
        var parts = NameParts(text, lexicon)
        parts.dropWordsOfCompanies()
        let folded = parts.joined
        guard !folded.isEmpty else { return nil }
        self.folded = folded
        short = [parts.behindCorporation, Self.withoutPrefecture(folded)].compactMap { $0 }
    }

    /// つくば市 for 茨城県つくば市; `nil` where a name has no prefecture before a municipality.
    private static func withoutPrefecture(_ name: String) -> String? {
        guard let last = name.last, "市町村区".contains(last) else { return nil }
        let start = name.prefix(4)
        let end: String.Index?
        if start.hasPrefix("東京都") || start.hasPrefix("北海道") {
            end = name.index(name.startIndex, offsetBy: 3)
        } else {
            end = start.firstIndex { $0 == "県" || $0 == "府" }.map { name.index(after: $0) }
        }
        guard let end, end < name.endIndex, name.distance(from: name.startIndex, to: end) >= 3 else { return nil }
        let rest = name[end...]
        return rest.count >= 2 ? String(rest) : nil
    }
}

/// A name cut at spaces and signs, its legal forms taken out.
private struct NameParts {
    private struct Part {
        var units: [UInt16]
        var latin: Bool
        /// Whether a corporation's form (学校法人 …) stood before it.
        var corporation: Bool
    }

    private var parts: [Part] = []

    init(_ text: NormalText, _ lexicon: Lexicon) {
        let units = text.units
        var form = [UInt8](repeating: 0, count: units.count)
        for finding in lexicon.findings(in: text)[.nameForms] where !finding.weak {
            let kind = Values.nameForms[Int(finding.term)]
            if kind == .body { continue }
            for i in Int(finding.start)..<Int(finding.end) { form[i] = kind == .corporation ? 2 : 1 }
        }
        var corporation = false
        var open = false
        for i in units.indices {
            if form[i] > 0 {
                corporation = corporation || form[i] == 2
                open = false
                continue
            }
            // What stands in brackets behind a name explains it: (東証プライム), (以下「当社」).
            if units[i] == Unit.open, count >= 2 { break }
            guard let unit = NameUnits.fold(units[i]) else {
                if units[i] != Unit.longVowel { open = false }
                continue
            }
            if text.spaced[i] { open = false }
            let latin = unit < 0x80
            if open, let last = parts.indices.last, parts[last].latin == latin {
                parts[last].units.append(unit)
            } else {
                parts.append(Part(units: [unit], latin: latin, corporation: corporation && text.spaced[i]))
            }
            open = true
        }
    }

    /// How many units there are.
    private var count: Int { parts.reduce(0) { $0 + $1.units.count } }

    /// Takes out Co., Ltd., Inc. and the like behind a name, and 御中.
    mutating func dropWordsOfCompanies() {
        func word(_ part: Part) -> String? { part.latin ? String(decoding: part.units, as: UTF16.self) : nil }
        while let last = parts.last {
            if word(last).map({ CompanyWords.behind.contains($0) }) ?? false {
                parts.removeLast()
            } else if parts.count > 2, word(last) == "k", parts.dropLast().last.flatMap(word) == "k" {
                parts.removeLast(2)
            } else {
                break
            }
        }
        if parts.count > 1, word(parts[0]) == "the" { parts.removeFirst() }
        parts.removeAll { word($0) == "and" }
        for address in ["御中", "様"].map({ Array($0.utf16) }) where count > address.count {
            guard let last = parts.indices.last, parts[last].units.suffix(address.count) == address[...] else {
                continue
            }
            parts[last].units.removeLast(address.count)
        }
    }

    var joined: String { String(decoding: parts.flatMap(\.units), as: UTF16.self) }

    /// さくら病院 for 医療法人青葉会 さくら病院: what stands behind the space, where a corporation's own name stands before it.
    var behindCorporation: String? {
        guard let start = parts.lastIndex(where: \.corporation), start > 0 else { return nil }
        let units = parts[start...].flatMap(\.units)
        return units.count >= 4 ? String(decoding: units, as: UTF16.self) : nil
    }
}

/// How the units of a name are folded beyond normal text.
private enum NameUnits {
    /// `nil` for what does not count in a name: points, dashes, long vowels, quotes.
    static func fold(_ unit: UInt16) -> UInt16? {
        switch unit {
        case Unit.longVowel: return nil
        // Small kana: キャノン and キヤノン, 市ヶ谷 and 市ケ谷.
        case 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE: return unit + 1
        case 0x30F5: return 0x30AB
        case 0x30F6: return 0x30B1
        default: break
        }
        switch UnitClass.of(unit) {
        case .digit, .latin, .hiragana, .katakana, .kanji: return unit
        default: return nil
        }
    }
}

/// Words that say what form an English-named company has.
private enum CompanyWords {
    static let behind: Set<String> = [
        "co", "ltd", "inc", "corp", "corporation", "incorporated", "company", "limited", "llc", "llp", "plc", "gmbh",
        "ag", "sa",
        "bv", "nv", "pte", "pty", "kk", "gk", "coltd",
    ]
}

/// The table of `kanji-forms.txt`.
package enum KanjiForms {
    /// The text with old and variant kanji in the form that names are folded to. Variation selectors are left out.
    package static func fold(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0.value > 0x3400 && (table[$0] != nil || isSelector($0)) }) else {
            return text
        }
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isSelector(scalar) { out.append(table[scalar] ?? scalar) }
        return String(out)
    }

    private static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xE0100...0xE01EF).contains(scalar.value) || (0xFE00...0xFE0F).contains(scalar.value)
    }

    /// Each variant with the form that it is folded to.
    package static let table: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for line in String(decoding: PackageResources.kanji_forms_txt, as: UTF8.self).split(separator: "\n")
        where !line.hasPrefix("#") {
            let forms = line.unicodeScalars.filter { $0 != " " }
            guard let meant = forms.first else { continue }
            for variant in forms.dropFirst() { table[variant] = meant }
        }
        return table
    }()
}
