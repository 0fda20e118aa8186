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
    /// What literals do, by where it stands in the lists of a compiler.
    struct Action: Sendable {
        var firstOpen: Int
        var firstStep: Int
        /// The literals are of Latin letters alone, and so only found as whole words.
        var latin: Bool
    }
    /// The same as it is walked along: `opens[firstOpen...]`, the steps from `firstStep` on that fill slots, and those from `firstEnd`
    /// on that end phrases, up to the next one's.
    private struct Deed: Sendable {
        private let firstOpenAndLatin: UInt32
        private let firstStep32: UInt32
        private let firstEnd32: UInt32

        init(firstOpen: Int, firstStep: Int, firstEnd: Int, latin: Bool) {
            firstOpenAndLatin = UInt32(firstOpen) << 1 | (latin ? 1 : 0)
            (firstStep32, firstEnd32) = (UInt32(firstStep), UInt32(firstEnd))
        }

        var firstOpen: Int { Int(firstOpenAndLatin >> 1) }
        var firstStep: Int { Int(firstStep32) }
        var firstEnd: Int { Int(firstEnd32) }
        var latin: Bool { firstOpenAndLatin & 1 == 1 }
    }
    /// A step whose condition holds, and the words that it takes.
    private struct Held: BitwiseCopyable {
        var step: Int32
        var first: Int32
        var start: Int32
        var end: Int32
    }

    private let automaton: PhraseAutomaton
    private let slotCount: Int
    /// One more than there are, for the end of the last one's.
    private let deeds: [Deed]
    /// The slots of gapped phrases whose first part a literal is: of each deed an even number.
    private let opens: [UInt16]
    /// For each step the slot that it depends on: that of the part before it, or for a phrase without a gap `own`. Those that end
    /// phrases come four by four, which spares the processor guessing how many there are; where there are fewer, `void` fills up.
    private let conditions: [UInt16]
    /// For each step where in `outcomes` it stands what it does, which is the same for many.
    private let outcomeOf: [UInt16]
    private let outcomes: [Step]
    /// For each slot how far behind its part the next one may begin, and one more.
    private let reaches: [UInt16]
    /// The most steps that one literal has.
    private let mostSteps: Int
    /// How many different literals there are.
    let literalCount: Int

    /// The slot that always holds the literal's own start.
    private var own: Int { slotCount }
    /// The slot that nothing is near to.
    private var void: Int { slotCount + 1 }

    /// - Parameter actions: and one more, for the end of the last one's.
    init(
        automaton: PhraseAutomaton, slotCount: Int, actions: [Action], opens: [UInt16], steps: [Step], literalCount: Int
    ) {
        self.automaton = automaton
        self.slotCount = slotCount
        self.literalCount = literalCount
        var reaches = [UInt16](repeating: 1, count: slotCount + 2)
        let void = UInt16(slotCount + 1)
        reaches[slotCount + 1] = 0
        for step in steps where step.before != Step.none { reaches[Int(step.before)] = UInt16(step.gap) + 1 }
        var (laid, paired): ([Step?], [UInt16]) = ([], [])
        var mostSteps = 0
        deeds = actions.indices.map { i in
            let (firstOpen, firstStep) = (paired.count, laid.count)
            let (action, next) = (actions[i], actions[min(i + 1, actions.count - 1)])
            paired += opens[action.firstOpen..<next.firstOpen]
            if paired.count % 2 > 0 { paired.append(void) }
            let own = steps[action.firstStep..<next.firstStep]
            for step in own where step.after != Step.none { laid.append(step) }
            let firstEnd = laid.count
            for step in own where step.after == Step.none { laid.append(step) }
            while (laid.count - firstEnd) % 4 > 0 { laid.append(nil) }
            mostSteps = max(mostSteps, laid.count - firstStep)
            return Deed(firstOpen: firstOpen, firstStep: firstStep, firstEnd: firstEnd, latin: action.latin)
        }
        self.opens = paired
        self.mostSteps = mostSteps
        conditions = laid.map { step in
            guard let step else { return void }
            return step.before == Step.none ? UInt16(slotCount) : step.before
        }
        self.reaches = reaches
        (outcomeOf, outcomes) = Self.numbered(laid)
    }

    /// The different ones of some steps, and for each step which of them it is.
    private static func numbered(_ steps: [Step?]) -> (numbers: [UInt16], different: [Step]) {
        var (known, different): ([UInt64: UInt16], [Step]) = ([:], [])
        let numbers = steps.map { step in
            guard let outcome = step?.outcome else { return UInt16(0) }
            if let number = known[outcome.bits] { return number }
            precondition(different.count < Int(Step.none), "steps that do 65,535 things")
            let number = UInt16(different.count)
            known[outcome.bits] = number
            different.append(outcome)
            return number
        }
        return (numbers, different)
    }

    /// All findings in a text, in one pass over it.
    func findings(in text: NormalText) -> Findings {
        var found = FindingCollector(capacity: text.count / 2)
        let count = slotCount + 2
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 * count) { places in
            let slots = Slots(
                ends: UnsafeMutableBufferPointer(rebasing: places[..<count]),
                starts: UnsafeMutableBufferPointer(rebasing: places[count...]))
            slots.ends.initialize(repeating: Slots.empty)
            slots.starts.initialize(repeating: Slots.empty)
            text.units.withUnsafeBufferPointer { units in
                withUnsafeTemporaryAllocation(of: Held.self, capacity: Self.held + mostSteps) { held in
                    scan(units, slots, held, &found)
                }
            }
        }
        return found.finish()
    }

    /// So many steps are taken together.
    private static let held = 1024

    private func scan(
        _ units: UnsafeBufferPointer<UInt16>, _ slots: Slots, _ held: UnsafeMutableBufferPointer<Held>,
        _ found: inout FindingCollector
    ) {
        deeds.withUnsafeBufferPointer { deeds in
            opens.withUnsafeBufferPointer { opens in
                conditions.withUnsafeBufferPointer { conditions in
                    reaches.withUnsafeBufferPointer { reaches in
                        var heldCount = 0
                        automaton.matches(in: units) { matches in
                            for match in matches {
                                let deed = deeds[Int(match.action)]
                                let next = deeds[Int(match.action) + 1]
                                if deed.latin, !Self.isWord(units, Int(match.start), Int(match.end)) { continue }
                                var i = deed.firstOpen
                                while i < next.firstOpen {
                                    slots.fill(opens[i], match.start, match.end)
                                    slots.fill(opens[i &+ 1], match.start, match.end)
                                    i &+= 2
                                }
                                slots.fill(UInt16(truncatingIfNeeded: own), match.start, match.start)
                                // Nothing begins near what is void, wherever it was filled.
                                i = deed.firstStep
                                while i < deed.firstEnd {
                                    if holds(i, match, conditions, reaches, slots) { goOn(i, match, units, slots) }
                                    i &+= 1
                                }
                                // Each is written down and counted only if it holds: no branch depends on the text.
                                while i < next.firstStep {
                                    for j in i..<i &+ 4 {
                                        held[heldCount] = Held(
                                            step: Int32(truncatingIfNeeded: j),
                                            first: slots.starts[Int(conditions[j])], start: match.start, end: match.end)
                                        heldCount &+= holds(j, match, conditions, reaches, slots) ? 1 : 0
                                    }
                                    i &+= 4
                                }
                                if heldCount >= Self.held { take(held, &heldCount, units, &found) }
                            }
                        }
                        take(held, &heldCount, units, &found)
                    }
                }
            }
        }
    }

    /// Whether the part before a step's is near enough before the literal.
    @inline(__always)
    private func holds(
        _ i: Int, _ match: PhraseAutomaton.Match, _ conditions: UnsafeBufferPointer<UInt16>,
        _ reaches: UnsafeBufferPointer<UInt16>, _ slots: Slots
    ) -> Bool {
        let slot = Int(conditions[i])
        // One comparison for both: a distance below 0 is a great one without its sign.
        return UInt32(bitPattern: match.start &- slots.ends[slot]) < UInt32(reaches[slot])
    }

    /// Takes a step in the middle of a phrase.
    @inline(__always)
    private func goOn(
        _ i: Int, _ match: PhraseAutomaton.Match, _ units: UnsafeBufferPointer<UInt16>, _ slots: Slots
    ) {
        let first = slots.starts[Int(conditions[i])]
        if Self.holdsEnd(units, Int(first), Int(match.start)) { return }
        slots.fill(outcomes[Int(outcomeOf[i])].after, first, match.end)
    }

    /// Takes the steps that end phrases.
    @inline(__always)
    private func take(
        _ held: UnsafeMutableBufferPointer<Held>, _ count: inout Int, _ units: UnsafeBufferPointer<UInt16>,
        _ found: inout FindingCollector
    ) {
        for i in 0..<count {
            let one = held[i]
            let step = outcomes[Int(outcomeOf[Int(one.step)])]
            let isGapped = Int(conditions[Int(one.step)]) != own
            if isGapped, Self.holdsEnd(units, Int(one.first), Int(one.start)) { continue }
            found.add(
                Finding(start: one.first, end: one.end, term: step.term, strength: step.strength, gapped: isGapped),
                step.vocabulary)
        }
        count = 0
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
