/// The phrases of all vocabularies as one automaton, and what each literal of it is part of. Made by a `LexiconCompiler`.
final class CompiledLexicon: Sendable {
    /// What a literal does when it is found, beyond opening gapped phrases.
    struct Step: Sendable, Equatable {
        /// All of it in one number, so that steps are compared at once.
        let bits: UInt64

        static let none = UInt16.max

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
        var vocabulary: Int { Int(bits >> 56 & 0x3F) }
        var strength: Finding.Strength { Finding.Strength(rawValue: UInt8(bits >> 62)) ?? .phrase }
    }
    /// Where a part of a gapped phrase was found last, in units.
    private struct Slot {
        var start, end: Int32

        /// So far from any text that no gap reaches it.
        static let empty = Slot(start: -1, end: -1_000_000)
    }
    /// What literals do: `opens[firstOpen...]` and `steps[firstStep...]`, up to the next action's.
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
    private let steps: [Step]
    /// How many different literals there are.
    let literalCount: Int

    init(
        automaton: PhraseAutomaton, slotCount: Int, actions: [Action], opens: [UInt16], steps: [Step], literalCount: Int
    ) {
        self.automaton = automaton
        self.slotCount = slotCount
        self.actions = actions
        self.opens = opens
        self.steps = steps
        self.literalCount = literalCount
    }

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
        actions.withUnsafeBufferPointer { actions in
            opens.withUnsafeBufferPointer { opens in
                steps.withUnsafeBufferPointer { steps in
                    automaton.matches(in: units) { matches in
                        for match in matches {
                            let action = actions[Int(match.action)]
                            let next = actions[Int(match.action) + 1]
                            if action.latin, !Self.isWord(units, Int(match.start), Int(match.end)) { continue }
                            for i in action.firstOpen..<next.firstOpen {
                                slots[Int(opens[i])] = Slot(start: match.start, end: match.end)
                            }
                            for i in action.firstStep..<next.firstStep { take(steps[i], match, units, slots, &found) }
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private func take(
        _ step: Step, _ match: PhraseAutomaton.Match, _ units: UnsafeBufferPointer<UInt16>,
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
