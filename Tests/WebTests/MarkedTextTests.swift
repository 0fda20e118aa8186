import Facts
import Foundation
import Testing

@testable import Web

@Suite struct MarkedTextTests {
    /// The text with its marks in brackets, each with the numbers of its facts.
    private func marked(_ text: String, _ places: (String, Int)...) -> String {
        let places = places.map { words, fact -> EvidencePlace in
            let start = text.utf8.distance(from: text.startIndex, to: text.range(of: words)!.lowerBound)
            return EvidencePlace(at: TextSpan(start, start + words.utf8.count), fact: fact)
        }
        return MarkedText(text, places, name: "w").pieces.map { piece in
            switch piece {
            case .start(_, let facts): "⟦" + facts.map { "\($0)" }.joined(separator: ",") + ":"
            case .end: "⟧"
            case .words(let words, _): words
            }
        }.joined()
    }

    @Test func wordsStandInElementsOfTheirOwn() {
        #expect(marked("862名の氏名と住所", ("862名", 1), ("住所", 2)) == "⟦1:862名⟧の氏名と⟦2:住所⟧")
        #expect(marked("何もない") == "何もない")
    }

    @Test func wordsOfSeveralFactsAreOneElement() {
        #expect(marked("不正アクセスを受け", ("不正アクセス", 1), ("不正アクセス", 4)) == "⟦1,4:不正アクセス⟧を受け")
    }

    @Test func evidenceInsideOtherEvidenceIsMarkedInsideIt() {
        #expect(
            marked("2023年1月4日から2月1日まで", ("2023年1月4日から2月1日", 1), ("1月4日", 2), ("2月1日", 3))
                == "⟦1:2023年⟦2:1月4日⟧から⟦3:2月1日⟧⟧まで")
        #expect(marked("氏名、住所", ("氏名", 1), ("氏名、住所", 2)) == "⟦2:⟦1:氏名⟧、住所⟧")
    }

    @Test func evidenceThatCrossesOtherEvidenceIsCutWhereThatEnds() {
        #expect(marked("第三者が不正に閲覧した", ("第三者が不正に", 1), ("不正に閲覧", 2)) == "⟦1:第三者が⟦2:不正に⟧⟧⟦2:閲覧⟧した")
    }

    @Test func eachPlaceHasOneName() {
        let places = [EvidencePlace(at: TextSpan(0, 6), fact: 1), EvidencePlace(at: TextSpan(3, 9), fact: 2)]
        let marked = MarkedText("あいうえ", places, name: "w1")
        #expect(marked.ids == [TextSpan(0, 6): "w1-1", TextSpan(3, 9): "w1-2"])
        let names = marked.pieces.compactMap { if case .start(let id, _) = $0 { id } else { nil } }
        #expect(names == ["w1-1", "w1-2"], "the second part of what was cut has none")
    }

    @Test(arguments: [TextSpan(1, 6), TextSpan(0, 4), TextSpan(-3, 3), TextSpan(3, 3), TextSpan(0, 99), TextSpan(6, 3)])
    func placesThatAreNoneOfTheTextMarkNothing(at: TextSpan) {
        #expect(MarkedText("あいう", [EvidencePlace(at: at, fact: 1)], name: "w").pieces == [.words("あいう", fact: nil)])
    }
}
