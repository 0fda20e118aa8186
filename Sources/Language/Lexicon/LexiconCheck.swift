import Facts

/// Checks what compiling does not see: missing terms, repeated phrases, mappings, and every example.
enum LexiconCheck {
    static func faults(of files: [LexiconFile], _ lexicon: Lexicon) -> [LexiconFault] {
        var faults: [LexiconFault] = []
        for file in files {
            guard let vocabulary = LexiconVocabulary.allCases.first(where: { $0.name == file.vocabulary }) else {
                continue
            }
            if file.name != "\(vocabulary.name).yaml" {
                faults.append(
                    LexiconFault(
                        file: file.name, line: 1,
                        message: "the file of '\(vocabulary.name)' must be named \(vocabulary.name).yaml"))
            }
            let present = Set(file.terms.map(\.slug.text))
            for slug in vocabulary.slugs ?? [] where !present.contains(slug) {
                faults.append(LexiconFault(file: file.name, line: 0, message: "the term '\(slug)' is missing"))
            }
            var slugs: [String: Int] = [:]
            var phrases: [String: (slug: String, line: Int)] = [:]
            for (index, term) in file.terms.enumerated() {
                if let line = slugs.updateValue(term.slug.line, forKey: term.slug.text) {
                    faults.append(
                        LexiconFault(
                            file: file.name, line: term.slug.line,
                            message: "'\(term.slug.text)' stands on line \(line) already"))
                }
                for item in term.phrases + term.weak {
                    if let other = phrases[item.text], other.slug == term.slug.text {
                        faults.append(
                            LexiconFault(
                                file: file.name, line: item.line,
                                message: "'\(item.text)' stands on line \(other.line) already"))
                    }
                    phrases[item.text] = (term.slug.text, item.line)
                }
                for item in term.phrases + term.weak + term.cancel {
                    if let part = commonPart(of: item.text) {
                        faults.append(
                            LexiconFault(
                                file: file.name, line: item.line,
                                message:
                                    "a part of '\(item.text)' is '\(part)', which is in every sentence; join it to a word beside it"
                            ))
                    }
                }
                mappings(of: term, file.name, &faults)
                let place = vocabulary.slugs?.firstIndex(of: term.slug.text) ?? index
                for example in term.examples {
                    check(example, of: term.slug.text, vocabulary, place, file.name, lexicon, &faults)
                }
            }
        }
        return faults
    }

    /// A part of a phrase with a gap that is a single kana or mark: looked for at every word of a text, it makes reading slow.
    private static func commonPart(of written: String) -> String? {
        // A phrase that cannot be parsed is a fault already.
        guard let phrase = try? PhraseSyntax.parse(written), phrase.parts.count > 1 else { return nil }
        for part in phrase.parts {
            for literal in part where literal.count == 1 {
                switch UnitClass.of(literal[literal.startIndex]) {
                case .kanji, .latin, .digit: continue
                default: return String(decoding: literal, as: UTF16.self)
                }
            }
        }
        return nil
    }

    private static func mappings(of term: LexiconFile.Term, _ file: String, _ faults: inout [LexiconFault]) {
        func fault(_ item: LexiconFile.Item, _ what: String) {
            faults.append(LexiconFault(file: file, line: item.line, message: "'\(item.text)' is no \(what)"))
        }
        for id in term.attack {
            let parts = id.text.split(separator: ".", omittingEmptySubsequences: false)
            let good =
                parts.count <= 2 && parts[0].count == 5 && parts[0].first == "T" && Int(parts[0].dropFirst()) != nil
                && (parts.count == 1 || (parts[1].count == 3 && Int(parts[1]) != nil))
            if !good { fault(id, "ATT&CK technique; one is written T1486 or T1078.004") }
        }
        for id in term.cis {
            let parts = id.text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
            if parts.count != 2 || !(1...18).contains(parts[0] ?? 0) || !(1...14).contains(parts[1] ?? 0) {
                fault(id, "CIS Controls v8 safeguard; one is written \"7.3\", in quotes")
            }
        }
        let roots = [
            "action.", "attribute.", "actor.", "asset.", "discovery_method.", "timeline.", "victim.", "impact.",
            "security_incident",
        ]
        for id in term.veris where !roots.contains(where: { id.text.hasPrefix($0) }) {
            fault(id, "VERIS path; one is written action.error.variety.Misdelivery")
        }
    }

    private static func check(
        _ example: LexiconFile.Item, of slug: String, _ vocabulary: LexiconVocabulary, _ term: Int, _ file: String,
        _ lexicon: Lexicon, _ faults: inout [LexiconFault]
    ) {
        func fault(_ message: String) { faults.append(LexiconFault(file: file, line: example.line, message: message)) }
        var plain = ""
        var wanted: [(Int, Int)] = []
        var open: Int?
        for c in example.text {
            switch c {
            case "⟦": open = plain.utf8.count
            case "⟧":
                guard let start = open else { return fault("'⟧' has no '⟦' before it") }
                wanted.append((start, plain.utf8.count))
                open = nil
            default: plain.append(c)
            }
        }
        if open != nil { return fault("'⟦' has no '⟧' after it") }
        let text = NormalText(plain)
        let found = lexicon.findings(in: text)[vocabulary].filter { Int($0.term) == term }.map {
            text.span(Int($0.start), Int($0.end))
        }
        func quote(_ start: Int, _ end: Int) -> String {
            String(decoding: Array(plain.utf8)[start..<end], as: UTF8.self)
        }
        for (start, end) in wanted where !found.contains(where: { $0.start == start && $0.end == end }) {
            if let near = found.first(where: { $0.start < end && start < $0.end }) {
                fault("\(slug): wrong span: found '\(quote(near.start, near.end))' instead of '\(quote(start, end))'")
            } else {
                fault("\(slug): nothing found at '\(quote(start, end))'; add a phrase for it")
            }
        }
        for span in found where !wanted.contains(where: { $0.0 < span.end && span.start < $0.1 }) {
            fault("\(slug): '\(quote(span.start, span.end))' was found but is not marked ⟦ ⟧; mark it or cancel it")
        }
    }
}
