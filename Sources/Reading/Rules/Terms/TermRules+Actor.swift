import Facts
import Language

extension TermRules {
    /// Names are at most this long.
    private static let longestName = 24

    private static let introductions = ["を名乗る", "と名乗る", "を称する", "と称する", "という", "と呼ばれる"].map(Word.init)
    private static let attackers = ["攻撃者", "攻撃グループ", "集団", "グループ", "ハッカ", "犯行", "ランサム", "マルウェア"].map(Word.init)
    private static let leakSite = Word("のリークサイト")
    private static let kinds = ["グループ", "集団", "攻撃者", "ランサムウェア", "マルウェア", "ハッカー"].map(Word.init)

    /// An attacker that the lexicon does not know, by what is said of the name in quotes: 「甲」を名乗る集団, 「甲」のリークサイト, 攻撃グループ「甲」.
    func quotedActor() -> Fact<String>? {
        for open in notice.quotations.lazy.map(Int.init) where notice.units[open] == Unit.quoteOpen {
            let least = open + 1
            guard
                let close = (least..<min(notice.units.count, least + Self.longestName)).first(where: {
                    notice.units[$0] == Unit.quoteClose
                }), close - least > 2, (least..<close).allSatisfy({ isLatin(notice.units[$0]) }),
                isIntroduced(after: close + 1) || isIntroduced(before: open)
            else { continue }
            let evidence = notice.evidence(least, close, 0.7, "actors/quoted")
            return Fact(evidence.quote, evidence)
        }
        return nil
    }

    private func isLatin(_ unit: UInt16) -> Bool {
        UnitClass.of(unit) == .latin || UnitClass.of(unit) == .digit || unit == Unit.period
    }

    private func isIntroduced(after close: Int) -> Bool {
        if notice.has(Self.leakSite, at: close) { return true }
        guard let word = Self.introductions.first(where: { notice.has($0, at: close) }) else { return false }
        return Self.attackers.contains { notice.has($0, at: close + word.count) }
    }

    private func isIntroduced(before open: Int) -> Bool {
        Self.kinds.contains { notice.has($0, at: open - $0.count) }
    }
}
