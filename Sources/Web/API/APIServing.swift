import Casebook
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Answers programs: everything below `/api` and `/feeds`, by the table of routes. Whatever goes wrong there is told as a problem,
/// also what parts of the server before the routes refuse.
struct APIServing: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site

    static func isForPrograms(_ path: String) -> Bool {
        ["/api", "/feeds"].contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        guard Self.isForPrograms(request.uri.path) else { return try await next(request, context) }
        var response: Response
        do {
            response = try await answer(request, context)
        } catch let problem as Problem {
            response = problem.response
        } catch let error as any HTTPResponseError {
            response = Problem.plain(error.status).response
        } catch {
            site.logger.error("\(request.method) \(request.uri.path) failed", metadata: ["error": "\(error)"])
            response = Problem.failed.response
        }
        // Other sites' scripts may read what anybody may.
        if request.isReading, context.viewer.name == nil { response.headers[.accessControlAllowOrigin] = "*" }
        if request.method == .head { response = response.createHeadResponse() }
        return response
    }

    private func answer(_ request: Request, _ context: SiteContext) async throws -> Response {
        let parts = try Self.parts(of: request.uri.path)
        let fitting = APIRoutes.all.compactMap { route in route.values(of: parts).map { (route, $0) } }
        guard !fitting.isEmpty else {
            throw Problem.notFound("see \(Addresses.api)/openapi.json for what there is")
        }
        let method = request.method == .head ? .get : request.method
        // Of two paths the one without variable parts is meant.
        guard let (route, values) = fitting.filter({ $0.0.method == method }).min(by: { $0.1.count < $1.1.count })
        else {
            let methods = Set(fitting.map(\.0.method.rawValue)).sorted()
            throw Problem.notAllowed(methods.flatMap { $0 == "GET" ? [$0, "HEAD"] : [$0] })
        }
        if route.needsEditor, !context.viewer.canEdit {
            throw context.viewer.name == nil ? Problem.unauthorised : Problem.forbidden
        }
        var call = APICall(site: site, address: request.uri.path, path: values, viewer: context.viewer)
        call.query = try Self.values(of: request.uri.query ?? "", known: route.inQuery.map(\.name))
        if let body = route.body { call.body = try await Self.body(request, body) }
        return try await reply(request, route, call)
    }

    private func reply(_ request: Request, _ route: APIRoute, _ call: APICall) async throws -> Response {
        let isShared = call.viewer.name == nil
        return try await site.work {
            let reply = try route.carryOut(call)
            var headers = reply.headers
            headers[.contentType] = reply.mediaType
            headers[.cacheControl] = "no-store"
            if request.isReading {
                let tag = "\"\(Digest.short(reply.body))\""
                headers[.eTag] = tag
                headers[.cacheControl] = isShared ? "no-cache" : "private, no-cache"
                if reply.status == .ok, request.knows(tag) {
                    headers[.contentType] = nil
                    return Response(status: .notModified, headers: headers)
                }
            }
            return Response(
                status: reply.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
        }
    }

    // MARK: What was asked

    /// The parts of a path, decoded. A slash at the end is no part.
    static func parts(of path: String) throws(Problem) -> [String] {
        var parts: [String] = []
        for part in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let text = Addresses.unescaped(part) else {
                throw Problem.badRequest("the address is not percent-encoded UTF-8")
            }
            parts.append(text)
        }
        if parts.count > 1, parts.last == "" { parts.removeLast() }
        return parts
    }

    static func values(of query: String, known: [String]) throws(Problem) -> [String: String] {
        var values: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                Addresses.unescaped($0.replacing("+", with: " "))
            }
            guard let name = parts[0], let value = parts.count > 1 ? parts[1] : "" else {
                throw Problem.badRequest("the query is not percent-encoded UTF-8")
            }
            guard known.contains(name) else {
                throw Problem.badRequest(
                    known.isEmpty
                        ? "this address has no parameters"
                        : "there is a parameter that is not known; known are " + known.joined(separator: ", "),
                    name: "unknown-parameter")
            }
            guard values[name] == nil else { throw Problem.badRequest("the parameter \(name) is given twice") }
            values[name] = value
        }
        return values
    }

    private static func body(_ request: Request, _ body: APIRoute.Body) async throws -> APICall.Body {
        let sent = (request.headers[.contentType] ?? "").prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        guard let kind = body.kinds.first(where: { $0.mediaType == sent }) else {
            throw Problem.wrongMediaType(body.kinds.map(\.mediaType))
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > body.most {
            throw Problem.tooLarge(body.most)
        }
        var bytes: [UInt8] = []
        for try await part in request.body {
            if bytes.count + part.readableBytes > body.most { throw Problem.tooLarge(body.most) }
            bytes += part.readableBytesView
        }
        guard kind.ending == "json" else { return .page(bytes, ending: kind.ending) }
        guard let json = JSONValue(bytes) else { throw Problem.badRequest("the body is no JSON", name: "bad-json") }
        return .json(json)
    }
}

extension Request {
    var isReading: Bool { method == .get || method == .head }

    /// Whether who asks has the content of this entity tag already: RFC 9110, 13.1.2.
    func knows(_ tag: String) -> Bool {
        headers[.ifNoneMatch].map { $0.contains(tag) || $0 == "*" } ?? false
    }
}
