import Casebook
import Facts
import Language
import Reading

/// A casebook in memory that files notices as the real one does: through the index of keys, never by comparing with all.
struct MemoryIndex {
    struct Filed {
        var name: String
        var incident: Int64
        var traits: NoticeTraits
        var decision: Linker.Decision
    }

    private(set) var notices: [Filed] = []
    private var keys: [NoticeTraits.Key: [(day: Int32, notice: Int)]] = [:]
    private var incidents: Int64 = 0
    /// How many candidates were compared in all.
    private(set) var comparisons = 0

    /// Files a notice, and tells what was decided.
    @discardableResult
    mutating func file(_ name: String, _ text: String) -> Linker.Decision {
        file(name, NoticeTraits(Reader().read(text), text: NormalText(text)))
    }

    @discardableResult
    mutating func file(_ name: String, _ traits: NoticeTraits) -> Linker.Decision {
        let decision = Linker.decide(traits, among: candidates(for: traits))
        var incident = decision.joins?.incident
        if incident == nil {
            incidents += 1
            incident = incidents
        }
        for key in Set(traits.keys) { keys[key, default: []].append((Linker.indexDay(of: traits), notices.count)) }
        notices.append(Filed(name: name, incident: incident ?? 0, traits: traits, decision: decision))
        return decision
    }

    private mutating func candidates(for traits: NoticeTraits) -> [Linker.Candidate] {
        var found: Set<Int> = []
        for lookup in Linker.lookups(for: traits) {
            let listed = keys[NoticeTraits.Key(key: lookup.key, part: lookup.part)] ?? []
            let near = listed.filter { lookup.days.contains($0.day) }.sorted {
                lookup.latestFirst ? $0.day > $1.day : $0.day < $1.day
            }
            found.formUnion(near.prefix(lookup.limit).map(\.notice))
        }
        comparisons += found.count
        return found.sorted().map {
            Linker.Candidate(notice: Int64($0), incident: notices[$0].incident, traits: notices[$0].traits)
        }
    }

    func incident(of name: String) -> Int64? { notices.first { $0.name == name }?.incident }
}
