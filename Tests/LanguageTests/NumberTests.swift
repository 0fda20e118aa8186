import Facts
import Language
import Testing

@Suite("Numbers are read as notices write them")
struct NumberTests {
    /// The number at the mark, with the words it was read from.
    private func number(_ marked: Marked) -> (value: Int, words: String)? {
        let text = NormalText(marked.text)
        guard let at = text.starts.firstIndex(where: { Int($0) == marked.spans[0].start }),
            let number = NumberScanner.number(in: text, at: at)
        else { return nil }
        return (number.value, marked.marking([text.span(number.start, number.end)]))
    }

    @Test(
        "The whole number is read, and nothing behind it",
        arguments: [
            ("⟦0⟧件", 0), ("⟦120⟧件", 120), ("約⟦1,234⟧名", 1234), ("⟦1,234,567⟧件", 1_234_567), ("⟦１２，３４５⟧名", 12345),
            ("⟦１２３⟧", 123),
            ("⟦2万⟧件", 20_000), ("⟦3.5万⟧人", 35_000), ("⟦3.25万⟧人", 32_500), ("⟦1.5億⟧件", 150_000_000), ("⟦１．２万⟧件", 12_000),
            ("⟦1万2千⟧人", 12_000),
            ("⟦1万2,345⟧件", 12_345), ("⟦3千⟧名", 3000), ("⟦1億2000万⟧件", 120_000_000), ("⟦1,200万⟧件", 12_000_000),
            ("⟦3 万⟧件", 30_000),
            ("⟦十⟧名", 10), ("⟦十二⟧名", 12), ("⟦二十一⟧名", 21), ("⟦百五⟧名", 105), ("⟦三千⟧名", 3000), ("⟦八百七十四⟧名", 874),
            ("⟦三万⟧件", 30_000),
            ("⟦三万二千五百⟧件", 32_500), ("⟦二〇二三⟧年", 2023),
            ("⟦一⟧件", 1), ("⟦千二百⟧件", 1200),
            ("⟦12⟧ 34", 12), ("⟦12⟧\u{3000}件", 12), ("⟦1万⟧ 2千", 10_000), ("⟦1⟧,23", 1), ("⟦1⟧,2345", 1),
            ("⟦12,345⟧,67", 12_345), ("⟦3⟧.14件", 3), ("⟦4⟧.", 4),
            ("⟦123⟧\n456", 123), ("⟦999999999999999⟧円", 999_999_999_999_999),
        ])
    func read(marked: String, value: Int) throws {
        let found = try #require(number(Marked(marked)))
        #expect(found.value == value)
        #expect(found.words == marked)
    }

    @Test(
        "What is no number, or too great for one, gives none",
        arguments: [
            "⟦件⟧", "⟦万⟧", "⟦,⟧1", "⟦1234567890123456⟧", "⟦9999999999999999億⟧", "⟦99999999999億⟧", "⟦9999999億9999999億⟧",
            "⟦０１２３４５６７８９０１２３４５⟧", "⟦a⟧", "⟦第⟧2報",
        ])
    func none(marked: String) { #expect(number(Marked(marked)) == nil) }

    @Test("A place behind the text has no number")
    func behind() { #expect(NumberScanner.number(in: NormalText("12"), at: 2) == nil) }
}
