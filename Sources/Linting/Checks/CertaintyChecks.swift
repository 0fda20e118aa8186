import Facts
import Language

/// Whether what is certain and what is not is kept apart.
extension LintCheck {
    static let certainty = [
        LintCheck("NL401") { $0.confirmedAndSuspected() },
        LintCheck("NL402") { $0.notFoundAsOfWhen() },
        LintCheck("NL403") { $0.deniedWithoutTrace() },
        LintCheck("NL404") { notice in
            guard notice.concernsPersonalData, notice.record.misuseStatus == nil, !notice.text.says(.secondaryDamage)
            else { return [] }
            return [Hit(nil)]
        },
        LintCheck("NL405") { notice in
            guard let claim = notice.text.all(.encryptionClaimed).first, !notice.text.says(.encryptionMethod) else {
                return []
            }
            return [Hit(notice.text.span(claim))]
        },
    ]
}

extension Examination {
    /// A statement that stands for the whole: outside of the title, of advice, conditions and explanations.
    private func isStatement(_ sentence: Range<Int>) -> Bool {
        let line = text.lines[text.line(at: sentence.lowerBound)]
        if text.units[sentence.upperBound - 1] != Unit.ideographicStop || line.isHeading { return false }
        switch line.section {
        case .request, .delay, .contact, .measures, .business, .other: return false
        default: break
        }
        return !text.says(Context.conditional, in: sentence) && !text.says(Context.definition, in: sentence)
    }

    /// The same data said to have leaked, and to have perhaps leaked.
    fileprivate func confirmedAndSuspected() -> [Hit] {
        let certain = text.all(.confirmedLeak).compactMap { cue -> (Range<Int>, Range<Int>)? in
            let sentence = range(ofSentence: text.sentence(at: cue.lowerBound))
            guard isStatement(sentence), !text.says(Context.hedge, in: sentence),
                !text.says(Context.notFound, in: sentence), !text.says(Context.denied, in: sentence)
            else { return nil }
            return (cue, sentence)
        }
        guard let (words, confirmed) = certain.first else { return [] }
        for cue in text.all(.suspectedLeak) {
            let sentence = range(ofSentence: text.sentence(at: cue.lowerBound))
            guard isStatement(sentence), !text.says(.others, in: sentence), shareData(confirmed, sentence),
                shareNumbers(confirmed, sentence)
            else { continue }
            return [Hit(text.span(cue), related: [text.span(words)], [quoted(words), quoted(cue)])]
        }
        return []
    }

    /// Whether two sentences speak of the same data, by its name.
    private func shareData(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        if !text.data(in: a).subtracting([.otherPersonal]).isDisjoint(with: text.data(in: b)) { return true }
        return DataLabel.allCases.contains { text.holds($0.words, in: a) && text.holds($0.words, in: b) }
    }

    /// Whether two sentences do not give different figures.
    private func shareNumbers(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        let first = Set(figures.filter { a.contains($0.start) && $0.countsData }.map(\.value))
        let second = Set(figures.filter { b.contains($0.start) && $0.countsData }.map(\.value))
        return first.isEmpty || second.isEmpty || !first.isDisjoint(with: second)
    }

    /// Nothing found, without a word on as of when, or on what was looked at.
    fileprivate func notFoundAsOfWhen() -> [Hit] {
        guard concernsPersonalData else { return [] }
        var bare: Range<Int>?
        for sentence in text.sentences {
            let range = sentence.start..<sentence.end
            guard let claim = text.first(Context.notFound, in: range),
                text.says(Context.leak, in: range) || text.says(Context.misuse, in: range),
                !text.says(Context.conditional, in: range)
            else { continue }
            let before = max(0, text.sentence(at: sentence.start) - 1)
            let context = text.sentences[before].start..<sentence.end
            if text.says(.asOf, in: context) || text.says(.examined, in: context) { return [] }
            bare = bare ?? claim
        }
        return bare.map { [Hit(text.span($0), [quoted($0)])] } ?? []
    }

    /// A leak denied outright, although only no traces were found or it cannot be ruled out.
    fileprivate func deniedWithoutTrace() -> [Hit] {
        guard let ground = text.all(.notRuledOut).first ?? text.all(.noTrace).first else { return [] }
        for cue in text.all(.noLeakAtAll) {
            let sentence = range(ofSentence: text.sentence(at: cue.lowerBound))
            let isSpecial = !text.data(in: sentence).subtracting([.otherPersonal]).isEmpty
            guard isStatement(sentence), !isSpecial, !text.says(.others, in: sentence),
                text.sentence(at: ground.lowerBound) != text.sentence(at: cue.lowerBound)
            else { continue }
            return [Hit(text.span(cue), related: [text.span(ground)], [quoted(ground), quoted(cue)])]
        }
        return []
    }
}
