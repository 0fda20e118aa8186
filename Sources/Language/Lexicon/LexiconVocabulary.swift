package import Facts

/// The vocabularies that the lexicon has a file for, in the order in which the files are built in.
@usableFromInline
package enum LexiconVocabulary: Int, CaseIterable, Sendable {
    case incidentTypes, causes, data, events, authorities, responses, measures, sectors, roles, actors, sections,
        contexts, counters
    case nameForms

    /// How many there are.
    package static let count = allCases.count

    /// The raw value, inlined where it is used: its own getter is a call into this module.
    @inlinable @inline(__always)
    package var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    /// The file's name without `.yaml`, which it repeats as `vocabulary:`.
    package var name: String {
        switch self {
        case .incidentTypes: IncidentType.vocabularyName
        case .causes: Cause.vocabularyName
        case .data: DataKind.vocabularyName
        case .events: TimelineEvent.vocabularyName
        case .authorities: Authority.vocabularyName
        case .responses: Response.vocabularyName
        case .measures: Measure.vocabularyName
        case .sectors: Sector.vocabularyName
        case .roles: PartyRole.vocabularyName
        case .actors: "actors"
        case .sections: "sections"
        case .contexts: "contexts"
        case .counters: "counters"
        case .nameForms: "name-forms"
        }
    }

    /// The slugs that the file must have a term for; `nil` where the file itself is the list.
    package var slugs: [String]? {
        switch self {
        case .incidentTypes: IncidentType.allCases.map(\.slug)
        case .causes: Cause.allCases.map(\.slug)
        case .data: DataKind.allCases.map(\.slug)
        case .events: TimelineEvent.allCases.map(\.slug)
        case .authorities: Authority.allCases.map(\.slug)
        case .responses: Response.allCases.map(\.slug)
        case .measures: Measure.allCases.map(\.slug)
        case .sectors: Sector.allCases.map(\.slug)
        case .roles: PartyRole.allCases.map(\.slug)
        case .sections: SectionKind.allCases.map(\.slug)
        case .contexts: Context.allCases.map(\.slug)
        case .counters: CounterKind.allCases.map(\.rawValue)
        case .nameForms: NameForm.allCases.map(\.rawValue)
        case .actors: nil
        }
    }
}

/// What a section of a notice is about, told by its heading.
@usableFromInline
package enum SectionKind: UInt8, CaseIterable, Sendable {
    case outline, background, cause, data, affected, impact, response, measures, request, delay, contact, business,
        notes, other

    /// The slug in the lexicon file.
    package var slug: String { "\(self)" }
    /// The raw value, inlined where it is used: its own getter is a call into this module.
    @inlinable @inline(__always)
    package var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}

/// Words that decide how other words are meant.
@usableFromInline
package enum Context: UInt8, CaseIterable, Sendable {
    /// 確認されておりません, ではありません: what stands before is denied or was not found.
    case notFound
    case denied
    /// 可能性, おそれ, 疑い.
    case hedge
    /// 判明, 確認: what stands before is a fact.
    case confirmed
    /// 場合は, 次第, 際には: no fact.
    case conditional
    /// とは … をいいます: an explanation of a term.
    case definition
    /// お願い申し上げます, ご注意ください: advice to the reader.
    case request
    /// 予定, いたします.
    case plan
    /// 漏えい, 流出, 窃取, 閲覧: data left or was seen.
    case leak
    /// 悪用, 不正利用, 二次被害.
    case misuse
    /// 再発防止, 強化, 徹底: the sentence is about prevention.
    case prevention
    /// Words that only posts about other things hold.
    case offTopic
    /// Words that open or head a notice.
    case opening
    /// Words that close a notice.
    case closing
    /// Lines of a blog or site that belong to no notice.
    case furniture
    /// 当社, 弊社, 本学, 当院: the publisher.
    case publisher
    /// 対象 :, 項目 :, 以下のとおり: a list of exposed data follows.
    case listing
    /// 見られる状態, 閲覧可能: data could be seen.
    case exposed
    /// 職員より, 社員から: one's own staff.
    case insider
    /// 委託先が, 同社において: what follows is another's doing.
    case another
    /// お詫び申し上げます, 申し訳.
    case apology

    /// The raw value, inlined where it is used: its own getter is a call into this module.
    @inlinable @inline(__always)
    package var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    /// The slug in the lexicon file: lower-case words with hyphens.
    package var slug: String {
        "\(self)".reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }
}

/// What a counter counts.
package enum CounterKind: String, CaseIterable, Sendable {
    case person, record, account, contract, mail, site, organisation, place, thing
}

/// What makes a run of characters the name of an organisation.
package enum NameForm: String, CaseIterable, Sendable {
    /// 株式会社 and the like, before or behind the name.
    case company
    /// 一般社団法人 and the like, before the name.
    case corporation
    /// 大学, 病院, 協会 and the like: the end of a name.
    case body
}

/// The vocabularies' values by the index that findings hold. `allCases` makes a new array each time; these are made once.
package enum Values {
    package static let incidentTypes = IncidentType.allCases
    package static let causes = Cause.allCases
    package static let data = DataKind.allCases
    package static let events = TimelineEvent.allCases
    package static let authorities = Authority.allCases
    package static let responses = Response.allCases
    package static let sectors = Sector.allCases
    package static let roles = PartyRole.allCases
    package static let sections = SectionKind.allCases
    package static let contexts = Context.allCases
    package static let counters = CounterKind.allCases
    package static let nameForms = NameForm.allCases
}
