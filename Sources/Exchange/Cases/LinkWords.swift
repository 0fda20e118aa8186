package import Facts

/// The grounds of links, and how cases have to do with one another, in words.
package struct LinkWords: Sendable {
    private let japanese: Bool
    private let labels: any TermLabels

    /// - Parameter words: of which language.
    package init(words: Words, labels: any TermLabels) {
        japanese = words.isJapanese
        self.labels = labels
    }

    private func say(_ ja: String, _ en: String) -> String { japanese ? ja : en }

    /// A ground in a few words: `same detected date 2023-01-05`.
    package func words(for reason: LinkReason) -> String {
        let day = reason.day.map { DateValue.day(number: $0).iso } ?? ""
        let number = reason.number ?? 0
        let text = reason.text ?? ""
        switch reason.kind {
        case .sameOrganisation: return say("同じ組織", "same organisation")
        case .otherName: return say("組織の別名(略称・英語名・旧名)が一致", "same organisation under another of its names")
        case .sameNumber: return say("見出しの番号が同じ \(text)", "same number \(text) in the heading")
        case .refersToDate:
            return say("\(day)の公表に言及", "refers to a notice of \(day) that this case has")
        case .referToSame: return say("どちらも\(day)の公表に言及", "both refer to a notice of \(day)")
        case .reportFollows:
            return say(
                "第\(reason.other ?? 1)報に続く第\(number)報", "report number \(number) follows \(reason.other ?? 1)")
        case .saysFollows: return say("以前の公表に続くものと述べている", "says that it follows an earlier notice")
        case .sameEvent:
            let event = reason.event.map { labels.label($0) } ?? ""
            return say("\(event)の日が同じ \(day)", "same \(Self.lowered(event)) date \(day)")
        case .commonDate: return say("共通の日付 \(day)", "date \(day) in common")
        case .commonCount:
            return say("共通の件数 \(Words.grouped(number))\(text)", "count \(Words.grouped(number))\(text) in common")
        case .sameService: return say("同じサービス", "same service")
        case .sameTitle: return say("同じ表題", "same title")
        case .sameType:
            return say("同じ種別 \(term(text, IncidentType.self))", "same type \(term(text, IncidentType.self))")
        case .sameActor: return say("同じ攻撃者", "same actor")
        case .similarText: return say("本文の\(number)%が同じ", "text \(number) % the same")
        case .namesOther:
            return say("相手を\(term(text, PartyRole.self))として挙げている", "names the other as \(term(text, PartyRole.self))")
        case .namedByOther:
            return say(
                "相手から\(term(text, PartyRole.self))として挙げられている", "named by the other as \(term(text, PartyRole.self))")
        case .sameProvider: return say("同じ委託先・提供者を挙げている", "both name the same contractor or provider")
        case .supplyChain: return say("委託先・提供者で起きたと述べている", "says that it happened at a contractor or provider")
        case .laterVersion: return say("同じページの新しい版", "a later version of the same page")
        case .differentOrganisation: return say("組織が異なる", "different organisations")
        case .differentTypes: return say("種別が異なる", "different types")
        case .noCommonDate: return say("共通の日付がない", "no date in common")
        case .differentNumber: return say("見出しの番号が異なる", "different numbers in the heading")
        case .sameReport: return say("どちらも第\(number)報", "both are report number \(number)")
        case .farApart: return say("公表が\(number)日離れている", "published \(number) days apart")
        }
    }

    /// All grounds in one line, those against it behind ただし or `but`.
    package func words(for reasons: [LinkReason]) -> String {
        let comma = say("、", ", ")
        let pro = reasons.filter { $0.points >= 0 }.map { words(for: $0) }.joined(separator: comma)
        let con = reasons.filter { $0.points < 0 }.map { words(for: $0) }.joined(separator: comma)
        if con.isEmpty { return pro }
        return pro.isEmpty ? con : pro + say("。ただし", "; but ") + con
    }

    /// What the other case is to this one.
    package func words(for relation: CaseRelation) -> String {
        switch relation {
        case .provider: say("委託先・提供者の事件", "at its contractor or provider")
        case .client: say("委託元・利用者の事件", "of its client")
        case .group: say("グループ会社の事件", "in its group")
        case .sharedProvider: say("同じ委託先・提供者の利用者の事件", "of another client of the same provider")
        case .related: say("関連する事件", "related")
        }
    }

    private func term<V: Vocabulary>(_ slug: String, _: V.Type) -> String {
        let label = V(rawValue: slug).map { labels.label($0) } ?? slug
        return japanese ? label : Self.lowered(label)
    }

    /// Labels are written with a capital; inside a sentence they have none, but VPN stays VPN.
    private static func lowered(_ label: String) -> String {
        guard let first = label.first, !label.dropFirst().prefix(1).contains(where: \.isUppercase) else { return label }
        return first.lowercased() + label.dropFirst()
    }
}
