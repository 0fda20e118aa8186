import Facts
import Language
import Testing

/// Every value that a record can take has a label in both languages.
@Suite struct VocabularyTests {
    @Test func everySlugHasItsLabels() {
        #expect(unlabelled(Sector.self) == [])
        #expect(unlabelled(PartyRole.self) == [])
        #expect(unlabelled(IncidentType.self) == [])
        #expect(unlabelled(Cause.self) == [])
        #expect(unlabelled(DataKind.self) == [])
        #expect(unlabelled(TimelineEvent.self) == [])
        #expect(unlabelled(Authority.self) == [])
        #expect(unlabelled(Response.self) == [])
        #expect(unlabelled(Measure.self) == [])
    }

    @Test func aMissingLabelIsFound() {
        #expect(unlabelled(Unknown.self) == ["unknown/nobody-knows in ja", "unknown/nobody-knows in en"])
    }

    private enum Unknown: String, Vocabulary {
        static var vocabularyName: String { "unknown" }
        case nobodyKnows = "nobody-knows"
    }

    /// The lexicon answers with the slug itself where it has no label.
    private func unlabelled<V: Vocabulary>(_ vocabulary: V.Type) -> [String] {
        V.allCases.flatMap { term in
            InterfaceLanguage.allCases
                .filter { Lexicon.builtIn.label(term, in: $0) == term.slug }
                .map { "\(V.vocabularyName)/\(term.slug) in \($0)" }
        }
    }
}
