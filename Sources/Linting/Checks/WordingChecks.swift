import Facts
import Language

/// Words that are wrong or mixed, and what a notice should not show.
extension LintCheck {
    static let wording = [
        LintCheck("NL701") { $0.mixedWords() + $0.residue() + $0.wrongWords() },
        LintCheck("NL801") { $0.exposedPersons() },
        LintCheck("NL802") { $0.liveAddresses() },
    ]
}

extension Examination {
    /// Two spellings of one word.
    fileprivate func mixedWords() -> [Hit] {
        SpellingFile.builtIn.pairs.compactMap { one, other in
            guard let first = text.find(one), let second = text.find(other, outside: one) else { return nil }
            let (early, late) = first.start < second.start ? (first, second) : (second, first)
            return Hit(late, related: [early], message: 0, [.same(text.quote(early)), .same(text.quote(late))])
        }
    }

    /// What a template left: ○○, ●月●日, http// without its colon.
    fileprivate func residue() -> [Hit] {
        SpellingFile.builtIn.templateRests.compactMap { word in
            text.find(word).map { Hit($0, message: 1, [.same(text.quote($0))]) }
        }
    }

    /// 搾取 is exploitation; what is meant is 窃取 or 詐取.
    fileprivate func wrongWords() -> [Hit] {
        text.all(.exploitedTheft).map { Hit(text.span($0), message: 2, [quoted($0)]) }
    }

    /// Addresses and numbers of people: mail addresses of free services, mobile phones, and card numbers.
    fileprivate func exposedPersons() -> [Hit] {
        var hits: [Hit] = []
        for address in text.mailAddresses where text.isFreeMail(address) && !isBesideContact(address.lowerBound) {
            hits.append(Hit(text.span(address), message: 0))
        }
        for phone in text.phoneNumbers where !isBesideContact(phone.lowerBound) {
            guard Self.mobile.contains(where: { text.has($0, at: phone.lowerBound) }) else { continue }
            hits.append(Hit(text.span(phone), message: 1))
        }
        return hits + text.cardNumbers.map { Hit(text.span($0), message: 2) }
    }

    private static let mobile = LintText.words("090-", "080-", "070-")

    /// Addresses of sites that are called malicious, as they are.
    fileprivate func liveAddresses() -> [Hit] {
        var seen: Set<String> = []
        return text.hosts.compactMap { host in
            let sentence = range(ofSentence: text.sentence(at: host.lowerBound))
            guard text.says(.maliciousSite, in: sentence), !text.says(.properSite, in: sentence), !isDefanged(host),
                seen.insert(text.quote(host.lowerBound, host.upperBound)).inserted
            else { return nil }
            return Hit(text.span(host), [quoted(host)])
        }
    }

    /// hxxp://: nobody gets there by a click.
    private func isDefanged(_ host: Range<Int>) -> Bool {
        text.holds(Self.defanged, in: max(0, host.lowerBound - 9)..<host.lowerBound)
    }

    private static let defanged = LintText.words("hxxp", "h__p", "h**p")
}

extension LintText {
    /// The first place of some bytes in the text.
    ///
    /// - Parameter longer: a word that begins with them, in which they are not meant: サーバ is no spelling of its own in サーバー.
    func find(_ word: [UInt8], outside longer: [UInt8] = []) -> TextSpan? {
        guard let first = word.first, bytes.count >= word.count else { return nil }
        func has(_ word: [UInt8], _ at: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
            at + word.count <= bytes.count && word.indices.allSatisfy { bytes[at + $0] == word[$0] }
        }
        let isLonger = longer.starts(with: word)
        return bytes.withUnsafeBufferPointer { bytes in
            (0...bytes.count - word.count).first {
                bytes[$0] == first && has(word, $0, bytes) && !(isLonger && has(longer, $0, bytes))
            }.map { TextSpan($0, $0 + word.count) }
        }
    }

    /// Sixteen digits in groups of four, or in one, that pass the check digit of cards.
    var cardNumbers: [Range<Int>] {
        var numbers: [Range<Int>] = []
        var i = 0
        while i < normal.count {
            guard NumberScanner.isDigit(units[i]) else {
                i += 1
                continue
            }
            let start = i
            var digits: [Int] = []
            while i < normal.count, NumberScanner.isDigit(units[i]) || units[i] == Unit.hyphen {
                if NumberScanner.isDigit(units[i]) { digits.append(Int(units[i] - Unit.zero)) }
                i += 1
            }
            if digits.count == 16, (3...5).contains(digits[0]), Self.passes(digits) { numbers.append(start..<i) }
        }
        return numbers
    }

    /// The check digit of ISO/IEC 7812.
    private static func passes(_ digits: [Int]) -> Bool {
        digits.reversed().enumerated().reduce(0) { sum, entry in
            let (place, digit) = entry
            let doubled = place % 2 == 1 ? digit * 2 : digit
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        } % 10 == 0
    }
}
