/// Gathers the phrases of a lexicon and makes a `CompiledLexicon` of them.
struct LexiconCompiler {
    private typealias Action = CompiledLexicon.Action
    private typealias Step = CompiledLexicon.Step

    private var trie: PhraseTrie
    private var slotCount = 0
    /// What literals do, each with the literal's number, and whether each literal is Latin.
    private var openUses: [(literal: Int32, slot: UInt16)] = []
    private var stepUses: [(literal: Int32, step: Step)] = []
    private var latin: [Bool] = []
    /// For each literal the part that it was added for last, so that alternatives that fold to one count once.
    private var addedFor: [Int32] = []
    private var partCount: Int32 = 0

    /// - Parameter capacity: about how many nodes the trie will have.
    init(capacity: Int) { trie = PhraseTrie(capacity: capacity) }

    mutating func add(_ phrase: Phrase, _ vocabulary: LexiconVocabulary, term: Int, _ strength: Finding.Strength) {
        let firstSlot = slotCount
        let last = phrase.parts.count - 1
        slotCount += last
        precondition(slotCount < Int(Step.none) - 1, "a lexicon with more than 65,533 gaps")
        for (part, literals) in phrase.parts.enumerated() {
            partCount += 1
            let step = Step(
                before: part > 0 ? UInt16(firstSlot + part - 1) : Step.none,
                after: part < last ? UInt16(firstSlot + part) : Step.none,
                gap: part > 0 ? UInt8(phrase.gaps[part - 1]) : 0, vocabulary, term: Int16(term), strength)
            literals.units.withUnsafeBufferPointer { units in
                for i in literals.indices {
                    let literal = UnsafeBufferPointer(rebasing: units[literals.range(i)])
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
                        stepUses.append((Int32(id), step))
                    }
                }
            }
        }
    }

    /// To be called once, when all phrases were added.
    ///
    /// Literals that do the same share one action: 57,000 literals have 4,500, so that what they do stays in the cache.
    consuming func compiled() -> CompiledLexicon {
        let count = trie.literalCount
        let (opens, openFirsts) = Self.sorted(openUses.map { (Int($0.literal), $0.slot) }, count)
        let (steps, stepFirsts) = Self.sorted(stepUses.map { (Int($0.literal), $0.step) }, count)
        var made = Actions(literals: count)
        let actionOf = opens.withUnsafeBufferPointer { opens in
            steps.withUnsafeBufferPointer { steps in
                (0..<count).map {
                    made.number(
                        latin[$0], UnsafeBufferPointer(rebasing: opens[openFirsts[$0]..<openFirsts[$0 + 1]]),
                        UnsafeBufferPointer(rebasing: steps[stepFirsts[$0]..<stepFirsts[$0 + 1]]))
                }
            }
        }
        return CompiledLexicon(
            automaton: PhraseAutomaton(trie, actions: actionOf), slotCount: slotCount,
            actions: made.list + [Action(firstOpen: made.opens.count, firstStep: made.steps.count, latin: false)],
            opens: made.opens, steps: made.steps, literalCount: count)
    }

    /// The different things that literals do.
    private struct Actions {
        var list: [Action] = []
        var opens: [UInt16] = []
        var steps: [Step] = []
        /// An open-addressing table of the actions by what they are, -1 is free.
        private var table: [Int32]

        init(literals: Int) {
            var size = 1024
            while size < literals { size *= 2 }
            table = [Int32](repeating: -1, count: size)
        }

        /// The number of an action, which is new unless the same was asked for before.
        mutating func number(
            _ latin: Bool, _ opens: UnsafeBufferPointer<UInt16>, _ steps: UnsafeBufferPointer<Step>
        ) -> UInt16 {
            var hash: UInt64 = latin ? 1 : 0
            for open in opens { hash = (hash ^ UInt64(open)) &* 0x9E37_79B9_7F4A_7C15 }
            for step in steps { hash = (hash ^ hash >> 32 ^ step.bits) &* 0x9E37_79B9_7F4A_7C15 }
            var slot = Int(truncatingIfNeeded: hash >> 32) & (table.count - 1)
            while table[slot] >= 0, !isSame(Int(table[slot]), latin, opens, steps) {
                slot = (slot + 1) & (table.count - 1)
            }
            if table[slot] < 0 {
                precondition(list.count < Int(PhraseAutomaton.none), "literals that do 65,535 things")
                table[slot] = Int32(list.count)
                list.append(Action(firstOpen: self.opens.count, firstStep: self.steps.count, latin: latin))
                self.opens += opens
                self.steps += steps
            }
            return UInt16(table[slot])
        }

        private func isSame(
            _ i: Int, _ latin: Bool, _ opens: UnsafeBufferPointer<UInt16>, _ steps: UnsafeBufferPointer<Step>
        ) -> Bool {
            let (firstOpen, firstStep) = (list[i].firstOpen, list[i].firstStep)
            let isLast = i + 1 == list.count
            guard list[i].latin == latin,
                (isLast ? self.opens.count : list[i + 1].firstOpen) - firstOpen == opens.count,
                (isLast ? self.steps.count : list[i + 1].firstStep) - firstStep == steps.count
            else { return false }
            for k in 0..<opens.count where self.opens[firstOpen + k] != opens[k] { return false }
            for k in 0..<steps.count where self.steps[firstStep + k].bits != steps[k].bits { return false }
            return true
        }
    }

    /// The uses by their literals, in the order in which they were added, and where those of each begin.
    private static func sorted<Use>(_ uses: [(literal: Int, use: Use)], _ count: Int) -> (uses: [Use], firsts: [Int]) {
        var firsts = [Int](repeating: 0, count: count + 1)
        for (literal, _) in uses { firsts[literal + 1] += 1 }
        for i in 1..<firsts.count { firsts[i] += firsts[i - 1] }
        var next = firsts
        var places = [Int](repeating: 0, count: uses.count)
        for (i, (literal, _)) in uses.enumerated() {
            places[next[literal]] = i
            next[literal] += 1
        }
        return (places.map { uses[$0].use }, firsts)
    }
}
