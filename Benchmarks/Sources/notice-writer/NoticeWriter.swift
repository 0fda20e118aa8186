/// Writes notices about invented incidents at invented organisations. The same seed and number give the same notice, on
/// every machine and whatever was written before it.
struct NoticeWriter {
    var seed: UInt64

    /// About every seventh notice is a second report about the incident of the one before it.
    func notice(_ number: Int) -> String {
        let isSecond = number % 7 == 6
        var dice = Dice(seed: seed, number: isSecond ? number - 1 : number)
        let incident = Incident(&dice)
        var words = Dice(seed: seed &+ 1, number: number)
        return isSecond ? incident.secondReport(&words) : incident.firstReport(&words)
    }
}

/// What happened, whom, and when.
struct Incident {
    var organisation: Organisation
    var kind: IncidentKind
    var detected: Day
    var lag: Int
    var count: Int
    var data: [String]
    var contractor: String?
    var service: String

    init(_ dice: inout Dice) {
        organisation = Organisation(&dice)
        kind = dice.pick(Wordings.kinds)
        // More of them in later years, as in life.
        let span = Day(year: 2026, month: 6, day: 30).number - Day(year: 2012, month: 1, day: 1).number
        let share = Double(dice.roll(1_000_000)) / 1_000_000
        detected = Day(number: Day(year: 2012, month: 1, day: 1).number + Int(Double(span) * share.squareRoot()))
        lag = dice.roll(10) < 7 ? dice.roll(14) : dice.roll(200)
        // Most are small, few are huge.
        let digits = dice.pick([1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7])
        var size = 1
        for _ in 0..<digits { size *= 10 }
        count = size / 10 + dice.roll(size - size / 10)
        data = dice.some(of: Wordings.data, from: 2, to: 6)
        contractor = dice.roll(4) == 0 ? Organisation.company(&dice) : nil
        service = dice.pick(Wordings.serviceHeads) + dice.pick(Wordings.serviceTails)
    }

    func firstReport(_ dice: inout Dice) -> String {
        let published = Day(number: detected.number + lag)
        var text = "\(published.japanese)\n\(organisation.name)\n\n\(dice.pick(kind.titles))\n\n"
        text += "平素より\(organisation.name)をご利用いただき、誠にありがとうございます。\n"
        text += "このたび、\(fill(dice.pick(kind.summaries)))ことが\(detected.japanese)に判明いたしました。"
        text += dice.pick(Wordings.apologies) + "\n\n1.\(dice.pick(["経緯", "発生の経緯", "概要", "事案の概要"]))\n"
        text += fill(dice.pick(kind.findings)) + fill(dice.pick(Wordings.background)) + "\n"
        text += fill(dice.pick(kind.events)) + fill(dice.pick(Wordings.reactions)) + "\n\n"
        text += "2.\(dice.pick(["漏えいした可能性のある情報", "対象となる情報", "影響範囲", "対象の情報と件数"]))\n"
        text += data.map { "・" + $0 }.joined(separator: "\n") + "\n"
        text += fill(dice.pick(Wordings.counts)) + dice.pick(Wordings.misuse) + "\n\n"
        text += "3.\(dice.pick(["原因", "発生原因", "本件の原因"]))\n" + fill(dice.pick(kind.causes)) + "\n\n"
        text += "4.\(dice.pick(["対応状況", "当方の対応", "これまでの対応"]))\n"
        for reaction in dice.some(of: Wordings.responses, from: 1, to: 3) { text += fill(reaction) }
        text += dice.pick(Wordings.authorities) + "\n\n"
        text += "5.再発防止策\n" + dice.some(of: Wordings.measures, from: 2, to: 4).joined() + "\n\n"
        return text + "【お問い合わせ先】\n\(organisation.name) \(dice.pick(Wordings.desks))\n"
    }

    func secondReport(_ dice: inout Dice) -> String {
        let first = Day(number: detected.number + lag)
        let published = Day(number: first.number + 5 + dice.roll(90))
        var text = "\(published.japanese)\n\(organisation.name)\n\n\(dice.pick(kind.titles))(第2報)\n\n"
        text += "\(first.japanese)付でお知らせいたしました件につきまして、調査の結果をご報告いたします。"
        text += dice.pick(Wordings.apologies) + "\n\n1.調査の結果\n" + fill(dice.pick(kind.events))
        text += fill(dice.pick(Wordings.background)) + "\n\n2.対象の情報\n"
        text += data.map { "・" + $0 }.joined(separator: "\n") + "\n" + fill(dice.pick(Wordings.counts))
        text += "\n\n3.原因\n" + fill(dice.pick(kind.causes)) + "\n\n4.再発防止策\n"
        text += dice.some(of: Wordings.measures, from: 3, to: 6).joined() + "\n"
        return text + dice.pick(Wordings.authorities) + "\n以上\n"
    }

    /// The wording with the names in braces replaced, in one pass: a million notices have thirty million of them.
    private func fill(_ wording: String) -> String {
        var out = ""
        var rest = wording.utf8[...]
        while let open = rest.firstIndex(of: UInt8(ascii: "{")),
            let close = rest[open...].firstIndex(of: UInt8(ascii: "}"))
        {
            out += Substring(rest[..<open])
            out += value(of: Substring(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        return out + Substring(rest)
    }

    private func value(of name: Substring) -> String {
        switch name {
        case "日": detected.japanese
        case "前日": detected.before(3).japanese
        case "件数": Self.grouped(count)
        case "サービス": service
        case "委託先": contractor ?? "業務委託先"
        case "項目": data[0]
        default: organisation.department
        }
    }

    private static func grouped(_ number: Int) -> String {
        var digits = Array("\(number)")
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }
}

/// Whom it happened to.
struct Organisation {
    var name: String
    var department: String

    init(_ dice: inout Dice) {
        let head = Self.head(&dice)
        switch dice.roll(10) {
        case 0: name = head + dice.pick(["市", "市", "町", "県", "村"])
        case 1: name = head + dice.pick(["大学", "高等学校", "工業大学", "女子大学", "専門学校"])
        case 2: name = dice.pick(["医療法人", "社会福祉法人", "独立行政法人"]) + head + dice.pick(["病院", "会", "中央病院", "医療センター"])
        default: name = Self.company(&dice)
        }
        department = dice.pick(Wordings.departments)
    }

    static func company(_ dice: inout Dice) -> String {
        let name = head(&dice) + dice.pick(Wordings.trades)
        return dice.roll(3) == 0 ? name + "株式会社" : "株式会社" + name
    }

    private static func head(_ dice: inout Dice) -> String {
        if dice.roll(3) == 0 { return dice.pick(Wordings.kanji) + dice.pick(Wordings.kanjiTails) }
        return dice.pick(Wordings.kana) + dice.pick(Wordings.kana) + (dice.roll(3) == 0 ? dice.pick(Wordings.kana) : "")
    }
}
