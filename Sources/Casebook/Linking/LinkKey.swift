import Language

/// The numbers under which notices are found that may belong together.
///
/// A key is a hash of what it stands for and of its kind, the same on every machine, so that it can be stored and indexed.
package enum LinkKey {
    static func name(_ folded: String) -> UInt64 { StableHash.of(folded, seed: 1) }

    static func number(_ number: String) -> UInt64 { StableHash.of(number, seed: 2) }

    /// A service's name, folded as organisations' are; `nil` for one too short to tell.
    static func service(_ name: String) -> UInt64? {
        guard let folded = OrganisationName(name)?.folded, folded.utf16.count >= 3 else { return nil }
        return StableHash.of(folded, seed: 3)
    }

    /// A title without its report number and what stands in brackets; `nil` for one too short to tell.
    static func title(_ title: String) -> UInt64? {
        var depth = 0
        var units: [UInt16] = []
        for unit in NormalText(KanjiForms.fold(title)).units {
            switch UnitClass.of(unit) {
            case .openBracket where unit == Unit.open: depth += 1
            case .closeBracket where unit == Unit.close: depth = max(0, depth - 1)
            case .digit, .latin, .hiragana, .katakana, .kanji: if depth == 0 { units.append(unit) }
            default: break
            }
        }
        // 第2報 without brackets.
        if let end = units.lastIndex(of: 0x5831), let start = units.lastIndex(of: 0x7B2C), start < end, end - start <= 3
        {
            units.removeSubrange(start...end)
        }
        guard units.count >= 8 else { return nil }
        return StableHash.of(String(decoding: units, as: UTF16.self), seed: 4)
    }

    /// A figure with a day of the incident: what two notices hardly share by chance.
    static func fact(figure: Int, day: Int32) -> UInt64 {
        StableHash.of("\(figure)/\(day)", seed: 5)
    }
}

extension NoticeTraits {
    /// In what part a notice is found under a key.
    package enum KeyPart: Int, Sendable {
        /// It is the publisher's name.
        case publisher
        /// It is the name of another organisation with a part in it.
        case party
        /// It is a number, service, fact or piece of the text.
        case content
    }

    /// A key that the notice is to be found under.
    package struct Key: Hashable, Sendable {
        package var key: UInt64
        package var part: KeyPart

        package init(key: UInt64, part: KeyPart) {
            self.key = key
            self.part = part
        }
    }

    /// The keys to index the notice under: some ten, never more than 40.
    package var keys: [Key] {
        var keys: [Key] = []
        if let organisation { keys.append(Key(key: organisation, part: .publisher)) }
        keys += otherNames.prefix(6).map { Key(key: $0, part: .publisher) }
        keys += tyingParties.prefix(12).map { Key(key: $0.name, part: .party) }
        keys += contentKeys.map { Key(key: $0, part: .content) }
        return keys
    }

    /// The parties that may tie the notice to another case: an investigator does not.
    var tyingParties: [Party] { parties.filter { $0.role.ties != nil } }

    /// Keys of what the notice says, beside names.
    private var contentKeys: [UInt64] {
        var keys: [UInt64] = []
        if let number { keys.append(LinkKey.number(number)) }
        if let service { keys.append(service) }
        let incident = Set(days.filter(\.event.isOfIncident).map(\.day)).sorted()
        for figure in tellingFigures.prefix(2) {
            for day in incident.prefix(2) { keys.append(LinkKey.fact(figure: figure, day: day)) }
        }
        return keys + textKeys(named: organisation != nil)
    }

    private var tellingFigures: [Int] {
        figures.filter { Significance.of($0.value) >= Significance.tellsAlone }.map(\.value)
    }

    /// Keys by which a notice that names no organisation is found, or finds others. Notices without a name are kept
    /// apart: they are few, and the others are found by their names.
    private func textKeys(named: Bool) -> [UInt64] {
        let kind: UInt64 = named ? 6 : 7
        let figures = tellingFigures.filter { $0 >= 1000 }.prefix(1).map { StableHash.of("\($0)", seed: kind) }
        return figures + sketch.bands.map { $0 ^ kind }
    }

    /// The keys of contents under which candidates for this notice are found.
    var contentLookups: [UInt64] {
        Array(contentKeys.dropLast(textKeys(named: organisation != nil).count)) + textKeys(named: false)
            + (organisation == nil ? textKeys(named: true) : [])
    }
}
