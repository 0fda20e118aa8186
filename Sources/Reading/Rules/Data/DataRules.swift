import Facts
import Language

/// Reads which kinds of data were exposed, and which the text says were not.
struct DataRules {
    let notice: NoticeText
    let header: Header

    private static let aside = SectionSet(.request, .delay, .contact, .business, .measures, .other)

    /// How surely a mention says that data was exposed.
    private enum Strength: Int { case sentence = 1, list = 2 }

    func read() -> [DataFact] {
        let cases = Values.data
        var exposed = [(finding: Finding, strength: Strength)?](repeating: nil, count: cases.count)
        var denied = [Finding?](repeating: nil, count: cases.count)
        var listLine = -1
        for sentence in notice.sentences.indices {
            let place = notice.sentences[sentence]
            let line = notice.lines[place.line]
            if line.start < header.body, notice.lines.count > 1 { continue }
            if line.heading, place.section != .data { listLine = -1 }
            if place.contexts.contains(.listing), !place.contexts.contains(.request), leadsList(sentence) {
                listLine = place.line
            }
            // Names of data under a line that announces a list, item by item.
            let listed = listLine >= 0 && place.line > listLine && isItem(line)
            if listLine >= 0, place.line > listLine, !isItem(line), !line.heading, place.line - listLine > 1 {
                listLine = -1
            }
            let findings = notice.findings(.data, in: sentence)
            // Q4 パスワードは大丈夫ですか: a question states nothing.
            if findings.isEmpty || line.heading && notice.units[line.start] == "q" { continue }
            if let s = place.section, Self.aside.contains(s), !listed { continue }
            if place.contexts.contains(.definition) { continue }
            let announced = place.contexts.contains(.listing) ? announcement(sentence) : -1
            let strength = strength(sentence, listed: listed, announced: announced)
            for finding in findings {
                let strength = announced >= 0 && Int(finding.start) < announced && !listed ? .sentence : strength
                let term = Int(finding.term)
                switch negation(of: finding, in: sentence) {
                case .denied:
                    if denied[term] == nil { denied[term] = finding }
                case .notFound:
                    continue
                case .none:
                    guard let strength,
                        !finding.weak || (strength == .list && (listed || line.bullet))
                            || isEnumerated(finding, findings)
                    else { continue }
                    if place.contexts.contains(.request) || place.contexts.contains(.prevention), strength != .list {
                        continue
                    }
                    if let old = exposed[term], old.strength.rawValue >= strength.rawValue { continue }
                    exposed[term] = (finding, strength)
                }
            }
        }
        var told: [(finding: Finding, status: DataFact.Status)] = []
        told.reserveCapacity(cases.count)
        for i in cases.indices {
            if let e = exposed[i], denied[i] == nil || e.strength == .list {
                told.append((e.finding, .exposed))
            } else if let d = denied[i] {
                told.append((d, .notExposed))
            }
        }
        told.sort { $0.finding.start < $1.finding.start }
        return told.map {
            DataFact(
                kind: cases[Int($0.finding.term)], status: $0.status, evidence: notice.evidence($0.finding, .data))
        }
    }

    /// Whether a sentence announces a list below it: it ends the line, or the line is a key with its value.
    private func leadsList(_ sentence: Int) -> Bool {
        let place = notice.sentences[sentence]
        return place.end >= notice.lines[place.line].end
    }

    /// Lines that may be items of a list: bullets, short lines, lines of several names of data.
    private func isItem(_ line: NoticeText.Line) -> Bool {
        line.bullet || line.content > line.start || line.count <= 30
            || !notice.units[line.start..<line.end].contains { $0 == Unit.ideographicStop }
    }

    /// Where the words end that announce a list in a sentence: 漏えいした可能性のある情報は.
    private func announcement(_ sentence: Int) -> Int {
        notice.findings(.contexts, in: sentence).filter { notice.isContext($0, .listing) }.map { Int($0.end) }.min()
            ?? -1
    }

    /// What a sentence's mentions say; those before an announced list say less.
    private func strength(_ sentence: Int, listed: Bool, announced: Int) -> Strength? {
        let place = notice.sentences[sentence]
        if listed || announced >= 0 { return .list }
        let contexts = place.contexts
        if place.section == .data || place.section == .affected {
            let findings = notice.findings(.data, in: sentence)
            return findings.count > 1 || contexts.contains(.leak) || !endsSentence(place) ? .list : .sentence
        }
        if contexts.contains(.leak) || contexts.contains(.exposed) { return .sentence }
        if notice.findings(.data, in: sentence).count >= 3 { return .sentence }
        return holdsPersonal(place) ? .sentence : nil
    }

    private func endsSentence(_ place: NoticeText.Sentence) -> Bool {
        notice.units[place.end - 1] == Unit.ideographicStop
    }

    private static let personal: Words = ["個人情報", "個人データ", "含ま", "含む", "保存", "記載", "記録", "登録"]

    private func holdsPersonal(_ place: NoticeText.Sentence) -> Bool {
        notice.holds(Self.personal, in: place.start..<place.end)
    }

    /// Whether a weak name stands among others: 氏名、所属、電話番号.
    private func isEnumerated(_ finding: Finding, _ all: View<Finding>) -> Bool {
        all.contains { other in
            if other == finding { return false }
            let gap = other.start >= finding.end ? Int(other.start - finding.end) : Int(finding.start - other.end)
            guard gap >= 0, gap <= 6 else { return false }
            let between =
                other.start >= finding.end ? Int(finding.end)..<Int(other.start) : Int(other.end)..<Int(finding.start)
            return between.contains { isSeparator(notice.units[$0]) }
        }
    }

    private func isSeparator(_ u: UInt16) -> Bool {
        u == Unit.ideographicComma || u == Unit.comma || u == Unit.middleDot || u == Unit.slash || u == Unit.open
            || u == Unit.close
            || u == "」"
    }

    /// Whether a joined line break stands before a unit between two whole names of data, where one list ends and another
    /// begins: …購入の履歴 / クレジットカード番号は含まれません. A page that wraps its lines breaks them anywhere else.
    private func beginsRow(_ i: Int, _ sentence: Int) -> Bool {
        guard notice.normal.spaced[i], UnitClass.of(notice.units[i - 1]) != .hiragana,
            !isSeparator(notice.units[i - 1]),
            notice.findings(.data, in: sentence).contains(where: { begins(Int($0.start), i) })
        else { return false }
        return notice.quote(i - 1, i + 1).contains { $0.isNewline }
    }

    /// Whether a name of data begins a row, or stands in it behind a word that says whose: 会員用パスワード.
    private func begins(_ start: Int, _ row: Int) -> Bool {
        guard start >= row, start - row <= 4 else { return false }
        return (row..<start).allSatisfy {
            UnitClass.of(notice.units[$0]) == .kanji && notice.units[$0] != "及" && notice.units[$0] != "並"
        }
    }

    private enum Negation { case none, notFound, denied }

    /// The denial that covers a finding: in the same clause, and in the same brackets.
    private func negation(of finding: Finding, in sentence: Int) -> Negation {
        let place = notice.sentences[sentence]
        guard place.contexts.contains(.denied) || place.contexts.contains(.notFound) else { return .none }
        var notFound: Int32?
        for context in notice.findings(.contexts, in: sentence) {
            let denied = notice.isContext(context, .denied)
            guard denied || notice.isContext(context, .notFound), context.end > finding.end else { continue }
            // 名簿に入っていません denies, 連絡は入っていません does not: the words are the same.
            if let same = notFound, !denied || same != context.start || tells(Int(finding.end), Int(same)) { break }
            if covers(Int(context.start), Int(finding.end), sentence) {
                if denied { return .denied }
                notFound = context.start
            }
        }
        return notFound == nil ? .none : .notFound
    }

    private static let news: Words = ["連絡", "報告", "相談", "申し出", "申出", "苦情", "被害", "通報", "問い合わせ", "情報は"]

    /// Whether words before a denial are of what someone tells.
    private func tells(_ start: Int, _ end: Int) -> Bool { start < end && notice.holds(Self.news, in: start..<end) }

    /// Whether nothing ends the clause or the brackets between a finding and the denial behind it.
    private func covers(_ denial: Int, _ end: Int, _ sentence: Int) -> Bool {
        guard denial > end else { return true }
        var depth = 0
        for i in end..<denial {
            let u = notice.units[i]
            if u == Unit.open {
                depth += 1
            } else if u == Unit.close {
                depth -= 1
                if depth < 0 { depth = 0 }
            } else if u == Unit.ideographicComma, depth == 0 {
                let before = notice.units[i - 1]
                if before == "が" || (before == "の" && notice.units[i - 2] == "も") { return false }
            } else if u == Unit.referenceMark || beginsRow(i, sentence) {
                return false
            }
        }
        return depth == 0
    }
}
