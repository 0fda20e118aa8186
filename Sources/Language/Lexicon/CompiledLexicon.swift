/// The phrases of all vocabularies as one automaton, and what each literal of it is part of.
struct CompiledLexicon: Sendable {
    private struct Pattern: Sendable {
        var vocabulary: UInt8
        var term: Int16
        var strength: Finding.Strength
        /// First of its slots among `slots`; -1 for a pattern of one part.
        var slot: Int32
        var parts: UInt8
        var gaps: (UInt8, UInt8)
    }
    private struct Use: Sendable {
        var pattern: Int32
        var part: UInt8
    }
    private struct Slot { var start, end: Int32 }

    private var trie: PhraseTrie
    private var patterns: [Pattern] = []
    private var slotCount = 0
    /// The uses of literal i are `uses[useStarts[i]..<useStarts[i + 1]]`.
    private var uses: [Use] = []
    private var useStarts: [Int32] = []
    private var usesByLiteral: [[Use]] = []
    /// Literals of Latin letters alone, which count only as whole words.
    private var latin: [Bool] = []

    init(capacity: Int) { trie = PhraseTrie(capacity: capacity) }

    mutating func add(_ phrase: Phrase, _ vocabulary: LexiconVocabulary, term: Int, _ strength: Finding.Strength) {
        let single = phrase.parts.count == 1
        let pattern = Int32(patterns.count)
        patterns.append(
            Pattern(
                vocabulary: UInt8(vocabulary.rawValue), term: Int16(term), strength: strength,
                slot: single ? -1 : Int32(slotCount), parts: UInt8(phrase.parts.count),
                gaps: (UInt8(phrase.gaps.first ?? 0), UInt8(phrase.gaps.dropFirst().first ?? 0))))
        if !single { slotCount += phrase.parts.count - 1 }
        for (part, literals) in phrase.parts.enumerated() {
            for literal in literals {
                let id = trie.add(literal)
                if id == usesByLiteral.count {
                    usesByLiteral.append([])
                    latin.append(literal.allSatisfy { UnitClass.of($0) == .latin })
                }
                usesByLiteral[id].append(Use(pattern: pattern, part: UInt8(part)))
            }
        }
    }

    /// To be called once, when all phrases were added.
    mutating func finish() {
        useStarts = [0]
        for list in usesByLiteral {
            uses += list
            useStarts.append(Int32(uses.count))
        }
        usesByLiteral = []
    }

    var literalCount: Int { trie.literalCount }

    func findings(in text: NormalText) -> Findings {
        let count = LexiconVocabulary.allCases.count
        var kept = [[Finding]](repeating: [], count: count)
        var cancels = [[Finding]](repeating: [], count: count)
        var slots = [Slot](repeating: Slot(start: -1, end: -1), count: slotCount)
        let contexts = LexiconVocabulary.contexts.rawValue
        var sentenceStart = 0
        var scanned = 0
        let units = text.units
        trie.matches(in: units) { literal, start, end in
            while scanned < start {
                if units[scanned] == Unit.newline || units[scanned] == Unit.ideographicStop { sentenceStart = scanned + 1 }
                scanned += 1
            }
            if latin[literal], !isWord(units, start, end) { return }
            for i in Int(useStarts[literal])..<Int(useStarts[literal + 1]) {
                let use = uses[i]
                let pattern = patterns[Int(use.pattern)]
                var from = Int32(start)
                if pattern.slot >= 0 {
                    if use.part > 0 {
                        let before = slots[Int(pattern.slot) + Int(use.part) - 1]
                        let gap = use.part == 1 ? pattern.gaps.0 : pattern.gaps.1
                        guard before.start >= sentenceStart, before.end <= start, start - Int(before.end) <= Int(gap) else { continue }
                        from = before.start
                    }
                    if use.part + 1 < pattern.parts {
                        slots[Int(pattern.slot) + Int(use.part)] = Slot(start: from, end: Int32(end))
                        continue
                    }
                }
                let finding = Finding(
                    start: from, end: Int32(end), term: pattern.term, strength: pattern.strength, gapped: pattern.slot >= 0)
                if pattern.strength == .cancel {
                    cancels[Int(pattern.vocabulary)].append(finding)
                } else {
                    Self.add(finding, to: &kept[Int(pattern.vocabulary)], acrossTerms: Int(pattern.vocabulary) != contexts)
                }
            }
        }
        for i in 0..<count where !cancels[i].isEmpty { Self.drop(cancels[i], from: &kept[i]) }
        return Findings(lists: kept)
    }

    /// Whether no Latin letter touches the word: CC in a mail's header, not in an abbreviation.
    private func isWord(_ units: [UInt16], _ start: Int, _ end: Int) -> Bool {
        !(start > 0 && UnitClass.of(units[start - 1]) == .latin) && !(end < units.count && UnitClass.of(units[end]) == .latin)
    }

    /// How far back an earlier finding may stand that a new one replaces or is hidden by.
    private static let lookBack = 4

    /// Adds a finding unless a longer one of the vocabulary hides it, and drops those that it hides.
    ///
    /// Among words without a gap the longest at a place wins: メールアドレス hides メール. Among words with a gap that end
    /// at the same place the shortest wins: in サイトでのカード決済を停止 it is the payment that was stopped. Contexts overlap by
    /// nature (悪用された可能性 is misuse and a hedge), so that there only the same term's findings hide each other.
    private static func add(_ new: Finding, to list: inout [Finding], acrossTerms: Bool) {
        var i = list.count - 1
        let least = max(0, list.count - lookBack)
        while i >= least {
            let old = list[i]
            if old.gapped == new.gapped, acrossTerms || old.term == new.term, old.strength == new.strength || !new.gapped {
                if new.gapped {
                    if old.end == new.end {
                        if old.start > new.start || (old.start == new.start && old.term == new.term) { return }
                        if old.start < new.start { list.remove(at: i) }
                    }
                } else if old.start <= new.start && old.end >= new.end {
                    if old.start == new.start, old.end == new.end, old.term != new.term { break }
                    return
                } else if new.start <= old.start && new.end >= old.end {
                    list.remove(at: i)
                }
            }
            i -= 1
        }
        list.append(new)
    }

    /// The greatest length of a finding in units: beyond it two findings cannot overlap.
    private static let reach = Int32(PhraseSyntax.greatestGap * 2 + 200)

    private static func drop(_ cancels: [Finding], from list: inout [Finding]) {
        var first = 0
        list.removeAll { finding in
            while first < cancels.count, cancels[first].end + reach < finding.start { first += 1 }
            var i = first
            while i < cancels.count, cancels[i].start - reach < finding.end {
                if cancels[i].term == finding.term, cancels[i].overlaps(finding) { return true }
                i += 1
            }
            return false
        }
    }
}
