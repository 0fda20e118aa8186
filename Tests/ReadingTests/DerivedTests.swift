import Facts
import Testing

@Suite("Lags are computed from the timeline, never guessed")
struct DerivedTests {
    private func lags(_ body: String) -> [String] {
        let derived = Case(body).record.derived
        return [
            ("detect", derived.daysToDetect), ("disclose", derived.daysToDisclose), ("report", derived.daysToReport),
            ("exposure", derived.exposureDays),
        ]
        .compactMap { name, lag in lag.map { "\(name) \($0.days): \($0.from.joined(separator: ", "))" } }
    }

    @Test("From intrusion to detection, disclosure and the report to the commission")
    func all() {
        #expect(
            lags("2024年2月1日、当社サーバーへの不正アクセスが行われました。2024年2月10日に検知し、2024年2月13日に個人情報保護委員会へ報告しました。") == [
                "detect 9: timeline[0], timeline[1]", "disclose 20: timeline[1], published",
                "report 3: timeline[1], authorities[0]",
            ])
    }

    @Test("The first disclosure counts")
    func first() {
        #expect(lags("2024年2月10日に不正アクセスを検知しました。2024年2月12日に第一報を公表しました。") == ["disclose 2: timeline[0], timeline[1]"])
    }

    @Test("Both days of an exposure count")
    func exposure() {
        #expect(lags("2023年4月1日から2023年4月30日までに当サイトで購入されたお客様が対象です。") == ["exposure 30: timeline[0]"])
    }

    @Test("A month is no day, and without a detection there is no lag")
    func none() {
        #expect(lags("2024年2月に不正アクセスを検知しました。") == [])
        #expect(lags("2024年2月13日に個人情報保護委員会へ報告しました。") == [])
    }
}
