import Facts
import Language

/// Reads whether data left and whether it was misused: the strongest statement wins.
struct StatusRules {
    let notice: NoticeText
    let header: Header

    private static let aside: Set<SectionKind> = [.request, .delay, .contact, .business, .notes, .measures, .other]

    /// Sentences that state facts: no advice, no conditions, no definitions, no promises.
    private func isStatement(_ sentence: Int) -> Bool {
        let place = notice.sentences[sentence]
        if let s = place.section, Self.aside.contains(s) { return false }
        return !place.contexts.contains(.definition)
    }

    func leak() -> Fact<LeakStatus>? {
        var best: Fact<LeakStatus>?
        func offer(_ value: LeakStatus, _ start: Int, _ end: Int, _ confidence: Double) {
            if let old = best, rank(old.value) >= rank(value) { return }
            best = Fact(value, notice.evidence(start, end, confidence, "status/leak-\(value.rawValue)"))
        }
        for sentence in notice.sentences.indices where isStatement(sentence) {
            let contexts = notice.sentences[sentence].contexts
            guard contexts.contains(.leak) else { continue }
            let list = notice.findings(.contexts, in: sentence)
            let heading = notice.lines[notice.sentences[sentence].line].heading
            let inTitle = header.title.map { $0.overlaps(notice.sentences[sentence].start..<notice.sentences[sentence].end) } ?? false
            for leak in list where notice.isContext(leak, .leak) {
                let (s, e) = (Int(leak.start), Int(leak.end))
                if let condition = list.first(where: { notice.isContext($0, .conditional) && $0.start >= leak.end }), condition.start - leak.end <= 14 {
                    continue
                }
                let after = list.filter { $0.start >= leak.end - 2 && $0.start - leak.end <= 60 }
                let hedge = list.first { notice.isContext($0, .hedge) && ($0.start >= leak.end - 2 || leak.start - $0.end <= 12) }
                let denied = after.first { notice.isContext($0, .denied) } ?? list.first { notice.isContext($0, .denied) && $0.start <= leak.start && $0.end > leak.end }
                let notFound = after.first { notice.isContext($0, .notFound) }
                if let hedge {
                    let end = max(e, Int(hedge.end))
                    offer(.possible, min(s, Int(hedge.start)), end, 0.9)
                } else if let notFound {
                    offer(.notFound, s, Int(notFound.end), 0.85)
                } else if let denied {
                    if contexts.contains(.hedge) { continue }
                    offer(.none, min(s, Int(denied.start)), Int(denied.end), 0.7)
                } else if inTitle {
                    continue
                } else if heading {
                    if asserts(e) { offer(.confirmed, s, e, 0.6) }
                } else if asserts(e) || contexts.contains(.confirmed) {
                    offer(.confirmed, s, e, 0.8)
                }
            }
        }
        return best
    }

    private func rank(_ value: LeakStatus) -> Int {
        switch value {
        case .confirmed: 4
        case .possible: 3
        case .notFound: 2
        case .none: 1
        }
    }

    /// Whether the words behind a leak say that it happened: した, しました, された, していた, する事案.
    private func asserts(_ end: Int) -> Bool {
        let units = notice.units
        guard end < units.count else { return false }
        switch units[end] {
        case "し", "さ", "い", "れ", "た", "て", "ら": return true
        default: return false
        }
    }

    func misuse() -> Fact<MisuseStatus>? {
        var best: Fact<MisuseStatus>?
        func offer(_ value: MisuseStatus, _ start: Int, _ end: Int, _ confidence: Double) {
            if let old = best, rank(old.value) >= rank(value) { return }
            best = Fact(value, notice.evidence(start, end, confidence, "status/misuse-\(value.rawValue)"))
        }
        for sentence in notice.sentences.indices where isStatement(sentence) {
            let contexts = notice.sentences[sentence].contexts
            guard contexts.contains(.misuse) else { continue }
            let list = notice.findings(.contexts, in: sentence)
            for misuse in list where notice.isContext(misuse, .misuse) {
                if list.contains(where: { notice.isContext($0, .conditional) && $0.start >= misuse.start && $0.start - misuse.end <= 14 }) { continue }
                let denial = list.first {
                    (notice.isContext($0, .notFound) || notice.isContext($0, .denied)) && $0.end >= misuse.end && $0.start - misuse.end <= 50
                }
                let hedge = list.first { notice.isContext($0, .hedge) && $0.start >= misuse.end - 2 && $0.start - misuse.end <= 24 }
                if let denial {
                    offer(.notFound, Int(misuse.start), Int(denial.end), 0.9)
                } else if let hedge {
                    offer(.possible, Int(misuse.start), Int(hedge.end), 0.9)
                } else if asserts(Int(misuse.end)), !contexts.contains(.request), !contexts.contains(.prevention) {
                    offer(.confirmed, Int(misuse.start), Int(misuse.end), 0.6)
                }
            }
        }
        return best
    }

    private func rank(_ value: MisuseStatus) -> Int {
        switch value {
        case .confirmed: 3
        case .possible: 2
        case .notFound: 1
        }
    }
}
