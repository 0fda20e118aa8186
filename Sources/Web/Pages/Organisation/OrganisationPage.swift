import Casebook
import Exchange
import Facts
import HTTPTypes
import Language

/// An organisation: the cases that it published, and those in which it has another part.
struct OrganisationPage: Sendable {
    var name: String

    func build(_ site: Site, _ writer: PageWriter) throws -> Page {
        _ = try site.store.refreshSearch()
        guard let found = try site.store.cases(ofOrganisation: name) else {
            return writer.message("notFound", status: .notFound)
        }
        let hits = HitModel(writer, lexicon: site.lexicon)
        let labels = writer.values(site.lexicon).labels
        func models(_ entries: [OrganisationCases.Entry]) -> [Model] {
            entries.map { entry in
                var model = hits.model(entry.hit, isFull: false)
                model["roles"] = entry.parts.compactMap { part -> Model? in
                    guard case .party(let role) = part else { return nil }
                    return ["role": labels.label(role)]
                }
                return model
            }
        }
        let own = found.entries.filter { $0.parts.contains(.publisher) }
        let others = found.entries.filter { !$0.parts.contains(.publisher) }
        var groups: [Model] = []
        if !own.isEmpty {
            groups.append(["groupID": "own", "groupName": writer.words["casesAsPublisher"], "hits": models(own)])
        }
        if !others.isEmpty {
            groups.append(["groupID": "others", "groupName": writer.words["casesAsParty"], "hits": models(others)])
        }
        let query = "org:\"\(found.name.filter { $0 != "\"" })\""
        return Page(
            template: "organisation", title: found.name,
            model: [
                "heading": found.name, "spellings": orNone(writer.listed(found.otherNames)), "groups": groups,
                "count": writer.words(
                    "organisationCases", Words.grouped(found.entries.count) + (found.isCut ? "+" : "")),
                "searchHref": writer.addresses.cases(query),
            ], section: "cases")
    }
}
