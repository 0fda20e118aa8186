/// The phrases of all vocabularies as one automaton, and what each literal of it is part of. Made by a `LexiconCompiler`.
final class CompiledLexicon: Sendable {
    /// What a literal does when it is found, beyond opening gapped phrases.
    struct Step: Sendable, Equatable {
        /// All of it in one number, so that steps are compared at once.
        let bits: UInt64

        static let none = UInt16.max

        private init(bits: UInt64) { self.bits = bits }

        init(
            before: UInt16, after: UInt16, gap: UInt8, _ vocabulary: LexiconVocabulary, term: Int16,
            _ strength: Finding.Strength
        ) {
            bits =
                UInt64(before) | UInt64(after) << 16 | UInt64(UInt16(bitPattern: term)) << 32 | UInt64(gap) << 48
                | UInt64(vocabulary.rawValue) << 56 | UInt64(strength.rawValue) << 62
        }

        /// The slot that holds where the part before it was found; `none` for a phrase without a gap.
        var before: UInt16 { UInt16(truncatingIfNeeded: bits) }
        /// The slot to fill for the part behind it; `none` where the phrase is complete.
        var after: UInt16 { UInt16(truncatingIfNeeded: bits >> 16) }
        var term: Int16 { Int16(truncatingIfNeeded: bits >> 32) }
        /// The greatest distance from the part before it.
        var gap: UInt8 { UInt8(truncatingIfNeeded: bits >> 48) }
        /// The step without what it depends on.
        var outcome: Step { Step(bits: bits & ~(0xFF << 48 | UInt64(Self.none))) }
        var vocabulary: Int { Int(bits >> 56 & 0x3F) }
        var strength: Finding.Strength { Finding.Strength(rawValue: UInt8(bits >> 62)) ?? .phrase }
    }
    /// Where the parts of gapped phrases were found last, in units: where the part ends and where its phrase starts. The
    /// ends are looked at a million times a megabyte and lie by themselves, so that they stay in the first cache.
    private struct Slots {
        let ends: UnsafeMutableBufferPointer<Int32>
        let starts: UnsafeMutableBufferPointer<Int32>

        /// So far from any text that no gap reaches it.
        static let empty: Int32 = -1_000_000

        @inline(__always)
        func fill(_ slot: UInt16, _ start: Int32, _ end: Int32) {
            ends[Int(slot)] = end
            starts[Int(slot)] = start
        }
    }
    /// What literals do: `opens[firstOpen...]` and the steps from `firstStep` on, up to the next action's.
    struct Action: Sendable {
        private let firstOpenAndLatin: UInt32
        private let firstStep32: UInt32

        init(firstOpen: Int, firstStep: Int, latin: Bool) {
            firstOpenAndLatin = UInt32(firstOpen) << 1 | (latin ? 1 : 0)
            firstStep32 = UInt32(firstStep)
        }

        var firstOpen: Int { Int(firstOpenAndLatin >> 1) }
        var firstStep: Int { Int(firstStep32) }
        /// The literals are of Latin letters alone, and so only found as whole words.
        var latin: Bool { firstOpenAndLatin & 1 == 1 }
    }

    private let automaton: PhraseAutomaton
    private let slotCount: Int
    /// One more than there are, for the end of the last one's.
    private let actions: [Action]
    /// The slots of gapped phrases whose first part a literal is.
    private let opens: [UInt16]
    /// For each step the slot that it depends on: that of the part before it, or for a phrase without a gap one that always
    /// holds the literal's own start.
    private let conditions: [UInt16]
    /// For each step where in `outcomes` it stands what it does, which is the same for many.
    private let outcomeOf: [UInt16]
    private let outcomes: [Step]
    /// For each slot how far behind its part the next one may begin, and one more.
    private let reaches: [UInt16]
    /// How many different literals there are.
    let literalCount: Int

    init(
        automaton: PhraseAutomaton, slotCount: Int, actions: [Action], opens: [UInt16], steps: [Step], literalCount: Int
    ) {
        self.automaton = automaton
        self.slotCount = slotCount
        self.actions = actions
        self.opens = opens
        var (conditions, reaches) = (steps.map(\.before), [UInt16](repeating: 1, count: slotCount + 1))
        for (i, step) in steps.enumerated() {
            if step.before == Step.none {
                conditions[i] = UInt16(slotCount)
            } else {
                reaches[Int(step.before)] = UInt16(step.gap) + 1
            }
        }
        (self.conditions, self.reaches) = (conditions, reaches)
        (outcomeOf, outcomes) = Self.numbered(steps.map(\.outcome))
        self.literalCount = literalCount
    }

    /// The different ones of some steps, and for each step which of them it is.
    private static func numbered(_ steps: [Step]) -> (numbers: [UInt16], different: [Step]) {
        var (known, different): ([UInt64: UInt16], [Step]) = ([:], [])
        let numbers = steps.map { step in
            if let number = known[step.bits] { return number }
            precondition(different.count < Int(Step.none), "steps that do 65,535 things")
            let number = UInt16(different.count)
            known[step.bits] = number
            different.append(step)
            return number
        }
        return (numbers, different)
    }

    /// All findings in a text, in one pass over it.
    func findings(in text: NormalText) -> Findings {
        var found = FindingCollector(capacity: text.count / 2)
        let count = slotCount + 1
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { places in
            let slots = Slots(
                ends: UnsafeMutableBufferPointer(rebasing: places[..<count]),
                starts: UnsafeMutableBufferPointer(rebasing: places[count...]))
            slots.ends.initialize(repeating: Slots.empty)
            text.units.withUnsafeBufferPointer { scan($0, slots, &found) }
        }
        return found.finish()
    }

    private func scan(_ units: UnsafeBufferPointer<UInt16>, _ slots: Slots, _ found: inout FindingCollector) {
        actions.withUnsafeBufferPointer { actions in
            opens.withUnsafeBufferPointer { opens in
                conditions.withUnsafeBufferPointer { conditions in
                    reaches.withUnsafeBufferPointer { reaches in
                        automaton.matches(in: units) { matches in
                            for match in matches {
                                let action = actions[Int(match.action)]
                                let next = actions[Int(match.action) + 1]
                                if action.latin, !Self.isWord(units, Int(match.start), Int(match.end)) { continue }
                                var i = action.firstOpen
                                while i < next.firstOpen {
                                    slots.fill(opens[i], match.start, match.end)
                                    i &+= 1
                                }
                                slots.ends[slotCount] = match.start
                                i = action.firstStep
                                while i < next.firstStep {
                                    // One comparison for both: a distance below 0 is a great one without its sign.
                                    let slot = Int(conditions[i])
                                    if UInt32(bitPattern: match.start &- slots.ends[slot]) < UInt32(reaches[slot]) {
                                        take(i, slot, match, units, slots, &found)
                                    }
                                    i &+= 1
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Takes a step whose condition holds.
    @inline(__always)
    private func take(
        _ i: Int, _ slot: Int, _ match: PhraseAutomaton.Match, _ units: UnsafeBufferPointer<UInt16>, _ slots: Slots,
        _ found: inout FindingCollector
    ) {
        let step = outcomes[Int(outcomeOf[i])]
        let isGapped = slot != slotCount
        var first = match.start
        if isGapped {
            first = slots.starts[slot]
            if Self.holdsEnd(units, Int(first), Int(match.start)) { return }
            if step.after != Step.none { return slots.fill(step.after, first, match.end) }
        }
        found.add(
            Finding(start: first, end: match.end, term: step.term, strength: step.strength, gapped: isGapped),
            step.vocabulary)
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
