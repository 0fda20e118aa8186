/// The phrases of all vocabularies as one automaton, and what each literal of it is part of.
struct CompiledLexicon: Sendable {
    /// What a literal does when it is found, beyond opening gapped phrases.
    private struct Step: Sendable {
        /// The slot that holds where the part before it was found; `none` for a phrase without a gap.
        var before: UInt16
        /// The slot to fill for the part behind it; `none` where the phrase is complete.
        var after: UInt16
        var term: Int16
        /// The greatest distance from the part before it.
        var gap: UInt8
        /// The vocabulary and, in the upper bits, the strength.
        private var kind: UInt8

        static let none = UInt16.max

        init(
            before: UInt16, after: UInt16, gap: UInt8, _ vocabulary: LexiconVocabulary, term: Int16,
            _ strength: Finding.Strength
        ) {
            self.before = before
            self.after = after
            self.gap = gap
            self.term = term
            kind = UInt8(vocabulary.rawValue) | strength.rawValue << 6
        }

        var vocabulary: Int { Int(kind & 0x3F) }
        var strength: Finding.Strength { Finding.Strength(rawValue: kind >> 6) ?? .phrase }
    }
    /// Where a part of a gapped phrase was found last, in units.
    private struct Slot {
        var start, end: Int32

        /// So far from any text that no gap reaches it.
        static let empty = Slot(start: -1, end: -1_000_000)
    }
    /// A literal's `opens[firstOpen...]` and `steps[firstStep...]`, up to the next literal's.
    private struct Literal: Sendable {
        private let firstOpenAndLatin: UInt32
        private let firstStep32: UInt32

        init(firstOpen: Int, firstStep: Int, latin: Bool) {
            firstOpenAndLatin = UInt32(firstOpen) << 1 | (latin ? 1 : 0)
            firstStep32 = UInt32(firstStep)
        }

        var firstOpen: Int { Int(firstOpenAndLatin >> 1) }
        var firstStep: Int { Int(firstStep32) }
        /// Of Latin letters alone, and so only found as a whole word.
        var latin: Bool { firstOpenAndLatin & 1 == 1 }
    }

    private var trie: PhraseTrie
    private var slotCount = 0
    private var literals: [Literal] = []
    /// The slots of gapped phrases whose first part a literal is.
    private var opens: [UInt16] = []
    private var steps: [Step] = []

    /// While phrases are added: what literals do, each with the literal's number, and whether each literal is Latin.
    private var openUses: [(literal: Int32, slot: UInt16)] = []
    private var stepUses: [(literal: Int32, step: Step)] = []
    private var latin: [Bool] = []
    /// For each literal the part that it was added for last, so that alternatives that fold to one count once.
    private var addedFor: [Int32] = []
    private var partCount: Int32 = 0

    init(capacity: Int) { trie = PhraseTrie(capacity: capacity) }

    mutating func add(_ phrase: Phrase, _ vocabulary: LexiconVocabulary, term: Int, _ strength: Finding.Strength) {
        let firstSlot = slotCount
        let last = phrase.parts.count - 1
        slotCount += last
        precondition(slotCount < Int(Step.none), "a lexicon with more than 65,534 gaps")
        for (part, literals) in phrase.parts.enumerated() {
            partCount += 1
            for literal in literals {
                let id = trie.add(literal)
                if id == latin.count {
                    latin.append(literal.allSatisfy { UnitClass.of($0) == .latin })
                    addedFor.append(-1)
                }
                if addedFor[id] == partCount { continue }
                addedFor[id] = partCount
                if part == 0, last > 0 {
                    openUses.append((Int32(id), UInt16(firstSlot)))
                } else {
                    let step = Step(
                        before: part > 0 ? UInt16(firstSlot + part - 1) : Step.none,
                        after: part < last ? UInt16(firstSlot + part) : Step.none,
                        gap: part > 0 ? UInt8(phrase.gaps[part - 1]) : 0, vocabulary, term: Int16(term), strength)
                    stepUses.append((Int32(id), step))
                }
            }
        }
    }

    /// To be called once, when all phrases were added.
    mutating func finish() {
        let order = trie.finish()
        var place = [Int](repeating: 0, count: order.count)
        for (new, old) in order.enumerated() { place[old] = new }
        let openPlaces = openUses.map { place[Int($0.literal)] }
        let stepPlaces = stepUses.map { place[Int($0.literal)] }
        let openFirsts = Self.firsts(openPlaces, order.count)
        let stepFirsts = Self.firsts(stepPlaces, order.count)
        opens = [UInt16](repeating: 0, count: openUses.count)
        var next = openFirsts
        for (use, place) in zip(openUses, openPlaces) {
            opens[next[place]] = use.slot
            next[place] += 1
        }
        if let any = stepUses.first?.step {
            steps = [Step](repeating: any, count: stepUses.count)
            next = stepFirsts
            for (use, place) in zip(stepUses, stepPlaces) {
                steps[next[place]] = use.step
                next[place] += 1
            }
        }
        literals = (0...order.count).map {
            Literal(firstOpen: openFirsts[$0], firstStep: stepFirsts[$0], latin: $0 < order.count && latin[order[$0]])
        }
        openUses = []
        stepUses = []
        latin = []
        addedFor = []
    }

    /// Where the uses of each literal begin when they lie side by side, and the end of all.
    private static func firsts(_ places: [Int], _ count: Int) -> [Int] {
        var firsts = [Int](repeating: 0, count: count + 1)
        for place in places { firsts[place + 1] += 1 }
        for i in 1..<firsts.count { firsts[i] += firsts[i - 1] }
        return firsts
    }

    var literalCount: Int { trie.literalCount }

    /// All findings in a text, in one pass over it.
    func findings(in text: NormalText) -> Findings {
        var found = FindingCollector(capacity: text.count / 2)
        withUnsafeTemporaryAllocation(of: Slot.self, capacity: slotCount) { slots in
            slots.initialize(repeating: .empty)
            text.units.withUnsafeBufferPointer { scan($0, slots, &found) }
        }
        return found.finish()
    }

    private func scan(
        _ units: UnsafeBufferPointer<UInt16>, _ slots: UnsafeMutableBufferPointer<Slot>, _ found: inout FindingCollector
    ) {
        literals.withUnsafeBufferPointer { literals in
            opens.withUnsafeBufferPointer { opens in
                steps.withUnsafeBufferPointer { steps in
                    trie.matches(in: units) { matches in
                        for match in matches {
                            let literal = literals[Int(match.literal)]
                            let next = literals[Int(match.literal) + 1]
                            if literal.latin, !Self.isWord(units, Int(match.start), Int(match.end)) { continue }
                            for i in literal.firstOpen..<next.firstOpen {
                                slots[Int(opens[i])] = Slot(start: match.start, end: match.end)
                            }
                            for i in literal.firstStep..<next.firstStep { take(steps[i], match, units, slots, &found) }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func take(
        _ step: Step, _ match: PhraseTrie.Match, _ units: UnsafeBufferPointer<UInt16>,
        _ slots: UnsafeMutableBufferPointer<Slot>,
        _ found: inout FindingCollector
    ) {
        var first = match.start
        if step.before != Step.none {
            let before = slots[Int(step.before)]
            // One comparison for both: the part before ends behind this one's start, or too far in front of it.
            if UInt32(bitPattern: match.start &- before.end) > UInt32(step.gap) { return }
            if Self.holdsEnd(units, Int(before.start), Int(match.start)) { return }
            first = before.start
            if step.after != Step.none {
                slots[Int(step.after)] = Slot(start: first, end: match.end)
                return
            }
        }
        found.add(
            Finding(
                start: first, end: match.end, term: step.term, strength: step.strength, gapped: step.before != Step.none
            ), step.vocabulary)
    }

    /// Whether a line or sentence ends between two units.
    private static func holdsEnd(_ units: UnsafeBufferPointer<UInt16>, _ start: Int, _ end: Int) -> Bool {
        for i in start..<end where units[i] == Unit.newline || units[i] == Unit.ideographicStop { return true }
        return false
    }

    /// Whether no Latin letter touches the word: CC in a mail's header, not in an abbreviation.
    private static func isWord(_ units: UnsafeBufferPointer<UInt16>, _ start: Int, _ end: Int) -> Bool {
        !(start > 0 && UnitClass.of(units[start - 1]) == .latin)
            && !(end < units.count && UnitClass.of(units[end]) == .latin)
    }
}
