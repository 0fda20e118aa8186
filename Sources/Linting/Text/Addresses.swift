import Language

/// Finds phone numbers, mail addresses and hosts: runs of Latin letters, digits and marks.
struct AddressScanner {
    private let normal: NormalText
    private let units: [UInt16]

    init(_ normal: NormalText) {
        self.normal = normal
        units = normal.units
    }

    private func has(_ word: [UInt16], at place: Int) -> Bool {
        place + word.count <= units.count && units[place..<place + word.count].elementsEqual(word)
    }

    private static func words(_ texts: String...) -> [[UInt16]] { texts.map { Array($0.utf16) } }

    /// `03-1234-5678`, `0120 123 456`, `(03)1234-5678`: ten or eleven digits from 0 on, in groups.
    var phoneNumbers: [Range<Int>] {
        runs(across: true) {
            NumberScanner.isDigit($0) || $0 == Unit.hyphen || $0 == Unit.open || $0 == Unit.close
                || $0 == Unit.longVowel
        }.filter { run in
            let digits = run.count { NumberScanner.isDigit(units[$0]) }
            guard (10...11).contains(digits), let first = run.first(where: { NumberScanner.isDigit(units[$0]) }) else {
                return false
            }
            return units[first] == Unit.zero
                && run.dropFirst().contains { !NumberScanner.isDigit(units[$0]) || normal.spaced[$0] }
        }
    }

    /// `name@example.jp`.
    var mailAddresses: [Range<Int>] {
        runs { Self.isAddressUnit($0) }.filter { run in
            guard let at = run.first(where: { units[$0] == Self.at }), at > run.lowerBound else { return false }
            return units[at..<run.upperBound].contains(Unit.period) && run.upperBound - at > 4
        }
    }

    /// `https://example.jp/…` and `www.example.jp`.
    var webAddresses: [Range<Int>] {
        runs { Self.isAddressUnit($0) || $0 == Unit.slash || $0 == Unit.colon }.filter { run in
            Self.schemes.contains { has($0, at: run.lowerBound) }
        }
    }

    private static let schemes = words("http://", "https://", "www.", "hxxp")

    /// Host names with a dot, by themselves or in an address: `example.jp`, the part behind the @ or the scheme.
    var hosts: [Range<Int>] {
        runs { Self.isHostUnit($0) }.filter { run in
            guard let dot = run.last(where: { units[$0] == Unit.period }), dot > run.lowerBound,
                run.upperBound - dot > 2
            else { return false }
            return units[dot + 1..<run.upperBound].allSatisfy { UnitClass.of($0) == .latin }
                && Self.ends.contains { $0.count == run.upperBound - dot - 1 && has($0, at: dot + 1) }
        }
    }

    /// The ends that host names have: without them v2.exe would be one.
    private static let ends = words(
        "com", "jp", "net", "org", "info", "biz", "cn", "ru", "xyz", "top", "online", "site", "shop", "click", "link",
        "cc", "tk", "ml", "us", "uk", "io", "co", "cloud", "app", "dev", "me", "tokyo", "club", "work", "live", "asia")

    static let at: UInt16 = 0x40

    private static func isHostUnit(_ u: UInt16) -> Bool {
        u < 0x80 && (UnitClass.of(u) == .latin || NumberScanner.isDigit(u) || u == Unit.hyphen || u == Unit.period)
    }

    private static func isAddressUnit(_ u: UInt16) -> Bool { isHostUnit(u) || u == at || u == 0x5F || u == 0x2B }

    /// The runs of units that belong together, without a stop at their end.
    ///
    /// - Parameter across: whether they go on across spaces.
    private func runs(across: Bool = false, _ belongs: (UInt16) -> Bool) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var i = 0
        while i < normal.count {
            guard belongs(units[i]) else {
                i += 1
                continue
            }
            let start = i
            i += 1
            while i < normal.count, belongs(units[i]), across || !normal.spaced[i] { i += 1 }
            var end = i
            while end > start, units[end - 1] == Unit.period { end -= 1 }
            if end > start { runs.append(start..<end) }
        }
        return runs
    }
}

extension LintText {
    /// Whether a mail address is one of the free services, which people have and organisations rarely.
    func isFreeMail(_ address: Range<Int>) -> Bool {
        guard let at = address.first(where: { units[$0] == AddressScanner.at }) else { return false }
        return Self.freeServices.contains { has($0, at: at + 1) }
    }

    private static let freeServices = words(
        "gmail.", "yahoo.", "hotmail.", "outlook.", "icloud.", "docomo.ne", "ezweb.ne", "au.com", "softbank.ne",
        "i.softbank", "live.jp", "me.com")
}
