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
        precondition(slotCount < Int(Step.none), "a lexicon with more than 65,534 gaps")
        for (part, literals) in phrase.parts.enumerated() {
            partCount += 1
            let step = Step(
                before: part > 0 ? UInt16(firstSlot + part - 1) : Step.none,
                after: part < last ? UInt16(firstSlot + part) : Step.none,
                gap: part > 0 ? UInt8(phrase.gaps[part - 1]) : 0, vocabulary, term: Int16(term), strength)
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
                    stepUses.append((Int32(id), step))
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
        var actions: [Action] = []
        var actionOpens: [UInt16] = []
        var actionSteps: [Step] = []
        var actionOf = [UInt16](repeating: 0, count: count)
        var known: [Key: UInt16] = [:]
        for literal in 0..<count {
            let key = Key(
                latin: latin[literal], opens: opens[openFirsts[literal]..<openFirsts[literal + 1]],
                steps: steps[stepFirsts[literal]..<stepFirsts[literal + 1]])
            if let same = known[key] {
                actionOf[literal] = same
                continue
            }
            precondition(actions.count < Int(PhraseAutomaton.none), "a lexicon whose literals do more than 65,535 things")
            actionOf[literal] = UInt16(actions.count)
            known[key] = UInt16(actions.count)
            actions.append(Action(firstOpen: actionOpens.count, firstStep: actionSteps.count, latin: key.latin))
            actionOpens += key.opens
            actionSteps += key.steps
        }
        actions.append(Action(firstOpen: actionOpens.count, firstStep: actionSteps.count, latin: false))
        return CompiledLexicon(
            automaton: PhraseAutomaton(trie, actions: actionOf), slotCount: slotCount, actions: actions,
            opens: actionOpens, steps: actionSteps, literalCount: count)
    }

    /// What a literal does.
    private struct Key: Hashable {
        var latin: Bool
        var opens: ArraySlice<UInt16>
        var steps: ArraySlice<Step>
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
