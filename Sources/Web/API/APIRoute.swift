import Casebook
import HTTPTypes

/// One thing that programs can ask. The table of these (`APIRoutes`) is what requests are dispatched by, and what the OpenAPI document
/// and the tools of MCP are made from.
struct APIRoute: Sendable {
    struct Parameter: Sendable {
        var name: String
        var about: String
        var schema: JSONValue
        var isRequired = false
    }

    /// What a body may be.
    struct Body: Sendable {
        /// Media types, with the ending of a file of that kind.
        var kinds: [(mediaType: String, ending: String)] = [("application/json", "json")]
        /// The schema's name, of the JSON form.
        var schema: String
        var most = 1_000_000
    }

    /// What it answers when all is well.
    struct Answer: Sendable {
        var status: HTTPResponse.Status = .ok
        var mediaType = "application/json"
        /// The schema's name; `nil` where it is no JSON.
        var schema: String?
        var about: String
    }

    var method: HTTPRequest.Method = .get
    /// With names of its variable parts in braces.
    var path: String
    var name: String
    var about: String
    var inPath: [Parameter] = []
    var inQuery: [Parameter] = []
    var body: Body?
    var answer: Answer
    /// Whether only editors may ask.
    var needsEditor = false
    var carryOut: @Sendable (APICall) throws -> APIReply

    /// The variable parts of a path that is this route's; `nil` for another.
    func values(of parts: [String]) -> [String: String]? {
        let own = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard own.count == parts.count else { return nil }
        var values: [String: String] = [:]
        for (name, part) in zip(own, parts) {
            if name.hasPrefix("{"), let close = name.firstIndex(of: "}") {
                // A variable part may have an ending that is fixed: `{name}.atom`.
                let ending = name[close...].dropFirst()
                guard part.hasSuffix(ending), part.utf8.count > ending.utf8.count else { return nil }
                values[String(name[..<close].dropFirst())] = String(part.dropLast(ending.count))
            } else if name != part {
                return nil
            }
        }
        return values
    }
}

/// What a program asks.
struct APICall: Sendable {
    enum Body: Sendable {
        case none
        case json(JSONValue)
        case page([UInt8], ending: String)
    }

    var site: Site
    /// The address as it was asked for, without the query.
    var address = ""
    var path: [String: String] = [:]
    var query: [String: String] = [:]
    var body = Body.none
    /// Who asks.
    var viewer = Viewer.stranger
}

/// What it is answered.
struct APIReply: Sendable {
    var status: HTTPResponse.Status = .ok
    var mediaType = "application/json"
    var body: [UInt8]
    var headers: HTTPFields = [:]
    /// The answer as a value, where it is JSON.
    var json: JSONValue?

    init(_ json: JSONValue, status: HTTPResponse.Status = .ok) {
        self.status = status
        self.json = json
        body = json.shownBytes
    }

    init(_ body: [UInt8], mediaType: String) {
        self.body = body
        self.mediaType = mediaType
    }
}

extension APICall {
    /// The search query in the parameter `q`; everything without.
    func searchQuery() throws(Problem) -> SearchQuery {
        do throws(QueryFault) { return try SearchQuery.parse(query["q"] ?? "") } catch {
            throw Problem.faultyQuery(error)
        }
    }

    func caseTerms() throws(Problem) -> [CaseTerm] {
        do throws(CaseTerm.Fault) { return try CaseTerm.list(query["case"] ?? "") } catch {
            throw Problem.badRequest(error.description)
        }
    }

    func number(_ name: String, in range: ClosedRange<Int>) throws(Problem) -> Int? {
        guard let text = query[name] else { return nil }
        guard let number = Int(text), range.contains(number), !text.hasPrefix("+") else {
            throw Problem.badRequest("\(name) must be a number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func limit(_ usual: Int = 20) throws(Problem) -> Int { try number("limit", in: 1...100) ?? usual }

    func choice(_ name: String, of known: [String]) throws(Problem) -> String? {
        guard let text = query[name] else { return nil }
        guard known.contains(text) else {
            throw Problem.badRequest("\(name) must be one of " + known.joined(separator: ", "))
        }
        return text
    }

    func cursor(of list: String) throws(Problem) -> APICursor? {
        guard let text = query["cursor"] else { return nil }
        return try APICursor(text, list: list)
    }

    /// A page of a list, with a link to the next one: RFC 8288.
    func page(_ json: JSONValue, next: APICursor?) -> APIReply {
        var reply = APIReply(json.with("next", .orNull(next?.text)))
        guard let next else { return reply }
        let parameters = query.filter { $0.key != "cursor" }.sorted { $0.key < $1.key } + [("cursor", next.text)]
        let link = address + Addresses.query(parameters.map { ($0.0, $0.1) })
        reply.headers[HTTPField.Name("Link")!] = "<\(link)>; rel=\"next\""
        return reply
    }

    // MARK: Bodies

    /// The members of a JSON body; what is not known is told.
    func members(_ known: [String]) throws(Problem) -> JSONValue {
        guard case .json(let json) = body, case .object(let members) = json else {
            throw Problem.badRequest("the body must be a JSON object")
        }
        for member in members where !known.contains(member.key) {
            throw Problem.badRequest(
                "the body has a member that is not known; known are " + known.joined(separator: ", "))
        }
        return json
    }
}

extension JSONValue {
    /// A member that must be a text.
    func text(_ key: String, isEmpty: Bool = false) throws(Problem) -> String {
        guard let text = self[key]?.string, isEmpty || !text.allSatisfy(\.isWhitespace) else {
            throw Problem.badRequest("the member \(key) must be a text that is not empty")
        }
        return text
    }

    func optionalText(_ key: String) throws(Problem) -> String {
        guard let value = self[key] else { return "" }
        guard let text = value.string else { throw Problem.badRequest("the member \(key) must be a text") }
        return text
    }

    func texts(_ key: String) throws(Problem) -> [String] {
        let texts = self[key]?.array?.map(\.string) ?? []
        guard !texts.isEmpty, texts.count <= 100, !texts.contains(where: { $0?.isEmpty ?? true }) else {
            throw Problem.badRequest("the member \(key) must be a list of 1 to 100 texts")
        }
        return texts.compactMap { $0 }
    }
}
