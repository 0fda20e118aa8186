package import Casebook
import Exchange
import Facts
package import Language

/// The words of messages in one language.
package struct ClippingWords: Sendable {
    package let language: InterfaceLanguage
    let lexicon: Lexicon

    package init(language: InterfaceLanguage, lexicon: Lexicon = .builtIn) {
        self.language = language
        self.lexicon = lexicon
    }

    func say(_ ja: String, _ en: String) -> String { language == .ja ? ja : en }

    var name: String { say("事件簿", "Jikenbo") }
    var words: Words { language == .ja ? .japanese : .english }
    var values: ValueWords {
        ValueWords(words: words, labels: LexiconTerms(lexicon: lexicon, language: language))
    }

    /// What came or changed: `新しい事件`, `new case`.
    package func kind(_ kind: WatchEvent.Kind) -> String {
        switch kind {
        case .newCase: say("新しい事件", "new case")
        case .followUp: say("続報", "follow-up")
        case .changedValue: say("内容の変化", "changed")
        case .changedPage: say("ページの書き換え", "page reworded")
        }
    }

    func cases(_ count: Int) -> String { say("\(count)件の事件", count == 1 ? "1 case" : "\(count) cases") }
    func more(_ count: Int) -> String { say("ほかに\(count)件の事件", "and \(cases(count)) more") }
    var untitled: String { words.noTitle }
    var added: String { say("追加", "added") }
    var removed: String { say("削除", "removed") }
    var openCase: String { say("事件のページ", "Case page") }
    func by(_ person: String) -> String { say("\(person)による", "by \(person)") }
    func report(_ number: Int) -> String { words.report(number) }

    func footer(_ watch: Watch) -> String {
        switch watch.subject {
        case .query(let query):
            let query = query.isEmpty ? say("すべての事件", "all cases") : query
            return say("見張り「\(watch.name)」: \(query)", "Watch \(watch.name): \(query)")
        case .organisations(let list):
            return say(
                "見張り「\(watch.name)」: 組織\(list.count)件の一覧", "Watch \(watch.name): a list of \(list.count) organisations")
        }
    }

    // MARK: Changes

    /// `件数: 861名 → 1,234名（訂正）`.
    package func change(_ change: WatchEvent.Change) -> String {
        let name = values.name(of: change.field)
        let after = change.after.map { values.text(of: $0) } ?? words.change(.removed)
        guard let before = change.before else { return "\(name): \(after)" }
        let what = change.after == nil || change.change == .confirmed ? "" : words.change(change.change)
        let line = "\(name): \(values.short(before)) → \(after)"
        return what.isEmpty ? line : line + say("（\(what)）", " (\(what))")
    }

    // MARK: Reasons

    /// Why an event is one of the watch; `nil` where there is nothing to say.
    package func why(_ reason: WatchReason) -> String? {
        switch reason {
        case .words(let words, let found, let times):
            let form = words == found ? "" : say("（\(found)）", " (\(found))")
            return say("「\(words)」\(form)が\(times)回", "“\(words)”\(form) \(times) \(times == 1 ? "time" : "times")")
        case .value(let field, let value, let quote):
            let said = quote.map { say("「\($0)」", " “\($0)”") } ?? ""
            return "\(field):\(value)\(said)"
        case .organisation(let organisation, let name, let found, let role):
            let part = role == "publisher" ? words.organisation : term(role)
            let via = name == organisation ? "" : say("（別名「\(name)」）", " (as \(name))")
            return say(
                "一覧の「\(organisation)」\(via)が\(part)「\(found)」",
                "\(organisation)\(via) of the list is “\(found)”, \(part.lowercased())")
        case .everything: return nil
        }
    }

    func whyLine(_ reasons: [WatchReason]) -> String? {
        let parts = reasons.prefix(4).compactMap(why)
        return parts.isEmpty ? nil : say("該当: ", "Why: ") + parts.joined(separator: say("、", "; "))
    }

    private func term(_ role: String) -> String {
        PartyRole(rawValue: role).map { lexicon.label($0, in: language) } ?? role
    }
}

/// The lexicon's labels in one language.
struct LexiconTerms: TermLabels {
    let lexicon: Lexicon
    let language: InterfaceLanguage

    func label<V: Vocabulary>(_ term: V) -> String { lexicon.label(term, in: language) }
}
