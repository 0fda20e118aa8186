import Testing

@testable import Language

@Suite("The automaton finds every literal")
struct PhraseAutomatonTests {
    private struct Place: Hashable, Comparable {
        var start: Int
        var end: Int
        var action: Int

        static func < (a: Place, b: Place) -> Bool { (a.start, a.end) < (b.start, b.end) }
    }

    /// The automaton of some words, where word i does `actions[i]`.
    private func automaton(_ words: [[UInt16]], _ actions: [Int]) -> PhraseAutomaton {
        var trie = PhraseTrie(capacity: 4)
        for (i, word) in words.enumerated() { #expect(word.withUnsafeBufferPointer { trie.add($0) } == i) }
        return PhraseAutomaton(trie, actions: actions.map(UInt16.init))
    }

    private func places(_ automaton: PhraseAutomaton, in text: [UInt16]) -> [Place] {
        var places: [Place] = []
        text.withUnsafeBufferPointer {
            automaton.matches(in: $0) { matches in
                for match in matches {
                    places.append(Place(start: Int(match.start), end: Int(match.end), action: Int(match.action)))
                }
            }
        }
        return places
    }

    @Test("Its matches are those of a search by hand, in order", arguments: [1, 3, 30, 400])
    func chance(wordCount: Int) {
        var dice = Dice(seed: UInt64(wordCount))
        let letters = ["甲", "乙", "丙", "丁", "あ"]
        var words: Set<[UInt16]> = []
        while words.count < wordCount { words.insert(Array(dice.text(of: letters, count: dice.roll(1..<8)).utf16)) }
        let list = words.sorted { $0.lexicographicallyPrecedes($1) }
        // Few actions, so that ends are shared.
        let actions = list.indices.map { _ in dice.roll(0..<3) }
        let automaton = automaton(list, actions)
        for _ in 0..<20 {
            let text = Array(dice.text(of: letters + ["外", "。"], count: dice.roll(0..<700)).utf16)
            var expected: [Place] = []
            for (word, action) in zip(list, actions) where word.count <= text.count {
                for start in 0...text.count - word.count where text[start..<start + word.count].elementsEqual(word) {
                    expected.append(Place(start: start, end: start + word.count, action: action))
                }
            }
            #expect(places(automaton, in: text) == expected.sorted())
        }
    }

    @Test("A literal that was added before keeps its number")
    func same() {
        var trie = PhraseTrie(capacity: 4)
        let numbers = ["甲乙", "甲", "甲乙", "乙", "甲"].map { word in
            Array(word.utf16).withUnsafeBufferPointer { trie.add($0) }
        }
        #expect(numbers == [0, 1, 0, 2, 1])
        #expect(trie.literalCount == 3)
    }

    @Test("Without literals nothing is found")
    func empty() {
        #expect(places(automaton([], []), in: Array("甲乙".utf16)).isEmpty)
        #expect(places(automaton([[0x7532]], [0]), in: []).isEmpty)
    }
}
