import Facts
package import Language

/// What a field term of a query, such as `type:ransomware`, asks about.
package enum QueryField: String, CaseIterable, Sendable {
    case type, cause, data, sector, authority, response, measure, leak, misuse, kind
    case org, party, service, actor
    case people, lag
    case published, number, has

    /// What may stand behind the colon.
    package enum Values: Sendable {
        /// One of a closed list, by slug or label.
        case terms(vocabulary: String?, slugs: [String])
        /// Any part of a name.
        case text
        /// A count, a comparison or a range.
        case number
        /// A year, month or day, a comparison or a range.
        case date
        /// A case's number.
        case caseNumber
        /// The name of another field.
        case field
    }

    package var values: Values {
        func terms<V: Vocabulary>(_ vocabulary: V.Type) -> Values {
            .terms(vocabulary: V.vocabularyName, slugs: V.allCases.map(\.slug))
        }
        return switch self {
        case .type: terms(IncidentType.self)
        case .cause: terms(Cause.self)
        case .data: terms(DataKind.self)
        case .sector: terms(Sector.self)
        case .authority: terms(Authority.self)
        case .response: terms(Response.self)
        case .measure: terms(Measure.self)
        case .leak: .terms(vocabulary: nil, slugs: LeakStatus.allCases.map(\.rawValue))
        case .misuse: .terms(vocabulary: nil, slugs: MisuseStatus.allCases.map(\.rawValue))
        case .kind: .terms(vocabulary: nil, slugs: NoticeKind.allCases.map(\.rawValue))
        case .org, .party, .service, .actor: .text
        case .people, .lag: .number
        case .published: .date
        case .number: .caseNumber
        case .has: .field
        }
    }

    /// Other names under which the field is known, as people who write Japanese would call it.
    package var otherNames: [String] {
        switch self {
        case .type: ["種別", "種類"]
        case .cause: ["原因"]
        case .data: ["データ", "項目", "漏えい項目", "情報"]
        case .sector: ["業種"]
        case .authority: ["届出先", "報告先"]
        case .response: ["対応"]
        case .measure: ["対策", "再発防止策"]
        case .leak: ["漏えい", "漏洩"]
        case .misuse: ["二次被害", "悪用"]
        case .kind: ["区分"]
        case .org: ["organisation", "organization", "組織", "公表者", "会社"]
        case .party: ["関係先", "委託先"]
        case .service: ["サービス"]
        case .actor: ["攻撃者"]
        case .people: ["count", "人数", "件数"]
        case .lag: ["公表まで"]
        case .published: ["date", "公表日", "日付"]
        case .number: ["番号"]
        case .has: ["あり"]
        }
    }

    /// The field of that name, whatever its width and case.
    package static func named(_ name: String) -> QueryField? { byName[SearchWords.folded(name)] }

    /// Every name of every field, folded.
    static let byName: [String: QueryField] = {
        var names: [String: QueryField] = [:]
        for field in allCases {
            for name in [field.rawValue] + field.otherNames { names[SearchWords.folded(name)] = field }
        }
        return names
    }()

    /// The label of a value that no lexicon file has; the value itself where there is none.
    package func plainLabel(of value: String, in language: InterfaceLanguage) -> String {
        let labels = Self.plainLabels[value]
        return (language == .ja ? labels?.ja : labels?.en)?.first ?? value
    }

    /// The labels of values that no lexicon file has: Japanese, English.
    static let plainLabels: [String: (ja: [String], en: [String])] = [
        "confirmed": (["確認", "確認済み"], ["confirmed"]),
        "possible": (["おそれ", "可能性"], ["possible"]),
        "not-found": (["未確認", "確認なし"], ["not found"]),
        "none": (["なし"], ["none"]),
        "incident": (["事件", "インシデント"], ["incident"]),
        "other": (["その他", "事件以外"], ["other"]),
    ]
}
