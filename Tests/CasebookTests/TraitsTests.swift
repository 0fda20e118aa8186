import Casebook
import Facts
import Language
import Reading
import Testing

struct TraitsTests {
    private func traits(_ text: String) -> NoticeTraits {
        NoticeTraits(Reader().read(text), text: NormalText(text))
    }

    /// A notice of 2025-06-20 whose first sentence is given.
    private func notice(_ sentence: String) -> String {
        "株式会社みなと屋食品\n\n不正アクセスに関するお知らせ\n\n2025年6月20日\n\n\(sentence)\n\n株式会社みなと屋食品のサーバーが不正アクセスを受けました。"
    }

    private func days(_ isos: [String]) -> [Int32] {
        isos.map { iso in
            let parts = iso.split(separator: "-").compactMap { Int($0) }
            return Int32(DateValue.dayNumber(year: parts[0], month: parts[1], day: parts[2]))
        }
    }

    @Test(arguments: [
        ("2025年4月11日付でお知らせいたしました件について、ご報告いたします。", ["2025-04-11"]),
        ("4月11日付け「不正アクセスについて」で公表いたしましたとおり、調査を進めております。", ["2025-04-11"]),
        ("昨年12月23日に公表した不正アクセスについて、ご報告いたします。", ["2024-12-23"]),
        ("12月23日に公表した不正アクセスについて、ご報告いたします。", ["2024-12-23"]),
        ("本件につきましては、2月3日および同月20日にその状況をお知らせしてまいりました。", ["2025-02-03", "2025-02-20"]),
        ("2025/4/11 お知らせ(第1報)", ["2025-04-11"]),
    ])
    func daysOfEarlierNotices(sentence: String, expected: [String]) {
        let traits = traits(notice(sentence))
        #expect(traits.earlier.sorted() == days(expected).sorted())
        #expect(traits.saysFollows)
    }

    @Test(arguments: [
        "2025年4月11日に公表した誤送信とは別の事案です。",
        "2025年4月11日に公表した誤送信に続き、新たな事案が発生しました。",
        "2025年6月12日に個人情報保護委員会へご報告いたしました。",
        "2025年6月12日に対象の方へ個別にお知らせいたしました。",
        "新たな事実が分かりましたら、続報をお知らせいたします。",
    ])
    func daysOfOtherThings(sentence: String) {
        let traits = traits(notice(sentence))
        #expect(traits.earlier == [])
        #expect(!traits.saysFollows)
    }

    @Test(arguments: [
        "先般お知らせいたしました件について、ご報告いたします。", "既報のとおり、調査を進めております。", "第1報でお知らせした件数を改めます。", "前回の公表以降に分かったことをお知らせします。",
    ])
    func followsWithoutADate(sentence: String) {
        let traits = traits(notice(sentence))
        #expect(traits.earlier == [])
        #expect(traits.saysFollows)
    }

    @Test func titlesOfOneSeriesAreOne() {
        func title(_ title: String) -> UInt64? {
            traits("株式会社みなと屋食品\n\n\(title)\n\n2025年6月20日\n\n株式会社みなと屋食品のサーバーが不正アクセスを受けました。").title
        }
        let first = title("当社サーバーへの不正アクセスに関するお知らせ")
        #expect(first != nil)
        #expect(title("当社サーバーへの不正アクセスに関するお知らせ(第2報)") == first)
        #expect(title("当社サーバへの不正アクセスに関するお知らせ 第3報") == first)
        #expect(title("お客様情報の漏えいに関するお知らせ") != first)
    }

    @Test func bytesGiveTheTraitsBack() throws {
        for row in SeriesTests.rows {
            let traits = traits(try Places.series(row.file))
            #expect(NoticeTraits(blob: traits.blob) == traits)
            #expect(traits.blob.count < 800)
        }
        #expect(NoticeTraits(blob: NoticeTraits().blob) == NoticeTraits())
    }

    @Test func damagedBytesGiveNone() {
        let blob = traits(notice("")).blob
        #expect(NoticeTraits(blob: [UInt8]()) == nil)
        #expect(NoticeTraits(blob: [99] + blob.dropFirst()) == nil)
        #expect(NoticeTraits(blob: blob.dropLast()) == nil)
        #expect(NoticeTraits(blob: blob + [0]) == nil)
    }

    @Test func keysAreFew() throws {
        for row in SeriesTests.rows {
            let traits = traits(try Places.series(row.file))
            #expect(traits.keys.count <= 40)
            #expect(Linker.lookups(for: traits).count <= 80)
        }
    }
}

struct LongTextTests {
    /// Texts without an end of a sentence, of what the scanners look for.
    @Test(arguments: [
        "2025年2月3日に公表した", "先般", "当社は社名を「谷川電算」", "株式会社みなと屋食品(", "以下「", "1,234件、", "(株)みなと屋食品(以下「当社」",
    ])
    func timeIsLinearInTheirLength(piece: String) throws {
        let head = "株式会社みなと屋食品\n\n不正アクセスについて\n\n2025年6月20日\n\n株式会社みなと屋食品は不正アクセスを受けました。\n"
        let record = Reader().read(head)
        func time(_ count: Int) -> Duration {
            let text = NormalText(head + String(repeating: piece, count: count))
            return ContinuousClock().measure { _ = NoticeTraits(record, text: text) }
        }
        _ = time(10)
        let short = time(2_000)
        // Ten times the text takes ten times as long, and the machine may have other work.
        #expect(time(20_000) < short * 50 + .milliseconds(500))
    }
}

struct SketchTests {
    private func sketch(_ text: String) -> TextSketch { TextSketch(NormalText(text)) }

    private let text = """
        公益財団法人やまびこ文化財団のウェブサイトが第三者により改ざんされ、閲覧された方が別のサイトに誘導される状態になっていたことが判明しました。利用者からの連絡で判明し、\
        同日午後四時にサイトを停止しました。期間中に閲覧された方は、お使いのパソコンにウイルスが入っていないか確認をお願いいたします。
        """

    @Test func aTextIsLikeItself() { #expect(sketch(text).similarity(sketch(text)) == 1) }

    @Test func widthAndSpacesDoNotCount() {
        #expect(sketch(text).similarity(sketch("\n " + text.replacing("サイト", with: "ｻｲﾄ"))) == 1)
    }

    @Test func aWordMoreOrLessLeavesItNearlyTheSame() {
        let share = sketch(text).similarity(sketch(text.replacing("午後四時", with: "午後五時半")))
        #expect(share > 0.8 && share < 1)
    }

    @Test func anotherTextIsNotLikeIt() {
        let other = """
            株式会社ゆきのした書房は、読者の集いの案内をお送りする際、宛先をBCCとすべきところをCCに入力して送信したため、ご応募いただいた方のメールアドレスが受信者に表示される事態が\
            発生いたしました。お詫び申し上げますとともに、送信した皆様には同日、削除をお願いしております。原因は送信前の確認の不足です。
            """
        #expect(sketch(text).similarity(sketch(other)) < 0.1)
    }

    @Test func aTextTooShortToTellIsLikeNone() { #expect(sketch("お知らせ").similarity(sketch("お知らせ")) == 0) }
}
