import Facts
import Language

/// Reads whether data left and whether it was misused: the strongest statement wins.
struct StatusRules {
    let notice: NoticeText
    let header: Header

    private static let aside = SectionSet(.request, .delay, .contact, .business, .notes, .measures, .other)

    /// Sentences that state facts: no advice, no conditions, no definitions, no promises.
    private func isStatement(_ sentence: Int) -> Bool {
        let place = notice.sentences[sentence]
        if let s = place.section, Self.aside.contains(s) { return false }
        return !place.contexts.contains(.definition)
    }

    /// Up to where a sentence tells what others say of it: …が販売されている旨の報道|がありますが、流出は確認されておりません; 0 where it does not.
    private func claimEnd(_ sentence: Int) -> Int {
        let place = notice.sentences[sentence]
        guard notice.holds(Self.claims, in: place.start..<place.end) else { return 0 }
        return (place.start..<place.end).last { notice.has(Self.claims, at: $0) } ?? 0
    }

    private static let claims: Words = [
        "旨の報道", "との報道", "とする報道", "と報じ", "とする記事", "旨の投稿", "との投稿", "とする投稿", "旨の書き込み", "との書き込み", "との記述", "と主張",
    ]

    func leak() -> Fact<LeakStatus>? {
        var best: Fact<LeakStatus>?
        var headed: Fact<LeakStatus>?
        var seen: Fact<LeakStatus>?
        var fallback: Fact<LeakStatus>?
        func made(_ value: LeakStatus, _ start: Int, _ end: Int, _ confidence: Double) -> Fact<LeakStatus> {
            Fact(value, notice.evidence(start, end, confidence, "status/leak-\(value.rawValue)"))
        }
        func offer(_ value: LeakStatus, _ start: Int, _ end: Int, _ confidence: Double) {
            if let old = best, rank(old.value) >= rank(value) { return }
            best = made(value, start, end, confidence)
        }
        for sentence in notice.sentences.indices where isStatement(sentence) {
            let contexts = notice.sentences[sentence].contexts
            guard contexts.contains(.leak) || contexts.contains(.exposed) else { continue }
            let claimed = claimEnd(sentence)
            let list = notice.findings(.contexts, in: sentence)
            let heading = notice.lines[notice.sentences[sentence].line].heading
            let inTitle =
                header.title.map { $0.overlaps(notice.sentences[sentence].start..<notice.sentences[sentence].end) }
                ?? false
            for leak in list where notice.isContext(leak, .leak) || notice.isContext(leak, .exposed) {
                let (s, e) = (Int(leak.start), Int(leak.end))
                if s < claimed { continue }
                if isConditional(leak, list) { continue }
                var (notFound, denied): (Finding?, Finding?)
                for near in list where near.end > leak.end && near.start - leak.end <= 60 {
                    if notFound == nil, notice.isContext(near, .notFound) { notFound = near }
                    if denied == nil, notice.isContext(near, .denied), !isOfContent(near) { denied = near }
                }
                let hedge =
                    list.first { notice.isContext($0, .hedge) && $0.end > leak.end - 2 && $0.start - leak.end <= 80 }
                    ?? list.first { notice.isContext($0, .hedge) && leak.start - $0.end <= 6 && leak.start >= $0.end }
                let weak = leak.weak || notice.isContext(leak, .exposed)
                if let hedge, !leak.weak {
                    offer(.possible, min(s, Int(hedge.start)), max(e, Int(hedge.end)), 0.9)
                } else if hedge != nil, isExposing(leak), seen == nil {
                    seen = made(.possible, s, e, 0.6)
                } else if let notFound, notFound.start >= leak.start, denied.map({ $0.end > notFound.start }) ?? true {
                    if !leak.weak { offer(.notFound, s, Int(notFound.end), 0.85) }
                } else if let denied {
                    if !leak.weak, isLeakNoun(leak) || holdsData(sentence) { offer(.none, s, Int(denied.end), 0.7) }
                } else if inTitle {
                    continue
                } else if weak {
                    if notice.isContext(leak, .exposed), seen == nil { seen = made(.possible, s, e, 0.65) }
                    if fallback == nil, isExposing(leak), contexts.contains(.confirmed) || asserts(e) {
                        fallback = made(.confirmed, s, e, 0.5)
                    }
                } else if heading {
                    if asserts(e), headed == nil { headed = made(.confirmed, s, e, 0.5) }
                } else if asserts(e) || isFound(leak, list) {
                    offer(.confirmed, s, e, 0.8)
                }
            }
        }
        if let best, best.value == .confirmed || best.value == .possible { return best }
        if let headed { return headed }
        // That others could see it, and no word that they did not: it was seen by those who must not.
        if let seen, best == nil, seen.value == .possible, seen.evidence.confidence > 0.6 {
            return Fact(.confirmed, seen.evidence)
        }
        return seen ?? best ?? fallback ?? titled()
    }

    /// A title that speaks of a leak as a fact, where the text says no more: 個人情報の漏えいについて.
    private func titled() -> Fact<LeakStatus>? {
        guard let title = header.title else { return nil }
        let contexts = notice.findings[.contexts].filter { title.contains(Int($0.start)) }
        if contexts.contains(where: { notice.isContext($0, .hedge) || notice.isContext($0, .exposed) }) { return nil }
        guard let leak = contexts.first(where: { notice.isContext($0, .leak) && (!$0.weak || isExposing($0)) }) else {
            return nil
        }
        return Fact(.confirmed, notice.evidence(Int(leak.start), Int(leak.end), 0.4, "status/leak-title"))
    }

    /// Whether 場合, 次第 or 際 makes a statement a condition.
    private func isConditional(_ finding: Finding, _ list: View<Finding>) -> Bool {
        list.contains { notice.isContext($0, .conditional) && $0.start >= finding.end && $0.start - finding.end <= 14 }
    }

    /// 含まれておりません, 保存していません: a denial of what the data holds, not of the leak.
    private func isOfContent(_ denial: Finding) -> Bool {
        switch notice.units[Int(denial.start)] {
        case "含", "保", "登", "記", "残", "入", "預", "除", "対", "該": true
        default: false
        }
    }

    /// Weak words that show data to others: 誤送信, 掲載され; not 紛失, 不正アクセス, 暗号化され.
    private func isExposing(_ finding: Finding) -> Bool {
        switch notice.units[Int(finding.start)] {
        case "紛", "不", "暗": false
        default: true
        }
    }

    /// 漏えいが判明, 流出を確認: a noun that the words behind it state as a fact.
    private func isFound(_ leak: Finding, _ list: View<Finding>) -> Bool {
        list.contains {
            notice.isContext($0, .confirmed) && $0.start >= leak.end
                && $0.start - leak.end <= (notice.units[Int(leak.end)] == "す" ? 8 : 3)
        }
    }

    /// 漏えい and 流出 say by themselves that it is about data.
    private func isLeakNoun(_ finding: Finding) -> Bool {
        notice.units[Int(finding.start)] == "漏" || notice.units[Int(finding.start)] == "流"
    }

    private func holdsData(_ sentence: Int) -> Bool {
        !notice.findings(.data, in: sentence).isEmpty
            || (notice.sentences[sentence].start..<notice.sentences[sentence].end).contains {
                notice.has(Self.information, at: $0)
            }
    }

    private static let information = Word("情報")

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
        // 送られる状態, 閲覧される設定: what could happen.
        if (end..<min(end + 3, units.count)).contains(where: { notice.has(Self.could, at: $0) }) { return false }
        switch units[end] {
        case "し", "さ", "い", "れ", "た", "て", "ら": return true
        // 持ち出され|ました.
        case "ま": return end + 1 < units.count && units[end + 1] == "し"
        default: return false
        }
    }

    private static let could: Words = ["れる状態", "れる設定", "れる仕様", "れる仕組み", "れるよう", "れる形", "れる場合"]

    func misuse() -> Fact<MisuseStatus>? {
        var best: Fact<MisuseStatus>?
        func offer(_ value: MisuseStatus, _ start: Int, _ end: Int, _ confidence: Double) {
            if let old = best, rank(old.value) >= rank(value) { return }
            best = Fact(value, notice.evidence(start, end, confidence, "status/misuse-\(value.rawValue)"))
        }
        for sentence in notice.sentences.indices {
            let contexts = notice.sentences[sentence].contexts
            // That no misuse was found is said in any section.
            guard isStatement(sentence) || (contexts.contains(.notFound) && !contexts.contains(.definition)) else {
                continue
            }
            let claimed = contexts.contains(.misuse) ? claimEnd(sentence) : 0
            let list = notice.findings(.contexts, in: sentence)
            let place = notice.sentences[sentence]
            if let title = header.title, title.overlaps(place.start..<place.end) { continue }
            if !contexts.contains(.misuse), notice.sentences[sentence].section == .impact, headedByMisuse(sentence),
                let denial = list.first(where: { notice.isContext($0, .notFound) })
            {
                offer(.notFound, Int(denial.start), Int(denial.end), 0.7)
            }
            for misuse in list where notice.isContext(misuse, .misuse) {
                if Int(misuse.start) < claimed { continue }
                if isConditional(misuse, list) { continue }
                if misuse.weak, notice.has(Self.heard, at: Int(misuse.start)), contexts.contains(.leak) { continue }
                let denial = list.first {
                    (notice.isContext($0, .notFound) || notice.isContext($0, .denied)) && $0.end >= misuse.end
                        && $0.start - misuse.end <= 50
                }
                let hedge = list.first {
                    notice.isContext($0, .hedge) && $0.start >= misuse.end - 5 && $0.start - misuse.end <= 24
                }
                if let denial {
                    offer(.notFound, Int(misuse.start), Int(denial.end), 0.9)
                } else if let hedge {
                    offer(.possible, Int(misuse.start), max(Int(misuse.end), Int(hedge.end)), 0.9)
                } else if misuse.weak {
                    continue
                } else if asserts(Int(misuse.end)) || contexts.contains(.confirmed), !contexts.contains(.request),
                    !contexts.contains(.prevention),
                    !contexts.contains(.plan), !notice.lines[notice.sentences[sentence].line].heading
                {
                    offer(.confirmed, Int(misuse.start), Int(misuse.end), 0.6)
                }
            }
        }
        return best
    }

    /// Whether the heading above a sentence speaks of secondary damage.
    private func headedByMisuse(_ sentence: Int) -> Bool {
        var line = notice.sentences[sentence].line
        let least = max(0, line - 30)
        while line > least, !notice.lines[line].heading { line -= 1 }
        let (start, end) = (notice.lines[line].start, notice.lines[line].end)
        return notice.holds(Self.damage, in: start..<end)
    }

    /// との連絡, という申し出: what was heard, of misuse where the sentence speaks of no leak.
    private static let heard: Words = ["との", "という", "といった", "などの", "等の", "した", "お"]

    private static let damage: Words = ["二次", "2次", "悪用", "不正利用", "被害"]

    private func rank(_ value: MisuseStatus) -> Int {
        switch value {
        case .confirmed: 3
        case .possible: 2
        case .notFound: 1
        }
    }
}
