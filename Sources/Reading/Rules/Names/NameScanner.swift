import Facts
import Language

/// A place where an organisation is named, in units.
struct NameMention {
    var start: Int
    var end: Int
    /// Whether a legal form (株式会社, 一般社団法人 …) is part of it.
    var legal: Bool

    var range: Range<Int> { start..<end }
}

/// Finds the names of organisations by the words that names are made with: see Lexicon/name-forms.yaml.
enum NameScanner {
    /// Longest run of characters beside a form that still is a name.
    private static let longest = 24

    /// No notice names organisations more often.
    static let most = 500

    /// All mentions, in order and without overlap.
    static func mentions(_ notice: NoticeText) -> [NameMention] {
        var found: [NameMention] = []
        for form in notice.findings[.nameForms] where !form.weak {
            if found.count == most { break }
            guard let mention = mention(notice, form) else { continue }
            if let last = found.last, mention.start < last.end {
                // 学校法人青空学園 and 青空学園: the longer name counts.
                if mention.end > last.end || mention.end - mention.start > last.end - last.start {
                    let legal = last.legal || mention.legal
                    found[found.count - 1] = NameMention(
                        start: min(last.start, mention.start), end: max(last.end, mention.end), legal: legal)
                }
                continue
            }
            found.append(mention)
        }
        return found
    }

    private static func mention(_ notice: NoticeText, _ form: Finding) -> NameMention? {
        let (s, e) = (Int(form.start), Int(form.end))
        switch Values.nameForms[Int(form.term)] {
        case .body:
            let left = runLeft(notice, s)
            return s - left >= 2 ? NameMention(start: left, end: e, legal: false) : nil
        case .corporation:
            let right = runRight(notice, e)
            return right - e >= 2 ? NameMention(start: s, end: right, legal: true) : nil
        case .company where UnitClass.of(notice.units[e - 1]) == .latin || notice.units[e - 1] == Unit.period:
            let left = latinLeft(notice, s)
            return s - left >= 2 ? NameMention(start: left, end: e, legal: true) : nil
        case .company:
            let left = afterRole(notice, kanaLeft(notice, runLeft(notice, s)), s)
            let right = runRight(notice, e, listed: s > 0 && notice.units[s - 1] == Unit.ideographicComma)
            if s - left >= 1, right == e || s - left >= 2 { return NameMention(start: left, end: e, legal: true) }
            return right - e >= 1 ? NameMention(start: s, end: right, legal: true) : nil
        }
    }

    /// First unit of a name whose front is kana, as in ゆらの木交通株式会社: back to a mark, where no verb or particle stands between.
    private static func kanaLeft(_ notice: NoticeText, _ left: Int) -> Int {
        let units = notice.units
        if notice.normal.spaced[left] { return left }
        var i = left
        while i > 0, left - i < 10 {
            switch units[i - 1] {
            case "。", "、", "「", "(", "『": return i
            case "は", "が", "を", "に", "で", "へ", "る", "た", "て", "す", "び", "と", "り": return left
            case "の" where i > 1 && UnitClass.of(units[i - 2]) != .hiragana: return left
            default:
                if units[i - 1] == Unit.newline { return i }
                if UnitClass.of(units[i - 1]) != .hiragana, !isNameUnit(units[i - 1]) { return left }
            }
            i -= 1
        }
        return i == 0 ? 0 : left
    }

    /// First unit of a name in Latin letters before its form: Minato Foods (Thailand) of Minato Foods (Thailand) Co., Ltd.
    private static func latinLeft(_ notice: NoticeText, _ s: Int) -> Int {
        let units = notice.units
        var i = s
        while i > 0, s - i < 60 {
            switch UnitClass.of(units[i - 1]) {
            case .latin, .digit: i -= 1
            default:
                guard
                    units[i - 1] == "&" || units[i - 1] == "." || units[i - 1] == "," || units[i - 1] == Unit.hyphen
                        || units[i - 1] == Unit.open || units[i - 1] == Unit.close
                else { return trimmed(notice, i, s) }
                i -= 1
            }
        }
        return trimmed(notice, i, s)
    }

    /// The first letter from `i` on.
    private static func trimmed(_ notice: NoticeText, _ i: Int, _ s: Int) -> Int {
        (i..<s).first { UnitClass.of(notice.units[$0]) == .latin } ?? s
    }

    /// Skips a role before a name: 委託先株式会社みなと is 株式会社みなと.
    private static func afterRole(_ notice: NoticeText, _ left: Int, _ s: Int) -> Int {
        notice.first(roleWords, at: left) { left + $0.count <= s }.map { left + $0.count } ?? left
    }

    private static let roleWords: Words = [
        "そのうち", "このうち", "および", "ならびに",
        "業務委託先", "再委託先", "委託先", "委託元", "子会社", "連結子会社", "関連会社", "親会社", "取引先", "提携先", "運営会社", "当社", "弊社", "同社", "調査会社",
    ]

    private static func isNameUnit(_ u: UInt16) -> Bool {
        switch UnitClass.of(u) {
        case .kanji, .katakana, .latin, .digit: true
        default: u == Unit.middleDot || u == Unit.longVowel || u == "&" || u == "'" || u == "-" || u == "."
        }
    }

    /// First unit of the name that ends before `s`.
    static func runLeft(_ notice: NoticeText, _ s: Int) -> Int {
        let units = notice.units
        var i = s
        var spaces = 0
        while i > 0, s - i < longest, isNameUnit(units[i - 1]) {
            if i < s || notice.normal.spaced[i], notice.normal.spaced[i] {
                // One space before the form or inside a Latin name belongs to it.
                let latin = UnitClass.of(units[i - 1]) == .latin && (i == s || UnitClass.of(units[i]) == .latin)
                if !latin || spaces > 3 { break }
                spaces += 1
            }
            i -= 1
        }
        while i < s, units[i] == Unit.middleDot || units[i] == Unit.period || units[i] == Unit.hyphen { i += 1 }
        // A list number or date before the name is none of it.
        while i < s, NumberScanner.isDigit(units[i]) { i += 1 }
        return i
    }

    /// The unit after the name that begins at `e`.
    static func runRight(_ notice: NoticeText, _ e: Int, listed: Bool = false) -> Int {
        let units = notice.units
        var i = e
        while i < units.count, i - e < longest, isNameUnit(units[i]) {
            if i > e, notice.normal.spaced[i],
                !(UnitClass.of(units[i]) == .latin && UnitClass.of(units[i - 1]) == .latin)
            {
                break
            }
            i += 1
        }
        // 株式会社丹波こんにゃく, 株式会社みどりの丘: kana that begins no particle belongs to the name, up to a mark or particle.
        if i < units.count, UnitClass.of(units[i]) == .hiragana, !notice.normal.spaced[i] || i == e {
            if units[i] == "の", !listed { return i }
            if units[i] == "か" || units[i] == "よ" || units[i] == "な" || units[i] == "お" { return i }
            var j = i
            while j < units.count, j - e < 14, UnitClass.of(units[j]) == .hiragana || isNameUnit(units[j]),
                !notice.normal.spaced[j] || j == e
            { j += 1 }
            let closed = j < units.count && isListEnd(units[j])
            let kana = j - i
            if closed, kana >= 2, !holdsParticle(units, i, j), listed || !(i..<j).contains(where: { units[$0] == "の" })
            {
                return j
            }
            let stop = (i..<j).first {
                isParticle(units, $0) || ($0 > i && units[$0] == "の" && UnitClass.of(units[$0 - 1]) != .hiragana)
            }
            if let stop, stop - i >= 3, units[i] != "の" { return stop }
        }
        return i
    }

    private static func isListEnd(_ u: UInt16) -> Bool {
        u == Unit.ideographicComma || u == Unit.open || u == Unit.close || u == Unit.newline || u == "」"
            || u == Unit.comma
    }

    private static func isParticle(_ units: View<UInt16>, _ i: Int) -> Bool {
        switch units[i] {
        case "は", "が", "を", "に", "で", "と", "へ": true
        case "か": i + 1 < units.count && units[i + 1] == "ら"
        case "よ": i + 1 < units.count && units[i + 1] == "り"
        default: false
        }
    }

    private static func holdsParticle(_ units: View<UInt16>, _ start: Int, _ end: Int) -> Bool {
        (start..<end).contains { isParticle(units, $0) || (units[$0] == "よ" && $0 + 1 < end && units[$0 + 1] == "り") }
    }

    // MARK: Heads

    /// Whether the words are the name of an organisation by their form, as in the heading of a casebook.
    static func isNameLike(_ notice: NoticeText, _ range: Range<Int>) -> Bool {
        guard range.count <= 40, let first = range.first else { return false }
        if notice.units[first] == Unit.quoteOpen { return false }
        return !notice.holds(titleMarks, in: range)
    }

    private static let titleMarks: Words = [
        "について", "お知らせ", "お詫び", "における", "による", "に関する", "とは", "への", "不正", "漏えい", "流出", "紛失",
    ]

    /// Whether a name goes on after a space: 株式会社 みなと, MINATO 株式会社, 学校法人青空学園 青空大学.
    static func continues(_ notice: NoticeText, _ name: Range<Int>, _ next: Range<Int>, first: Bool) -> Bool {
        let forms = notice.findings[.nameForms]
        if first,
            forms.contains(where: {
                !$0.weak && Int($0.start) == name.lowerBound && Int($0.end) == name.upperBound
                    && Values.nameForms[Int($0.term)] != .body
            })
        {
            return true
        }
        guard isNameLike(notice, next), next.count <= 24, !notice.has(secretariat, at: next.lowerBound) else {
            return false
        }
        return forms.contains { form in
            Int(form.end) == next.upperBound && (!form.weak || isOffice(notice, next))
                && Int(form.start) >= next.lowerBound
                || (Int(form.start) == next.lowerBound && Int(form.end) == next.upperBound)
        }
    }

    private static let secretariat = Word("事務局")
    private static let announcement = Word("発表")

    private static func isOffice(_ notice: NoticeText, _ range: Range<Int>) -> Bool {
        range.count <= 12 && !range.contains { UnitClass.of(notice.units[$0]) == .hiragana }
    }

    /// The name at the front of a title without a space: 青葉大学病院における….
    static func leadingName(_ notice: NoticeText, _ start: Int, _ end: Int) -> Range<Int>? {
        var best: Range<Int>?
        for form in notice.findings[.nameForms] where Int(form.start) >= start && Int(form.end) <= end {
            let (s, e) = (Int(form.start), Int(form.end))
            let kind = Values.nameForms[Int(form.term)]
            if kind != .body, s == start {
                let right = runRight(notice, e)
                if right > e, right <= end { return start..<right }
            }
            let follows = e < end ? notice.units[e] : 0
            let ends =
                e == end || UnitClass.of(follows) == .hiragana || follows == Unit.ideographicComma
                || follows == Unit.quoteOpen
                || notice.normal.spaced[e]
            if ends, s > start, runLeft(notice, s) <= start, !form.weak || e - start >= 3 { best = start..<e }
            if best != nil { break }
        }
        return best
    }

    /// The name that a line of its own consists of.
    static func wholeLine(_ notice: NoticeText, _ line: NoticeText.Line) -> Range<Int>? {
        let forms = notice.findings[.nameForms].filter { Int($0.start) >= line.start && Int($0.end) <= line.end }
        guard !forms.isEmpty else { return nil }
        let last = notice.units[line.end - 1]
        if last == Unit.ideographicStop || last == Unit.ideographicComma || last == Unit.colon { return nil }
        if notice.units[line.start..<line.end].contains(where: { $0 == Unit.colon || $0 == Unit.ideographicComma }) {
            return nil
        }
        guard isNameLike(notice, line.start..<line.end) else { return nil }
        if let town = town(notice, line, forms) { return town }
        guard forms.contains(where: { !$0.weak || Int($0.end) == line.end }) else { return nil }
        var end = line.end
        // Offices and persons behind the name, set off by a space: 代表取締役社長 …, 広報部.
        let start = labels.first { notice.has($0, at: line.start) }.map { line.start + $0.count } ?? line.start
        guard start < line.end else { return nil }
        var from = start
        var words: [Range<Int>] = []
        for i in start..<line.end where i > start && notice.normal.spaced[i] {
            words.append(from..<i)
            from = i
        }
        words.append(from..<line.end)
        var taken = latinWords(notice, words)
        while taken < words.count, continues(notice, words[taken - 1], words[taken], first: taken == 1) { taken += 1 }
        end = words[taken - 1].upperBound
        // 県立青葉病院長, 青葉大学長: the body, not its head.
        if notice.units[end - 1] == "長", forms.contains(where: { !$0.weak && Int($0.end) == end - 1 }) { end -= 1 }
        // 青葉市教育委員会事務局, 青葉労働局発表: the body, not its office or what it does.
        for tail in [secretariat, announcement] where notice.has(tail, at: end - tail.count) {
            let body = end - tail.count
            if forms.contains(where: { !$0.weak && Int($0.end) == body }) { end = body }
        }
        // 学校名, 病院の所在地: words about a body are none.
        let named = forms.contains { Int($0.end) == end || Values.nameForms[Int($0.term)] != .body }
        return named ? start..<end : nil
    }

    /// Whether a name begins or ends with a legal form: 株式会社くるみや, whose kana no run of a sentence may hold.
    static func isFirm(_ notice: NoticeText, _ name: Range<Int>) -> Bool {
        notice.findings[.nameForms].contains { form in
            !form.weak && Values.nameForms[Int(form.term)] != .body
                && (Int(form.start) == name.lowerBound && Int(form.end) < name.upperBound
                    || Int(form.end) == name.upperBound && Int(form.start) > name.lowerBound)
        }
    }

    private static let labels: Words = ["会社名", "法人名", "団体名", "商号"]

    /// How many words at the front belong to one name because Latin words stand before its form: MINATO SEA LINE 株式会社; else 1.
    static func latinWords(_ notice: NoticeText, _ words: [Range<Int>]) -> Int {
        let front = words.prefix(5).prefix { UnitClass.of(notice.units[$0.upperBound - 1]) == .latin }.count
        guard front > 1, front < words.count else { return 1 }
        let next = words[front]
        let named = notice.findings[.nameForms].contains {
            !$0.weak && Int($0.start) >= next.lowerBound && Int($0.end) <= next.upperBound
                && Values.nameForms[Int($0.term)] == .company
        }
        return named ? front + 1 : 1
    }

    /// The municipality in `青葉町上下水道課`, a line that names its office.
    private static func town(_ notice: NoticeText, _ line: NoticeText.Line, _ forms: [Finding]) -> Range<Int>? {
        switch notice.units[line.end - 1] {
        case "課", "室", "局", "係", "部": break
        default: return nil
        }
        guard line.count <= 20, !forms.contains(where: { !$0.weak }),
            let form = forms.last(where: { isMunicipal(notice.units[Int($0.start)]) && Int($0.start) - line.start >= 2 }
            )
        else { return nil }
        return line.start..<Int(form.end)
    }

    private static func isMunicipal(_ u: UInt16) -> Bool {
        u == "県" || u == "市" || u == "町" || u == "村" || u == "区" || u == "府" || u == "都"
    }
}
