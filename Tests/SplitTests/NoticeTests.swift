import Facts
import LanguageTests
import Pages
import Testing

@Suite("A page is cut into its notices")
struct NoticeTests {
    @Test("At the numbered headings of a casebook")
    func numbered() {
        Page.check(
            """
            ⟦【セキュリティ事件簿#2026-002】株式会社甲山商会 不正アクセスについて 2026年1月8日

            \(Page.body("当社"))⟧

            ⟦【セキュリティ事件簿#2026-001】乙川大学 個人情報の漏えいについて 2026年1月7日

            \(Page.body("本学"))⟧
            """)
    }

    @Test("At titles that end in a date")
    func dated() {
        Page.check(
            """
            ⟦株式会社甲山商会 不正アクセスに関するお詫びとお知らせ 2026年1月8日

            \(Page.body("当社"))⟧

            ⟦乙川大学 個人情報の漏えいに関するお知らせ 令和8年1月7日

            \(Page.body("本学"))⟧
            """)
    }

    @Test("At the page's own headings that read like titles")
    func marks() {
        Page.check(
            """
            ⟦#不正アクセスに関するお詫びとお知らせ
            \(Page.body("当社"))⟧
            ⟦#個人情報の漏えいに関するお知らせ
            \(Page.body("本学"))⟧
            """)
    }

    @Test("A date on its own line before a marked heading belongs to it")
    func dateBefore() {
        Page.check(
            """
            ⟦2026年1月8日
            #不正アクセスに関するお詫びとお知らせ
            \(Page.body("当社"))⟧
            ⟦2026年1月7日
            #個人情報の漏えいに関するお知らせ
            \(Page.body("本学"))⟧
            """)
    }

    @Test("Where one notice's closing runs into the next one's opening")
    func stripped() { Page.check("⟦\(Page.body("株式会社甲山商会"))⟧\n⟦\(Page.body("乙川大学"))⟧") }

    @Test("Where a gap wider than those between paragraphs parts two posts")
    func gaps() {
        let told =
            "\n\n2026年1月5日に検知し、遮断しました。\n\n原因は外部の専門会社に依頼して調査しております。\n\n1月6日に警察へ相談し、1月7日に個人情報保護委員会へ報告しました。\n\n対象の方には書面でお知らせします。"
        Page.check(
            """
            ⟦当社は、1月4日に公表した不正アクセスにより、会員の個人情報が流出したことを確認しました。\(told)

            窓口を設けました。共有スペースの端末は使いません。⟧



            ⟦一部の名簿が外部から閲覧できる状態であったことが、このほど判明しました。\(told)

            窓口を設けました。⟧



            ⟦今日は新しいツールを紹介したいと思います。使い方は簡単です。⟧
            """)
    }

    @Test("Posts about other things stand by themselves")
    func others() {
        Page.check(
            """
            ⟦【セキュリティ事件簿#2026-002】株式会社甲山商会 不正アクセスについて 2026年1月8日

            \(Page.body("当社"))⟧


            ⟦冬の旅で貯めるマイルのお知らせと使い方について 2026年1月7日

            冬のキャンペーンでは、いつもの二倍のマイルが貯まります。⟧


            ⟦【セキュリティ事件簿#2026-001】乙川大学 個人情報の漏えいについて 2026年1月6日

            \(Page.body("本学"))⟧
            """)
    }

    @Test("Furniture belongs to no notice")
    func furniture() {
        Page.check(
            """
            ⟦【セキュリティ事件簿#2026-002】株式会社甲山商会 不正アクセスについて 2026年1月8日

            \(Page.body("当社"))⟧

            リリース文アーカイブ

            ラベル: 不正アクセス, 小売
            共有
            コメントを投稿

            ⟦【セキュリティ事件簿#2026-001】乙川大学 個人情報の漏えいについて 2026年1月7日

            \(Page.body("本学"))⟧

            リリース文アーカイブ
            ラベル: 大学
            """)
    }

    @Test("A page of one notice is that notice from its first byte")
    func one() {
        Page.check("⟦2026年1月8日\n株式会社甲山商会\n不正アクセスに関するお詫びとお知らせ\n\n\(Page.body("当社"))⟧")
        Page.check("⟦サイト名\n\n【セキュリティ事件簿#2026-002】株式会社甲山商会 不正アクセスについて 2026年1月8日\n\n\(Page.body("当社"))⟧\n\n共有\n")
        Page.check("⟦不正アクセスについて⟧")
    }

    @Test("Headings within a notice cut nothing")
    func sections() {
        Page.check(
            """
            ⟦#不正アクセスに関するお詫びとお知らせ
            \(Page.body("当社"))
            #1.経緯
            2026年1月5日に検知しました。
            #2.原因
            調査を続けております。
            #3.お問い合わせ先
            電話でお願いいたします。⟧
            """)
        Page.check("⟦不正アクセスに関するお詫び\n\n【経緯】\n2026年1月5日に検知しました。\n【原因】\n調査を続けております。\n【再発防止策】\n監視を強化します。⟧")
        // The last section's heading names what often closes a notice, and what stands below it names a body and an incident.
        let notified = "お心当たりのある方には、個別に書面でご連絡を差し上げておりますので、お手元に届きましたら内容をお確かめください。"
        Page.check(
            """
            ⟦\(Page.body("当社"))
            第5 お願い
            \(notified)\(notified)\(notified)
            第6 再発防止
            拡張機能の自動更新を有効にいたしました。管理画面への接続は事務所内の回線からのみ可能とし、改ざんを検知して通報する外部のサービスを契約いたしました。本件については、警察署に被害の相談をし、独立行政法人情報処理推進機構へ届出を行っております。⟧
            """)
    }

    @Test("A page without text has no notice", arguments: ["", "\n", " \u{3000}\r\n\t"])
    func empty(text: String) { Page.check(text) }
}

@Suite("A page's notices stand where they are said to")
struct NoticePlaceTests {
    @Test("Carriage returns change nothing but the offsets")
    func carriageReturns() throws {
        for text in try Samples.texts("pages") {
            let unix = PageText(text: text, format: .plain, charset: "UTF-8")
            let dos = PageText(text: text.replacing("\n", with: "\r\n"), format: .plain, charset: "UTF-8")
            let notices = Splitter().notices(in: unix).map { text.words(at: $0) }
            #expect(notices.count > 1)
            #expect(
                Splitter().notices(in: dos).map { dos.text.words(at: $0)?.replacing("\r\n", with: "\n") } == notices)
        }
    }

    @Test(
        "A long page is cut at once",
        arguments: ["\n", "あ", "【", "【#1】\n", "共有\n", "甲。\n", "1月1日のお知らせについて\n", "このたび漏えい。\n", "株式会社甲は流出。\n"])
    func long(piece: String) {
        let text = String(repeating: piece, count: 300_000 / piece.utf8.count)
        let clock = ContinuousClock()
        let start = clock.now
        let spans = Splitter().notices(in: PageText(text: text, format: .plain, charset: "UTF-8"))
        let time = clock.now - start
        let fault = fault(in: spans, of: text)
        #expect(fault == nil)
        // For a debug build on a busy machine; work that grew with the square of the length would take hours.
        #expect(time < .seconds(20))
    }

    @Test("Whatever was done to a page, its notices stand in order, apart and on the boundaries of characters")
    func chance() throws {
        let texts = try Samples.texts("pages")
        var mutation = Mutation(seed: 5)
        var several = 0
        for round in 0..<1500 {
            var text = texts[round % texts.count]
            if round % 3 == 0 {
                // A page of which only a part was fetched.
                let bytes = Array(text.utf8)
                let start = mutation.dice.roll(0..<bytes.count)
                text = String(decoding: bytes[start..<mutation.dice.roll(start..<bytes.count)], as: UTF8.self)
            } else {
                text = mutation.mutate(text, with: mutation.dice.pick(texts))
            }
            let headings = Self.headings(of: text, &mutation.dice)
            let page = PageText(text: text, format: .html, charset: "UTF-8", headings: headings)
            let spans = Splitter().notices(in: page)
            let fault = fault(in: spans, of: text)
            #expect(fault == nil, "round \(round): \(text.debugDescription)")
            if fault != nil { break }
            if spans.count > 1 { several += 1 }
        }
        // Were all pages one notice, nothing would be tested.
        #expect(several > 100)
    }

    /// Some of the text's lines as headings.
    private static func headings(of text: String, _ dice: inout Dice) -> [PageText.Heading] {
        var headings: [PageText.Heading] = []
        var start = 0
        for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if !line.isEmpty, dice.roll(0..<5) == 0 {
                headings.append(PageText.Heading(level: dice.roll(1..<4), at: TextSpan(start, start + line.count)))
            }
            start += line.count + 1
        }
        return headings
    }

    @Test("The check of places finds what is wrong")
    func check() {
        #expect(fault(in: [TextSpan(0, 3), TextSpan(3, 6)], of: "甲乙") == nil)
        #expect(fault(in: [TextSpan(0, 6), TextSpan(3, 6)], of: "甲乙") == "3..<6 follows 6")
        #expect(fault(in: [TextSpan(0, 4)], of: "甲乙") == "0..<4 cuts a character")
        #expect(fault(in: [TextSpan(3, 9)], of: "甲乙") == "3..<9 cuts a character")
    }
}
