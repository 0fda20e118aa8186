import Casebook
import Foundation
import Testing

@testable import Web

@Suite struct OpenAPITests {
    private static let root = #filePath.replacing("Tests/WebTests/API/OpenAPITests.swift", with: "")

    @Test func everyRouteIsDescribedAndNothingElse() {
        let described = (OpenAPI.document["paths"]?.members ?? []).flatMap { path in
            path.value.members.map { "\($0.key.uppercased()) \(path.key)" }
        }
        #expect(Set(described) == Set(APIRoutes.all.map { "\($0.method) \($0.path)" }))
        #expect(described.count == APIRoutes.all.count)
        #expect(Set(APIRoutes.all.map(\.name)).count == APIRoutes.all.count)
    }

    @Test func everyReferenceLeadsSomewhere() {
        func references(_ value: JSONValue) -> [String] {
            switch value {
            case .array(let values): values.flatMap(references)
            case .object(let members):
                members.flatMap { member in
                    (member.key == "$ref" ? [member.value.string].compactMap { $0 } : []) + references(member.value)
                }
            default: []
            }
        }
        for reference in Set(references(OpenAPI.document)) {
            var place: JSONValue? = OpenAPI.document
            for part in reference.split(separator: "/").dropFirst() { place = place?[String(part)] }
            #expect(place != nil, "\(reference)")
        }
    }

    @Test func everyRouteStandsInTheDocumentation() throws {
        let text = try String(contentsOfFile: Self.root + "docs/api.md", encoding: .utf8)
        for route in APIRoutes.all {
            let path = route.path.hasPrefix("/api/v1/") ? String(route.path.dropFirst(7)) : route.path
            #expect(text.contains("`\(route.method) \(path)`"), "docs/api.md does not name \(route.method) \(path)")
        }
        for tool in MCPTool.all {
            let text = try String(contentsOfFile: Self.root + "docs/mcp.md", encoding: .utf8)
            #expect(text.contains("`\(tool.name)`"))
        }
    }
}
