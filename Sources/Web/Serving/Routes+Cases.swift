import HTTPTypes
import Hummingbird
import Language

extension Routes {
    /// Pages about one case, one notice, one organisation.
    func cases(_ group: RouterGroup<SiteContext>, _ language: InterfaceLanguage) {
        group.get("cases/{number}") { request, context in
            let page = CasePage(number: try context.parameters.decoded("number"), request.queryValues)
            return try await site.page(request, context, language) { try page.build(site, $0) }
        }
        group.get("notices/{id}") { request, context in
            let page = NoticePage(id: try context.parameters.decoded("id"), request.queryValues)
            return try await site.page(request, context, language) { try page.build(site, $0) }
        }
        group.get("notices/{id}/original") { request, context in
            let original = OriginalAnswer(id: try context.parameters.decoded("id"), request.queryValues)
            do {
                if let response = try await site.work({ try original.response(site) }) { return response }
                throw HTTPError(.notFound)
            } catch is PageReading.Failure {
                return try await site.page(request, context, language, isKept: false) {
                    $0.message("unreadable", status: .unprocessableContent)
                }
            }
        }
        group.get("organisations/{name}") { request, context in
            let page = OrganisationPage(name: try context.parameters.decoded("name"))
            return try await site.page(request, context, language) { try page.build(site, $0) }
        }
    }
}

extension Parameters {
    /// A part of the path, its percent-encoding taken off.
    func decoded(_ name: String) throws -> String {
        guard let text = Addresses.unescaped(try require(name)) else { throw HTTPError(.badRequest) }
        return text
    }
}
