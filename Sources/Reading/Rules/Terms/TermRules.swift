import Facts
import Language

/// Reads the fields that are lists of terms: incident types, causes, responses, measures, actor.
struct TermRules {
    let notice: NoticeText
    let header: Header

    /// Sections whose words are advice, contact or business, not what happened.
    static let aside = SectionSet(.request, .delay, .contact, .business, .notes, .other)

    // MARK: Where words count

    private func section(_ sentence: Int) -> SectionKind? { notice.sentences[sentence].section }

    /// Whether a finding is denied by the words behind it: 不正アクセスの痕跡は確認されておりません.
    ///
    /// - Parameter counts: which denials count.
    func isNegated(_ finding: Finding, in sentence: Int, where counts: (Finding) -> Bool = { _ in true }) -> Bool {
        for context in notice.findings(.contexts, in: sentence)
        where (notice.isContext(context, .notFound) || notice.isContext(context, .denied)) && context.end >= finding.end
            && counts(context)
        {
            let gap = Int(context.start) - Int(finding.end)
            if gap > 40 { continue }
            let between = Int(finding.end)..<max(Int(finding.end), Int(context.start))
            if !between.contains(where: { breaksClause($0) }) { return true }
        }
        return false
    }

    /// Whether a clause ends at a unit: が、 or ものの、 or a bracket closing.
    private func breaksClause(_ i: Int) -> Bool {
        notice.units[i] == Unit.ideographicComma && i > 0
            && (notice.units[i - 1] == "が" || notice.units[i - 1] == "の" || notice.units[i - 1] == "し"
                || notice.units[i - 1] == "て")
    }

    private func isHypothetical(_ finding: Finding, in sentence: Int) -> Bool {
        notice.findings(.contexts, in: sentence).contains {
            notice.isContext($0, .conditional) && $0.start >= finding.end && $0.start - finding.end <= 12
                && !(Int(finding.end)..<Int($0.start)).contains { breaksClause($0) }
        }
    }

    // MARK: Fields

    func incidentTypes() -> [Fact<IncidentType>] {
        var best = [Finding?](repeating: nil, count: Values.incidentTypes.count)
        var order: [IncidentType] = []
        for sentence in notice.sentences.indices {
            let place = notice.sentences[sentence]
            if let s = place.section, Self.aside.contains(s) || s == .measures { continue }
            if place.contexts.contains(.definition) { continue }
            for finding in notice.findings(.incidentTypes, in: sentence) {
                let inTitle = header.title.map { $0.contains(Int(finding.start)) } ?? false
                if finding.weak, !inTitle { continue }
                if place.contexts.contains(.request), !place.contexts.contains(.leak) { continue }
                if place.contexts.contains(.prevention),
                    place.section == .response || !inTitle && notice.promises(sentence)
                {
                    continue
                }
                if isNegated(finding, in: sentence) || isHypothetical(finding, in: sentence) { continue }
                let old = best[Int(finding.term)]
                if old == nil { order.append(Values.incidentTypes[Int(finding.term)]) }
                if old.map({ $0.weak && !finding.weak }) ?? true { best[Int(finding.term)] = finding }
            }
        }
        // By the types' places: a dictionary of so few takes longer to make than all that it is asked.
        var facts = [Fact<IncidentType>?](repeating: nil, count: best.count)
        for finding in best.lazy.compactMap({ $0 }) {
            let type = Values.incidentTypes[Int(finding.term)]
            // 公式チャンネルへの不正ログイン, which was 乗っ取られ: the title's login is the takeover.
            if type == .credentialStuffing, finding.weak, let takeover = best[Self.takeover], !takeover.weak {
                continue
            }
            facts[type.index] = Fact(type, notice.evidence(finding, .incidentTypes))
        }
        let titled = titledTypes()
        var types = ranked(reconciled(order.filter { facts[$0.index] != nil }, facts), titled: titled.contains)
        // An attack on a contractor is told as such from the start; where it is told first, it came to the publisher itself.
        if let main = types.first, Self.attacks.contains(main), let at = types.firstIndex(of: .supplyChain),
            let supply = facts[IncidentType.supplyChain.index]?.evidence.at.start,
            let attack = facts[main.index]?.evidence.at.start, supply < attack
        {
            types.remove(at: at)
            types.insert(.supplyChain, at: 0)
        }
        return types.compactMap { facts[$0.index] }
    }

    private static let attacks: TypeSet = [.ransomware, .malware, .webTampering, .unauthorizedAccess]

    /// The types that the title names.
    private func titledTypes() -> TypeSet {
        guard let title = header.title else { return [] }
        var types: TypeSet = []
        for finding in notice.findings[.incidentTypes] where title.contains(Int(finding.start)) {
            types.insert(Values.incidentTypes[Int(finding.term)])
        }
        return types
    }

    /// Types that another one explains are no incidents of their own.
    private func reconciled(_ types: [IncidentType], _ facts: [Fact<IncidentType>?]) -> [IncidentType] {
        func has(_ type: IncidentType) -> Bool { facts[type.index] != nil }
        func titled(_ type: IncidentType) -> Bool {
            guard let title = header.title, let at = facts[type.index]?.evidence.at else { return false }
            return notice.normal.span(title.lowerBound, title.upperBound).overlaps(at)
        }
        return types.filter { type in
            switch type {
            case .malware: !has(.ransomware)
            case .webTampering: !has(.ransomware) && !has(.paymentSkimming)
            case .systemFailure:
                ![.ransomware, .dos].contains(where: has)
                    && (titled(.systemFailure)
                        || ![.unauthorizedAccess, .malware, .webTampering, .supplyChain, .misconfiguration].contains(
                            where: has))
            case .unauthorizedAccess:
                // 不正ログイン in the text says no more than a takeover does.
                !has(.accountTakeover) || titled(.unauthorizedAccess) || !onlyLogins()
            default: true
            }
        }
    }

    private static let takeover = IncidentType.allCases.firstIndex(of: .accountTakeover) ?? 0
    private static let login = Word("ログ")

    /// Whether all that speaks of unauthorised access speaks of logins.
    private func onlyLogins() -> Bool {
        let term = Int16(IncidentType.allCases.firstIndex(of: .unauthorizedAccess) ?? 0)
        return notice.findings[.incidentTypes].allSatisfy { finding in
            finding.term != term || finding.weak
                || (Int(finding.start)..<Int(finding.end)).contains { notice.has(Self.login, at: $0) }
        }
    }

    /// Types that tell by themselves what it was, the most telling first.
    private static let telling: [IncidentType] = [
        .ransomware, .paymentSkimming, .credentialStuffing, .lostMedia, .misdelivery, .publishingError, .dataResidue,
        .misconfiguration,
    ]
    /// Types that often stand together: the one the title names comes first, then this order.
    private static let companions: [IncidentType] = [
        .accountTakeover, .phishingScam, .insiderMisuse, .dos, .supplyChain, .webTampering, .unauthorizedAccess,
        .spamRelay, .malware,
        .systemFailure,
    ]

    /// Slips that a text also tells beside an attack: 盗まれた, 見当たらない, 設定. Its title tells which one it is about.
    private static let slips: TypeSet = [
        .lostMedia, .misdelivery, .publishingError, .dataResidue, .misconfiguration,
    ]
    private static let heads: TypeSet = [
        .accountTakeover, .phishingScam, .insiderMisuse, .dos, .webTampering, .spamRelay, .malware,
    ]

    /// The types with the main one first.
    private func ranked(_ types: [IncidentType], titled: (IncidentType) -> Bool) -> [IncidentType] {
        let headed = types.contains { Self.heads.contains($0) && titled($0) }
        func isLate(_ type: IncidentType) -> Bool { headed && Self.slips.contains(type) && !titled(type) }
        let present = TypeSet(types)
        var ranked: [IncidentType] = []
        ranked.reserveCapacity(types.count)
        for type in Self.telling where present.contains(type) && !isLate(type) { ranked.append(type) }
        for type in Self.companions where present.contains(type) && titled(type) { ranked.append(type) }
        for type in Self.telling where present.contains(type) && isLate(type) { ranked.append(type) }
        for type in Self.companions where present.contains(type) && !titled(type) { ranked.append(type) }
        return ranked
    }

    func causes(_ types: [Fact<IncidentType>]) -> [Fact<Cause>] {
        let stuffed = types.contains { $0.value == .credentialStuffing }
        return collect(.causes) { finding, sentence in
            let place = notice.sentences[sentence]
            // After credential stuffing the advice not to use a password twice says what it came from.
            if stuffed, !finding.weak, Values.causes[Int(finding.term)] == .passwordReuse { return true }
            if isRuledOut(finding, in: sentence) { return false }
            if let s = place.section, Self.aside.contains(s) { return false }
            if place.contexts.contains(.definition) || place.contexts.contains(.request) && place.section != .cause {
                return false
            }
            if place.section == .measures {
                if finding.weak || place.contexts.contains(.prevention) { return false }
                return place.contexts.contains(.past) && headedByCause(place) || isLack(finding, in: sentence)
            }
            if place.contexts.contains(.prevention), place.section != .cause { return false }
            if finding.weak { return place.section == .cause && !isHypothetical(finding, in: sentence) }
            return !isHypothetical(finding, in: sentence)
        }
    }

    /// 装置の故障やプログラムの不具合は認められませんでした: told only to rule it out. That something was not done (設定しておらず) is a cause.
    private func isRuledOut(_ finding: Finding, in sentence: Int) -> Bool {
        isNegated(finding, in: sentence) {
            $0.start >= finding.end && notice.has(Self.rulings, at: Int($0.start))
        }
    }

    private static let rulings: Words = [
        "確認され", "認められ", "見受けられ", "見つか", "検出され", "によるものでは", "に起因するものでは", "示すもの", "示す証拠", "示す記録", "うかがわせる",
        "裏付ける", "裏づける", "痕跡", "形跡",
    ]

    /// 導入していなかったことが被害を広げた: what was not there is a cause in any section.
    private func isLack(_ finding: Finding, in sentence: Int) -> Bool {
        let end = Int(finding.end)
        let reach = end..<min(notice.sentences[sentence].end, end + 16)
        return notice.holds(Self.lacks, in: max(Int(finding.start), end - 6)..<min(reach.upperBound, end + 4))
            && (notice.sentences[sentence].contexts.contains(.past) || notice.holds(Self.states, in: reach))
            && !isHypothetical(finding, in: sentence)
    }

    private static let lacks: Words = ["いなかった", "おりませんでした", "いませんでした", "せんでした", "おらず", "なかった"]
    private static let states: Words = ["ことが", "ことに", "ことから", "ことを", "反省", "ため"]

    /// Whether the heading above speaks of the cause too: 原因と再発防止策.
    private func headedByCause(_ place: NoticeText.Sentence) -> Bool {
        let least = max(0, place.line - 14)
        guard let heading = (least..<place.line).last(where: { notice.lines[$0].heading }) else { return false }
        return (notice.lines[heading].start..<notice.lines[heading].end).contains { notice.has(Self.cause, at: $0) }
    }

    private static let cause = Word("原因")

    func responses() -> [Fact<Response>] {
        collect(.responses) { finding, sentence in
            let place = notice.sentences[sentence]
            if place.contexts.contains(.definition) { return false }
            // A helpdesk is named in any section.
            if Values.responses[Int(finding.term)] == .setUpHelpdesk, !finding.weak { return true }
            if let s = place.section, Self.aside.contains(s), s != .request && s != .contact { return false }
            // Under 再発防止策 only what is already done is a reaction.
            if place.section == .measures, finding.weak || !(place.contexts.contains(.past) || isDone(place)) {
                return false
            }
            if isNegated(finding, in: sentence) || isHypothetical(finding, in: sentence) { return false }
            if finding.weak { return place.section == .response || place.section == .background }
            return true
        }
    }

    /// Whether the nearest subheading says that what stands below is done: (1)対策済, 【対応済み】.
    private func isDone(_ place: NoticeText.Sentence) -> Bool {
        var line = place.line
        while line > 0, place.line - line < 14 {
            line -= 1
            let above = notice.lines[line]
            if above.bullet || above.count > 24 { continue }
            return (above.start..<above.end).contains { notice.units[$0] == "済" }
        }
        return false
    }

    func measures() -> [Fact<Measure>] {
        var all: [Fact<Measure>] = collect(.measures) { finding, sentence in
            let place = notice.sentences[sentence]
            if let s = place.section, Self.aside.contains(s) { return false }
            if place.contexts.contains(.definition) || place.contexts.contains(.request) { return false }
            if isNegated(finding, in: sentence) || isHypothetical(finding, in: sentence) { return false }
            let home = place.section == .measures || goesOn(sentence)
            if finding.weak { return home }
            return home || place.section == .response || place.contexts.contains(.plan) || notice.promises(sentence)
        }
        // A general promise counts beside others only where it says something of its own, in words of its own.
        if all.count > 1, let i = all.firstIndex(where: { $0.value == .securityGeneral }),
            all[i].evidence.confidence < 0.7
                || all.contains(where: {
                    $0.value != .securityGeneral && $0.evidence.at.overlaps(all[i].evidence.at)
                })
        {
            all.remove(at: i)
        }
        return all
    }

    /// Whether a sentence speaks of prevention, or promises more behind one that does: 今後は…。あわせて…を行います。
    private func goesOn(_ sentence: Int) -> Bool {
        var at = sentence
        while !notice.sentences[at].contexts.contains(.prevention) {
            guard at > 0, sentence - at < 4, notice.promises(at),
                notice.sentences[at - 1].line == notice.sentences[at].line
            else { return false }
            at -= 1
        }
        return true
    }

    /// A group or malware family by its name, or by what is said of it.
    func actor() -> Fact<String>? {
        for sentence in notice.sentences.indices {
            let place = notice.sentences[sentence]
            if place.contexts.contains(.definition) { continue }
            for finding in notice.findings(.actors, in: sentence) where !isNegated(finding, in: sentence) {
                guard let term = notice.lexicon.term(.actors, finding.term) else { continue }
                return Fact(term.ja, notice.evidence(finding, .actors))
            }
        }
        return quotedActor()
    }

    /// The first finding of each term that `counts`, a strong one before a weak one, in the order of the text.
    private func collect<V: Vocabulary>(_ vocabulary: LexiconVocabulary, _ counts: (Finding, Int) -> Bool) -> [Fact<V>]
    where V.AllCases == [V] {
        let cases = V.allCases
        var chosen = [Finding?](repeating: nil, count: cases.count)
        for sentence in notice.sentences.indices {
            for finding in notice.findings(vocabulary, in: sentence) {
                let term = Int(finding.term)
                if let old = chosen[term], !old.weak || finding.weak { continue }
                if counts(finding, sentence) { chosen[term] = finding }
            }
        }
        var found: [Finding] = []
        found.reserveCapacity(cases.count)
        for finding in chosen { if let finding { found.append(finding) } }
        found.sort { $0.start < $1.start }
        return found.map { Fact(cases[Int($0.term)], notice.evidence($0, vocabulary)) }
    }
}
