package import Duties
import Exchange
import Facts
package import Language

/// The clocks of the law in words: what is stated, beside what law and guidance give, and no judgement.
package struct ClockWords: Sendable {
    let language: InterfaceLanguage

    package init(language: InterfaceLanguage) { self.language = language }

    private func say(_ ja: String, _ en: String) -> String { language == .ja ? ja : en }

    func name(_ kind: LegalClocks.Clock.Kind) -> String {
        switch kind {
        case .preliminaryReport: say("個人情報保護委員会への速報", "Preliminary report to the commission")
        case .finalReport: say("個人情報保護委員会への確報", "Final report to the commission")
        case .individuals: say("本人への通知", "Notice to the individuals")
        case .publication: say("公表", "Publication")
        }
    }

    /// As the law calls the reports for short.
    func shortName(_ kind: LegalClocks.Clock.Kind) -> String {
        switch kind {
        case .preliminaryReport: say("速報", "preliminary report")
        case .finalReport: say("確報", "final report")
        case .individuals, .publication: name(kind)
        }
    }

    /// How long it took: 「4日目」.
    func elapsed(_ clock: LegalClocks.Clock) -> String {
        guard let stated = clock.stated else { return say("記載なし", "not stated") }
        guard let days = clock.days else { return stated.date.iso }
        return say("知った日から\(days)日目（\(stated.date.iso)）", "day \(days) after knowing (\(stated.date.iso))")
    }

    /// What is asked: 「60日以内」.
    func asked(_ clock: LegalClocks.Clock) -> String {
        guard let duty = clock.duty else {
            return clock.kind == .publication
                ? say("日数の定めなし（速やかな公表が望ましい）", "no number of days (prompt publication is desirable)")
                : say("日数の定めなし（状況に応じて速やかに）", "no number of days (promptly, according to the circumstances)")
        }
        if let least = duty.least {
            return say("おおむね\(least)〜\(duty.value)日以内", "roughly within \(least) to \(duty.value) days")
        }
        return say("\(duty.value)日以内", "within \(duty.value) days")
    }

    func state(_ clock: LegalClocks.Clock) -> String {
        switch clock.state {
        case .within: say("期間内", "within")
        case .beyond: say("期間を過ぎた日付", "dated later than that")
        case .promptly: say("日数の定めなし", "no number of days")
        case .unknown: say("不明", "unknown")
        }
    }

    func source(_ clock: LegalClocks.Clock) -> String? {
        clock.duty.map { language == .ja ? $0.ja : $0.en }
    }

    package var note: String {
        say(
            "知った日は、お知らせの述べる発見・連絡の日から推定しています。情報であって、義務の有無や違反を述べるものではありません。",
            "The day of knowing is inferred from the finding or tip that the notice dates. This is information, and says nothing of duties or breaches."
        )
    }

    /// All clocks, a line each.
    package func text(of clocks: LegalClocks) -> String {
        var out = ""
        if let known = clocks.known {
            out += say("知った日（推定）", "Known (inferred)") + "  \(known.date.iso)  「\(HostileText.line(known.quote))」\n"
        } else {
            out += say("知った日（推定）  記載なし", "Known (inferred)  not stated") + "\n"
        }
        for clock in clocks.clocks {
            let quote = clock.stated.map { "  「\(HostileText.line($0.quote))」" } ?? ""
            out += "\(name(clock.kind)): \(elapsed(clock)); \(asked(clock)); \(state(clock))\(quote)\n"
            if let source = source(clock) { out += "    \(source)\n" }
        }
        return out + note + "\n"
    }
}
