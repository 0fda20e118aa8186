package import Facts
import Language

/// Finds the organisations of a list among those that a notice names.
///
/// Names are compared as `OrganisationName` folds them: without legal forms, width, case, old kanji. The short form that a name has
/// by itself (さくら病院 of 医療法人青葉会 さくら病院) stands for a whole name on the other side, never for another short form, which may be
/// somebody else's.
package struct OrganisationMatcher: Sendable {
    private struct Entry {
        var organisation: String
        var name: String
    }

    private var whole: [String: [Entry]] = [:]
    private var short: [String: [Entry]] = [:]

    package init(_ organisations: [WatchedOrganisation]) {
        for organisation in organisations {
            for written in [organisation.name] + organisation.aliases {
                guard let name = OrganisationName(written) else { continue }
                let entry = Entry(organisation: organisation.name, name: written)
                whole[name.folded, default: []].append(entry)
                for form in name.short { short[form, default: []].append(entry) }
            }
        }
    }

    /// The organisations that a notice names as its publisher, as contractor or provider, or as client, each once for each part.
    ///
    /// - Parameter text: the notice's text, in which its publisher may give itself other names: (以下「…」).
    package func matches(_ record: NoticeRecord, text: String) -> [WatchReason] {
        var reasons: [WatchReason] = []
        func add(_ entries: [Entry], _ words: String, _ role: String) {
            for entry in entries {
                let isKnown = reasons.contains {
                    if case .organisation(entry.organisation, _, _, role) = $0 { true } else { false }
                }
                if !isKnown {
                    reasons.append(
                        .organisation(entry.organisation, name: entry.name, words: words, role: role))
                }
            }
        }
        if let publisher = record.organisation?.value, let name = OrganisationName(publisher) {
            add(entries(name), publisher, "publisher")
            for alias in AliasScanner(NormalText(text), name: publisher, folded: name.folded, .builtIn).names() {
                add(whole[alias] ?? [], publisher, "publisher")
            }
        }
        for party in record.parties where Self.roles.contains(party.role) {
            if let name = OrganisationName(party.name) { add(entries(name), party.name, party.role.slug) }
        }
        return reasons
    }

    /// The parts that a supplier or client of one's own can have; an investigator or a source is none.
    static let roles: Set<PartyRole> = [
        .contractor, .serviceProvider, .operator, .client, .subsidiary, .parent, .affiliate,
    ]

    private func entries(_ name: OrganisationName) -> [Entry] {
        (whole[name.folded] ?? []) + (short[name.folded] ?? []) + name.short.flatMap { whole[$0] ?? [] }
    }
}
