/// The phrases of all vocabularies as one automaton, and what each literal of it is part of.
struct CompiledLexicon: Sendable {
    /// What a literal does when it is found, beyond opening gapped phrases.
    private struct Step: Sendable {
        /// The slot that holds where the part before it was found; -1 for a phrase without a gap.
        var before: Int32
        /// The slot to fill for the part behind it; -1 where the phrase is complete.
        var after: Int32
        /// The greatest distance from the part before it.
        var gap: UInt8
        var vocabulary: UInt8
        var term: Int16
        var strength: Finding.Strength
    }
    /// Where a part of a gapped phrase was found last, in units.
    private struct Slot { var start, end: Int32 }
    /// A literal's `opens[firstOpen..<endOpen]` and `steps[firstStep..<endStep]`.
    private struct Literal: Sendable {
        var firstOpen, endOpen, firstStep, endStep: Int32
        /// Of Latin letters alone, and so only found as a whole word.
        var latin: Bool
    }

    private var trie: PhraseTrie
    private var slotCount = 0
    private var literals: [Literal] = []
    /// The slots of gapped phrases whose first part a literal is.
    private var opens: [Int32] = []
    private var steps: [Step] = []

    private struct Use {
        var opens: [Int32] = []
        var steps: [Step] = []
        var latin = false
    }
    private var building: [Use] = []

    init(capacity: Int) { trie = PhraseTrie(capacity: capacity) }

    mutating func add(_ phrase: Phrase, _ vocabulary: LexiconVocabulary, term: Int, _ strength: Finding.Strength) {
        let firstSlot = Int32(slotCount)
        let last = phrase.parts.count - 1
        slotCount += last
        for (part, literals) in phrase.parts.enumerated() {
            for literal in literals {
                let id = trie.add(literal)
                if id == building.count { building.append(Use(latin: literal.allSatisfy { UnitClass.of($0) == .latin })) }
                if part == 0, last > 0 {
                    building[id].opens.append(firstSlot)
                } else {
                    building[id].steps.append(
                        Step(
                            before: part > 0 ? firstSlot + Int32(part) - 1 : -1, after: part < last ? firstSlot + Int32(part) : -1,
                            gap: part > 0 ? UInt8(phrase.gaps[part - 1]) : 0, vocabulary: UInt8(vocabulary.rawValue), term: Int16(term),
                            strength: strength))
                }
            }
        }
    }

    /// To be called once, when all phrases were added.
    mutating func finish() {
        for use in building {
            let (open, step) = (Int32(opens.count), Int32(steps.count))
            opens += use.opens
            steps += use.steps
            literals.append(
                Literal(firstOpen: open, endOpen: Int32(opens.count), firstStep: step, endStep: Int32(steps.count), latin: use.latin))
        }
        building = []
        trie.finish()
    }

    var literalCount: Int { trie.literalCount }

    /// All findings in a text, in one pass over it.
    func findings(in text: NormalText) -> Findings {
        let count = LexiconVocabulary.count
        var kept = [[Finding]](repeating: [], count: count)
        var cancels = [[Finding]](repeating: [], count: count)
        withUnsafeTemporaryAllocation(of: Slot.self, capacity: slotCount) { slots in
            slots.initialize(repeating: Slot(start: -1, end: -1))
            text.units.withUnsafeBufferPointer { scan($0, slots, &kept, &cancels) }
        }
        for i in 0..<count where !cancels[i].isEmpty { Self.drop(cancels[i], from: &kept[i]) }
        return Findings(lists: kept)
    }

    private func scan(
        _ units: UnsafeBufferPointer<UInt16>, _ slots: UnsafeMutableBufferPointer<Slot>, _ kept: inout [[Finding]],
        _ cancels: inout [[Finding]]
    ) {
        let contexts = UInt8(LexiconVocabulary.contexts.rawValue)
        var sentenceStart: Int32 = 0
        var scanned = 0
        literals.withUnsafeBufferPointer { literals in
            opens.withUnsafeBufferPointer { opens in
                steps.withUnsafeBufferPointer { steps in
                    trie.matches(in: units) { id, start, end in
                        let literal = literals[id]
                        if literal.latin, !Self.isWord(units, start, end) { return }
                        let (from, to) = (Int32(truncatingIfNeeded: start), Int32(truncatingIfNeeded: end))
                        for i in Int(literal.firstOpen)..<Int(literal.endOpen) { slots[Int(opens[i])] = Slot(start: from, end: to) }
                        if literal.firstStep == literal.endStep { return }
                        while scanned < start {
                            if units[scanned] == Unit.newline || units[scanned] == Unit.ideographicStop {
                                sentenceStart = Int32(truncatingIfNeeded: scanned + 1)
                            }
                            scanned += 1
                        }
                        for i in Int(literal.firstStep)..<Int(literal.endStep) {
                            let step = steps[i]
                            var first = from
                            if step.before >= 0 {
                                let before = slots[Int(step.before)]
                                if before.start < sentenceStart || before.end > from || from - before.end > Int32(step.gap) { continue }
                                first = before.start
                                if step.after >= 0 {
                                    slots[Int(step.after)] = Slot(start: first, end: to)
                                    continue
                                }
                            }
                            let finding = Finding(start: first, end: to, term: step.term, strength: step.strength, gapped: step.before >= 0)
                            if step.strength == .cancel {
                                cancels[Int(step.vocabulary)].append(finding)
                            } else {
                                Self.add(finding, to: &kept[Int(step.vocabulary)], acrossTerms: step.vocabulary != contexts)
                            }
                        }
                    }
                }
            }
        }
    }

    /// Whether no Latin letter touches the word: CC in a mail's header, not in an abbreviation.
    private static func isWord(_ units: UnsafeBufferPointer<UInt16>, _ start: Int, _ end: Int) -> Bool {
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
            if old.end <= new.start, !old.gapped { break }
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
