import Facts
import Language

/// What a notice says of earlier notices about its incident: the days of those that it refers to, and whether it says at
/// all that it follows one.
struct EarlierNotices {
    /// Days since 1970-01-01 of notices that it refers to: 2022年12月23日付でお知らせしました.
    private(set) var days: [Int32] = []
    private(set) var saysFollows = false

    private let units: [UInt16]
    private let published: Int32?

    init(_ record: NoticeRecord, text: NormalText, published: Int32?) {
        units = text.units
        self.published = published
        readTimeline(record, text)
        readDates(text)
        saysFollows = !days.isEmpty || titleFollows(record) || bodyFollows()
    }

    // MARK: Dates

    private mutating func readTimeline(_ record: NoticeRecord, _ text: NormalText) {
        for fact in record.timeline where fact.event == .disclosed {
            guard let day = fact.start.flatMap(NoticeTraits.day) else { continue }
            let sentence = units.sentence(around: Self.unit(at: fact.evidence.at.start, in: text))
            if Self.otherMatter.stands(in: units, sentence) { continue }
            add(day)
        }
    }

    private mutating func add(_ day: Int32) {
        if let published, day >= published { return }
        if !days.contains(day) { days.append(day) }
    }

    /// Dates with words of publication behind them, which the timeline may have taken for something else.
    private mutating func readDates(_ text: NormalText) {
        guard let published else { return }
        let today = DateValue.day(number: Int(published))
        var before: DateValue?
        // A notice with more dates than that is a list.
        for token in DateScanner.dates(in: text).prefix(400) {
            guard let date = Self.resolve(token, before: before, today: today) else { continue }
            before = date
            let sentence = units.sentence(around: token.start)
            guard isPublication(from: token.end, dated: token.dated, to: sentence.upperBound),
                !Self.otherMatter.stands(in: units, sentence)
            else { continue }
            add(Int32(clamping: date.dayNumber))
        }
    }

    /// The day that a token names; a missing year is the one that makes it the latest not after publication.
    private static func resolve(_ token: DateToken, before: DateValue?, today: DateValue) -> DateValue? {
        guard let day = token.day else { return nil }
        var month = token.month
        var year = token.year
        switch token.anchor {
        case .none: break
        case .sameMonth: (month, year) = (before?.month, before?.year)
        case .sameYear: year = before?.year
        case .thisYear: year = today.year
        case .lastYear: year = today.year - 1
        default: return nil
        }
        guard let month, (1...12).contains(month) else { return nil }
        if let year {
            guard day <= DateValue.daysIn(month: month, year: year) else { return nil }
            return DateValue(grain: .day, year: year, month: month, day: day)
        }
        for year in [today.year, today.year - 1] where day <= DateValue.daysIn(month: month, year: year) {
            let date = DateValue(grain: .day, year: year, month: month, day: day)
            if date.dayNumber <= today.dayNumber { return date }
        }
        return nil
    }

    /// Whether a notice's publication is told of the date that ends at `end`: 付でお知らせ, に公表した, のお知らせ(第1報).
    private func isPublication(from end: Int, dated: Bool, to limit: Int) -> Bool {
        let reach = min(limit, end + (dated ? 45 : 30))
        guard end < reach, let told = Self.publishing.first(in: units, end..<reach) else { return false }
        // A report to an authority is no notice, nor is what was told to the people concerned one by one.
        return !Self.toOthers.stands(in: units, end..<told.lowerBound)
    }

    private static let publishing = PhraseSet([
        "お知らせ", "公表し", "公表いたし", "公表済", "公表の", "公表した", "公表のとおり", "発表し", "発表いた", "発表の", "ご報告し", "ご報告いたし",
        "ご報告した", "ご報告の", "既報", "開示し", "開示いた", "掲載し", "掲載いた", "お伝えし", "お伝えいた", "リリース", "第一報", "第1報", "第2報",
        "第3報", "ご案内し", "ご案内いた",
    ])
    private static let toOthers = PhraseSet(["委員会", "警察", "省", "庁", "監督官庁", "書面", "郵送", "個別", "メールで"])

    /// Words that set another incident apart: 12月23日に公表した事案とは別の.
    private static let otherMatter = PhraseSet([
        "とは別", "別件", "別の事案", "別の事件", "とは異なる", "とは異なり", "とは関係", "とは関連", "関連はない", "関連はござい", "無関係", "関係はござい",
        "に続き", "に続いて", "相次", "二度目",
    ])

    // MARK: Words that say so without a date

    private func titleFollows(_ record: NoticeRecord) -> Bool {
        guard let title = record.title else { return false }
        let text = NormalText(title.value).units
        return Self.titles.stands(in: text, text.indices)
    }

    private static let titles = PhraseSet([
        "続報", "追報", "最終報", "最終のご報告", "最終報告", "追加報告", "中間報告", "調査結果", "調査の結果", "調査状況", "調査の状況", "その後の", "経過報告", "訂正",
        "再開のお知らせ", "復旧のお知らせ", "追加のお知らせ", "更新",
    ])

    private func bodyFollows() -> Bool {
        if Self.bodies.stands(in: units, units.indices) { return true }
        // 先般お知らせしました: the word for earlier and the telling in one clause.
        var from = 0
        while let earlier = Self.before.first(in: units, from..<units.count) {
            from = earlier.upperBound
            let end = min(units.count, from + 20, units.sentence(around: from).upperBound)
            if from < end, Self.told.stands(in: units, from..<end) { return true }
        }
        return false
    }

    private static let bodies = PhraseSet([
        "既報", "前回公表", "前回の公表", "前回お知らせ", "前回のお知らせ", "前回ご報告", "前回のご報告", "前回発表", "前回の発表", "前回報告", "前回の報告", "前報",
        "第1報で", "第1報に", "第1報の", "第1報以降", "第2報で", "第2報に", "第2報の", "第2報以降", "第一報で", "第一報以降", "第一報の",
        "すでにお知らせして", "既にお知らせして", "既に公表して", "すでに公表して",
    ])
    private static let before = PhraseSet(["先般", "先日", "過日", "先に", "以前", "前回"])
    private static let told = PhraseSet([
        "お知らせした", "お知らせしま", "お知らせいたしま", "お知らせして", "公表した", "公表しま", "公表いたしま", "ご報告した", "ご報告しま", "ご報告いたしま", "お伝えした",
        "お伝えしま", "お伝えいたしま", "発表した", "発表しま", "発表いたしま",
    ])

    /// The unit that stands for the byte at `offset`, or the next one.
    private static func unit(at offset: Int, in text: NormalText) -> Int {
        var (low, high) = (0, text.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(text.starts[middle]) < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
