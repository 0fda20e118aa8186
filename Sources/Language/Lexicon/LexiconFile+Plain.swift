/// Reads lexicon files in the form that all of them have, without a YAML parser, which took a third of the time in which the
/// built-in lexicon is compiled: every start of the program waits for that.
extension LexiconFile {
    /// The file, where it is written as docs/lexicon.md shows; `nil` where anything in it is written otherwise or is wrong,
    /// which is for the YAML parser to read or to name.
    static func plain(_ yaml: String, name: String) -> LexiconFile? {
        var yaml = yaml
        return yaml.withUTF8 { bytes in
            var reader = PlainReader(bytes, name)
            return reader.read()
        }
    }
}

private struct PlainReader {
    private enum Key: String { case slug, ja, en, veris, attack, cis, phrases, weak, cancel, examples }

    private let bytes: UnsafeBufferPointer<UInt8>
    private var file: LexiconFile
    private var line = 0
    private var inTerms = false
    private var term: LexiconFile.Term?
    /// The term's keys so far.
    private var keys: Set<Key> = []
    /// The key whose list the next lines are entries of.
    private var list: Key?

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ name: String) {
        self.bytes = bytes
        file = LexiconFile(name: name, vocabulary: "")
    }

    mutating func read() -> LexiconFile? {
        guard isText else { return nil }
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            line += 1
            guard take(start..<end) else { return nil }
            start = end + 1
        }
        return endTerm() && inTerms && !file.vocabulary.isEmpty ? file : nil
    }

    /// Whether the file holds only characters that mean nothing to YAML by themselves: no controls, no other line ends, no
    /// mark of the byte order.
    private var isText: Bool {
        for i in 0..<bytes.count where Self.suspects[Int(bytes[i])] {
            let next = i + 1 < bytes.count ? bytes[i + 1] : 0
            let last = i + 2 < bytes.count ? bytes[i + 2] : 0
            switch bytes[i] {
            case 0xC2: if next < 0xA0 { return false }
            case 0xE2: if next == 0x80, last == 0xA8 || last == 0xA9 { return false }
            case 0xEF: if next == 0xBB && last == 0xBF || next == 0xBF && last >= 0xBE { return false }
            default: return false
            }
        }
        return true
    }

    /// Bytes that may not stand in such a file, or may begin a character that may not.
    private static let suspects: [Bool] = (0..<256).map {
        $0 < 0x20 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 || $0 == 0xE2 || $0 == 0xEF
    }

    private mutating func take(_ range: Range<Int>) -> Bool {
        let rest = trimmed(range)
        if rest.isEmpty || bytes[rest.lowerBound] == UInt8(ascii: "#") { return true }
        switch rest.lowerBound - range.lowerBound {
        case 0:
            guard let (key, value) = pair(rest) else { return false }
            if key == "vocabulary", file.vocabulary.isEmpty, let text = scalar(value) {
                file.vocabulary = text
                return true
            }
            guard key == "terms", value.isEmpty, !inTerms else { return false }
            inTerms = true
            return true
        case 2:
            guard inTerms, let first = entry(rest), endTerm() else { return false }
            term = LexiconFile.Term(slug: LexiconFile.Item(text: "", line: line), ja: "", en: "")
            keys = []
            return takeKey(first)
        case 4: return takeKey(rest)
        case 6:
            guard let list, let entry = entry(rest), let text = scalar(entry) else { return false }
            append(text, to: list)
            return true
        default: return false
        }
    }

    private mutating func takeKey(_ range: Range<Int>) -> Bool {
        list = nil
        guard term != nil, let (name, value) = pair(range), let key = Key(rawValue: name), keys.insert(key).inserted
        else { return false }
        switch key {
        case .slug, .ja, .en:
            guard let text = scalar(value) else { return false }
            append(text, to: key)
        default:
            if value.isEmpty {
                list = key
            } else {
                guard let texts = flow(value) else { return false }
                for text in texts { append(text, to: key) }
            }
        }
        return true
    }

    private mutating func append(_ text: String, to key: Key) {
        let item = LexiconFile.Item(text: text, line: line)
        switch key {
        case .slug: term?.slug = item
        case .ja: term?.ja = text
        case .en: term?.en = text
        case .veris: term?.veris.append(item)
        case .attack: term?.attack.append(item)
        case .cis: term?.cis.append(item)
        case .phrases: term?.phrases.append(item)
        case .weak: term?.weak.append(item)
        case .cancel: term?.cancel.append(item)
        case .examples: term?.examples.append(item)
        }
    }

    private mutating func endTerm() -> Bool {
        guard let term else { return true }
        self.term = nil
        file.terms.append(term)
        return !term.slug.text.isEmpty && !term.ja.isEmpty && !term.en.isEmpty
    }

    // MARK: Pieces of a line

    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, bytes[start] == UInt8(ascii: " ") { start += 1 }
        return start..<range.upperBound
    }

    /// What stands behind `- `.
    private func entry(_ range: Range<Int>) -> Range<Int>? {
        guard range.count > 2, bytes[range.lowerBound] == UInt8(ascii: "-"),
            bytes[range.lowerBound + 1] == UInt8(ascii: " ")
        else { return nil }
        return trimmed(range.lowerBound + 2..<range.upperBound)
    }

    /// `key: value` or `key:`.
    private func pair(_ range: Range<Int>) -> (key: String, value: Range<Int>)? {
        guard let colon = bytes[range].firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let value = colon + 1..<range.upperBound
        guard value.isEmpty || bytes[value.lowerBound] == UInt8(ascii: " ") else { return nil }
        return (String(decoding: bytes[range.lowerBound..<colon], as: UTF8.self), trimmed(value))
    }

    /// `[a, "b"]`.
    private func flow(_ range: Range<Int>) -> [String]? {
        guard range.count >= 2, bytes[range.lowerBound] == UInt8(ascii: "["),
            bytes[range.upperBound - 1] == UInt8(ascii: "]")
        else { return nil }
        let inner = range.lowerBound + 1..<range.upperBound - 1
        if inner.isEmpty { return [] }
        var texts: [String] = []
        for part in bytes[inner].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
            guard !part.contains(where: { Self.brackets.contains($0) }),
                let text = scalar(trimmed(part.startIndex..<part.endIndex))
            else { return nil }
            texts.append(text)
        }
        return texts
    }

    private static let brackets = Array("[]{}".utf8)
    /// Characters that begin no plain text, or not always.
    private static let indicators = Array("-?:,[]{}#&*!|>'\"%@` ".utf8)

    /// A text without quotes, or in quotes and without anything in it that they would be needed for.
    private func scalar(_ range: Range<Int>) -> String? {
        guard let first = bytes[range].first, let last = bytes[range].last, last != UInt8(ascii: " ") else {
            return nil
        }
        if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
            let inner = range.dropFirst().dropLast()
            guard last == first, !inner.isEmpty,
                !inner.contains(where: {
                    bytes[$0] == first || first == UInt8(ascii: "\"") && bytes[$0] == UInt8(ascii: "\\")
                })
            else { return nil }
            return String(decoding: bytes[inner], as: UTF8.self)
        }
        if Self.indicators.contains(first) || last == UInt8(ascii: ":") { return nil }
        for i in range.dropLast() {
            if bytes[i] == UInt8(ascii: ":"), bytes[i + 1] == UInt8(ascii: " ") { return nil }
            if bytes[i] == UInt8(ascii: " "), bytes[i + 1] == UInt8(ascii: "#") { return nil }
        }
        return String(decoding: bytes[range], as: UTF8.self)
    }
}
