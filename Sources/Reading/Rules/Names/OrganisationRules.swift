import Facts
import Language

/// Reads who publishes the notice, and what short names the text gives to organisations.
struct OrganisationRules {
    let notice: NoticeText
    let header: Header
    let mentions: [NameMention]

    /// A short name defined in the text: (以下「当社」といいます).
    struct Alias {
        /// The short name's units.
        var name: Range<Int>
        /// What it stands for.
        var full: Range<Int>
    }

    private var units: View<UInt16> { notice.units }

    // MARK: Publisher

    func publisher(_ aliases: [Alias]) -> Range<Int>? {
        if let named = header.organisation, !isPublisherWord(named) { return named }
        // 「株式会社X(以下「当社」といいます)」 says it outright.
        if let own = aliases.first(where: { isPublisherWord($0.name) }) { return own.full }
        if let title = header.title, let inTitle = NameScanner.leadingName(notice, title.lowerBound, title.upperBound) {
            return inTitle
        }
        if let subject = mentions.first(where: { isSubject($0) && $0.start >= header.body }) { return subject.range }
        if let signed = signature() { return signed }
        return mentions.first { $0.legal && $0.start >= header.body && !isOther($0) }?.range
    }

    /// Whether words are 当社, 弊社, 本学 …
    func isPublisherWord(_ range: Range<Int>) -> Bool {
        notice.findings[.contexts].contains {
            notice.isContext($0, .publisher) && Int($0.start) == range.lowerBound && Int($0.end) == range.upperBound
        }
    }

    /// A name that heads a sentence as its subject near the top: X は, X では, X において.
    private func isSubject(_ mention: NameMention) -> Bool {
        let s = notice.sentence(at: mention.start)
        guard s < 12, mention.start - notice.sentences[s].start <= 12, mention.end < units.count else { return false }
        var end = mention.end
        if units[end] == Unit.open, let close = units[end..<min(units.count, end + 60)].firstIndex(of: Unit.close) {
            end = close + 1
        }
        end = afterOffice(end)
        guard end + 1 < units.count else { return false }
        switch units[end] {
        case "は", "が": return true
        case "で": return units[end + 1] == "は"
        case "に": return units[end + 1] == "お"
        default: return false
        }
    }

    /// The unit behind an office of the named body: 青葉市役所|政策推進課.
    private func afterOffice(_ end: Int) -> Int {
        var i = end
        while i < units.count, i - end < 12, UnitClass.of(units[i]) == .kanji { i += 1 }
        guard i > end else { return end }
        switch units[i - 1] {
        case "課", "部", "局", "室", "係", "科": return i
        default: return end
        }
    }

    /// A line near the end that is a name: the signature of a notice.
    private func signature() -> Range<Int>? {
        for line in notice.lines.suffix(8) where line.count <= 40 && line.start >= header.body {
            if let name = NameScanner.wholeLine(notice, line),
                mentions.contains(where: { $0.legal && name.overlaps($0.range) }) || NameScanner.isFirm(notice, name)
                    || isDated(line)
            {
                return name
            }
        }
        return nil
    }

    /// Whether the line above or below is the notice's date: 令和6年3月1日 and 甲山市立図書館 under it sign a notice.
    private func isDated(_ line: NoticeText.Line) -> Bool {
        guard let date = header.date, date.start >= header.body,
            let at = notice.lines.lastIndex(where: { $0.start <= line.start })
        else { return false }
        return [at - 1, at + 1].contains { other in
            notice.lines.indices.contains(other) && notice.lines[other].start <= date.start
                && date.end <= notice.lines[other].end
        }
    }

    /// Whether a name stands in another's part: 委託先の, 子会社である.
    private func isOther(_ mention: NameMention) -> Bool {
        let s = notice.sentence(at: mention.start)
        return notice.findings(.roles, in: s).contains {
            Int($0.end) <= mention.start && mention.start - Int($0.end) <= 8
        }
    }

    // MARK: Aliases

    func aliases() -> [Alias] {
        var found: [Alias] = []
        for mention in mentions {
            if let name = definition(after: mention.end) { found.append(Alias(name: name, full: mention.range)) }
        }
        return found
    }

    /// The short name in `(以下「X」といいます)`, `(以下、X)`, `(以下「X」)` that follows `at`.
    private func definition(after at: Int) -> Range<Int>? {
        guard at < units.count, units[at] == Unit.open,
            let close = units[at..<min(units.count, at + 80)].firstIndex(of: Unit.close)
        else { return nil }
        guard let mark = (at..<close).first(where: { units[$0] == "以" && units[$0 + 1] == "下" }) else {
            // 日本情報処理センター(情処センター): a short name in brackets alone.
            return nil
        }
        if let open = (mark..<close).first(where: { units[$0] == Unit.quoteOpen }),
            let end = (open..<close).first(where: { units[$0] == Unit.quoteClose }), end - open > 1
        {
            return open + 1..<end
        }
        var start = mark + 2
        if start < close, units[start] == Unit.ideographicComma || units[start] == Unit.comma { start += 1 }
        var end = close
        if let to = (start..<close).first(where: {
            units[$0] == "と" && $0 + 1 < close && (units[$0 + 1] == "い" || units[$0 + 1] == "言")
        }) {
            end = to
        }
        return end - start >= 2 && end - start <= 20 ? start..<end : nil
    }

    // MARK: Parties

    func parties(publisher: Range<Int>?, _ aliases: [Alias]) -> [PartyFact] {
        var parties: [PartyFact] = []
        var known: [[UInt16]] = []
        if let publisher { known.append(core(publisher)) }
        let authorities = notice.findings[.authorities]
        for mention in mentions + roleNames() {
            let s = notice.sentence(at: mention.start)
            let place = notice.sentences[s]
            if let section = place.section, TermRules.aside.contains(section) { continue }
            if place.contexts.contains(.definition)
                || place.contexts.contains(.request) && !place.contexts.contains(.leak)
            {
                continue
            }
            if mention.start < header.body, let o = header.organisation, o.overlaps(mention.range) { continue }
            if aliases.contains(where: { $0.full != mention.range && isSame($0.name, mention.range) }) { continue }
            if authorities.contains(where: { $0.start < Int32(mention.end) && Int32(mention.start) < $0.end }) {
                continue
            }
            let name = core(mention.range)
            if name.count < 2 || isDemonstrative(mention.start) || known.contains(where: { same($0, name) }) {
                continue
            }
            if aliases.contains(where: { isPublisherWord($0.name) && $0.full == mention.range }) { continue }
            guard let role = role(of: mention, s) else { continue }
            known.append(name)
            parties.append(
                PartyFact(
                    name: notice.quote(mention.start, mention.end), role: role,
                    evidence: notice.evidence(
                        mention.start, mention.end, mention.legal ? 0.8 : 0.6, "roles/\(role.slug)")))
            if parties.count == 40 { break }
        }
        return parties.sorted { $0.evidence.at.start < $1.evidence.at.start }
    }

    private static let demonstratives: Words = [
        "当該", "複数", "市内", "県内", "町内", "対象", "該当", "上記", "一部", "全国の", "協会事務", "最寄",
    ]

    /// 当該大学, 市内小学校: no names.
    private func isDemonstrative(_ start: Int) -> Bool { notice.has(Self.demonstratives, at: start) }

    /// The name without its legal form.
    private func core(_ range: Range<Int>) -> [UInt16] {
        var rest = Array(units[range])
        for form in notice.findings[.nameForms] where !form.weak && Values.nameForms[Int(form.term)] != .body {
            let (s, e) = (Int(form.start), Int(form.end))
            if s == range.lowerBound, e < range.upperBound { rest = Array(units[e..<range.upperBound]) }
            if e == range.upperBound, s > range.lowerBound { rest = Array(units[range.lowerBound..<s]) }
        }
        if rest.count > 3, rest.last.map({ $0 == "社" }) == true { rest.removeLast() }
        return rest
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { units[$0] == units[$1] }
    }

    private func same(_ a: [UInt16], _ b: [UInt16]) -> Bool {
        a == b
            || (a.count > b.count
                ? a.suffix(b.count).elementsEqual(b) && b.count >= 3
                : b.suffix(a.count).elementsEqual(a) && a.count >= 3)
    }

    /// The role that the words around a mention give it; `nil` where it has no part in the incident.
    private func role(of mention: NameMention, _ sentence: Int) -> PartyRole? {
        var best: (role: PartyRole, distance: Int)?
        for finding in notice.findings(.roles, in: sentence) {
            let before = mention.start - Int(finding.end)
            let after = Int(finding.start) - mention.end
            let distance: Int
            if before >= 0, before <= 24 {
                distance = before
            } else if after >= 0, after <= 24 {
                distance = after + 2
            } else if Int(finding.start) < mention.end, Int(finding.end) > mention.start {
                distance = 0
            } else {
                continue
            }
            if distance > (finding.weak || !mention.legal ? 8 : 24) { continue }
            if best.map({ distance < $0.distance }) ?? true { best = (Values.roles[Int(finding.term)], distance) }
        }
        if let best { return best.role }
        return mention.legal ? .other : nil
    }

    /// Names without a legal form that a role introduces: 子会社のミナトメディア, 委託先であるアオバシステムズ.
    private func roleNames() -> [NameMention] {
        var found: [NameMention] = []
        for role in notice.findings[.roles] where !role.weak && !role.gapped {
            if found.count == NameScanner.most { break }
            var at = Int(role.end)
            guard at + 3 < units.count else { continue }
            if units[at] == "の" {
                at += 1
            } else if units[at] == "で", units[at + 1] == "あ", units[at + 2] == "る" {
                at += 3
            } else if units[at] == Unit.open {
                at += 1
            } else {
                continue
            }
            let end = NameScanner.runRight(notice, at)
            guard end - at >= 4, end - at <= 20, let mark = units[at..<end].first, UnitClass.of(mark) != .digit else {
                continue
            }
            let katakana = units[at..<end].filter { UnitClass.of($0) == .katakana || UnitClass.of($0) == .latin }.count
            guard katakana >= 3, !isGeneric(at, end), !mentions.contains(where: { $0.start < end && at < $0.end })
            else { continue }
            found.append(NameMention(start: at, end: end, legal: false))
        }
        return found + companies()
    }

    /// みなとネット社, ABC社: a name with 社 behind it.
    private func companies() -> [NameMention] {
        var found: [NameMention] = []
        for i in units.indices.dropFirst()
        where units[i] == "社"
            && (i + 1 == units.count || units[i + 1] != "員" && units[i + 1] != "内" && units[i + 1] != "会")
        {
            var from = i
            while from > 0, i - from < 20,
                UnitClass.of(units[from - 1]) == .katakana || UnitClass.of(units[from - 1]) == .latin
            { from -= 1 }
            if found.count == NameScanner.most { break }
            guard i - from >= 3, !isGeneric(from, i), !mentions.contains(where: { $0.start <= i && from < $0.end })
            else { continue }
            if NumberScanner.isDigit(units[max(0, from - 1)]) { continue }
            found.append(NameMention(start: from, end: i + 1, legal: true))
        }
        return found
    }

    private static let generic: Words = [
        "システム", "サーバ", "サービス", "ネットワーク", "クラウド", "メール", "ウエブ", "web", "データ", "アカウント", "従業員", "社員", "担当", "業者", "セキュリティ",
        "コールセンタ", "ベンダ", "スタッフ", "アルバイト", "パソコン", "pc", "usb", "ホームペジ", "ホームページ", "サイト",
        "パスワード", "ファイル", "ソフト", "アプリ", "ランサム", "マルウェア", "ウイルス", "フォレンジック", "アンケート", "カード",
        "アクセス", "ログイン", "リンク", "インタネット", "インターネット",
    ]

    private static let places: Words = [
        "サイト", "ストア", "ショップ", "サービス", "システム", "アプリ", "メール", "ページ", "祭", "会社", "業者", "機関", "事業者", "企業", "セキュリティ",
    ]

    private func isGeneric(_ start: Int, _ end: Int) -> Bool {
        notice.has(Self.generic, at: start) || notice.ends(Self.places, at: end)
    }
}
