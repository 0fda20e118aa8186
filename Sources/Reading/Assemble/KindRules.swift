import Facts
import Language

/// Decides whether a text is about one concrete incident.
struct KindRules {
    let notice: NoticeText
    let header: Header

    /// A text speaks of an incident where it states facts of one, and does so more than it speaks of other things.
    func read() -> NoticeKind {
        if header.number != nil { return .incident }
        var facts = 0
        var away = 0
        var publisher = 0
        var apology = false
        var named = false
        var told = false
        for (i, sentence) in notice.sentences.enumerated() {
            let contexts = sentence.contexts
            if contexts.contains(.publisher) { publisher += 1 }
            if contexts.contains(.offTopic) { away += 1 }
            if contexts.contains(.apology) { apology = true }
            if contexts.contains(.past), !notice.findings(.authorities, in: i).isEmpty { told = true }
            if contexts.contains(.definition) || contexts.contains(.conditional) && !contexts.contains(.confirmed) {
                continue
            }
            let typed = notice.findings(.incidentTypes, in: i).contains { !$0.weak }
            if typed { named = true }
            if contexts.contains(.confirmed), typed || contexts.contains(.leak), states(i) { facts += 2 }
            if contexts.contains(.leak), contexts.contains(.hedge) || contexts.contains(.notFound) { facts += 1 }
            // 当社から漏えいした事実はございません: the denial of an incident.
            if contexts.contains(.leak), contexts.contains(.denied), contexts.contains(.publisher) { facts += 2 }
            let inTitle = header.title?.overlaps(sentence.start..<sentence.end) ?? false
            if typed, contexts.contains(.past) || inTitle { facts += inTitle ? 2 : 1 }
            if inTitle, contexts.contains(.leak) { facts += 2 }
            if i < 8, typed, contexts.contains(.apology) || contexts.contains(.publisher) { facts += 1 }
        }
        if header.report != nil { facts += 3 }
        if publisher == 0, !apology { facts -= 1 }
        if apology, named { facts += 1 }
        // An apology, and an authority that was told: an incident, by whatever words.
        if apology, told, publisher > 0 || header.title != nil { facts += 1 }
        if apology, let title = header.title, notice.holds(Self.personal, in: title) { facts += 1 }
        return facts >= 2 && facts > away ? .incident : .other
    }

    private static let personal: Words = ["個人情報", "個人データ", "お客様情報", "お客さま情報", "顧客情報", "名簿", "メールアドレス"]

    /// Whether a sentence confirms anything but that nothing was found: 漏えいは確認しておりません confirms none.
    private func states(_ sentence: Int) -> Bool {
        let contexts = notice.findings(.contexts, in: sentence)
        return contexts.contains { confirmed in
            notice.isContext(confirmed, .confirmed)
                && !contexts.contains {
                    (notice.isContext($0, .notFound) || notice.isContext($0, .denied)) && $0.start <= confirmed.start
                        && $0.end >= confirmed.end
                }
        }
    }
}
