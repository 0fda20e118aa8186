import Casebook
import Facts
import HTTPTypes
import Hummingbird
import Language
import NIOCore

/// What went wrong with a request, for programs: RFC 9457.
struct Problem: Error, Sendable {
    /// The last part of its type.
    var name: String
    var title: String
    var status: HTTPResponse.Status
    var detail: String
    /// The place in the query that is at fault, in bytes.
    var at: TextSpan?
    var headers: HTTPFields = [:]

    static let prefix = "urn:jikenbo:problem:"
    static let mediaType = "application/problem+json"

    var json: JSONValue {
        var members: [JSONValue.Member] = [
            .init(key: "type", value: .string(Self.prefix + name)), .init(key: "title", value: .string(title)),
            .init(key: "status", value: .int(status.code)), .init(key: "detail", value: .string(detail)),
        ]
        if let at { members.append(.init(key: "at", value: .array([.int(at.start), .int(at.end)]))) }
        return .object(members)
    }

    var response: Response {
        var headers = headers
        headers[.contentType] = Self.mediaType
        headers[.cacheControl] = "no-store"
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.shownBytes)))
    }
}

extension Problem {
    static func badRequest(_ detail: String, name: String = "bad-request") -> Problem {
        Problem(name: name, title: "The request is not understood", status: .badRequest, detail: detail)
    }
    static func notFound(_ detail: String) -> Problem {
        Problem(name: "not-found", title: "There is no such thing", status: .notFound, detail: detail)
    }
    static func refused(_ detail: String) -> Problem {
        Problem(
            name: "refused", title: "This cannot be done", status: .unprocessableContent, detail: detail)
    }
    static let badCursor = badRequest(
        "the cursor is none of this list; take it from a Link header or the member next, with the same parameters",
        name: "bad-cursor")
    static func notAllowed(_ methods: [String]) -> Problem {
        Problem(
            name: "method-not-allowed", title: "The method is not one of this address", status: .methodNotAllowed,
            detail: "use " + methods.joined(separator: " or "), headers: [.allow: methods.joined(separator: ", ")])
    }
    static func tooLarge(_ most: Int) -> Problem {
        Problem(
            name: "too-large", title: "The body is too large", status: .contentTooLarge,
            detail: "send at most \(most) bytes")
    }
    static func wrongMediaType(_ known: [String]) -> Problem {
        Problem(
            name: "wrong-media-type", title: "The body is of another kind", status: .unsupportedMediaType,
            detail: "send " + known.joined(separator: ", "))
    }
    static let unauthorised = Problem(
        name: "unauthorised", title: "It must be known who asks", status: .unauthorized,
        detail: "send Authorization: Bearer TOKEN with a token that may edit",
        headers: [.wwwAuthenticate: "Bearer realm=\"jikenbo\""])
    static let forbidden = Problem(
        name: "forbidden", title: "You may not do this", status: .forbidden,
        detail: "use the token of an editor, with the scope edit")
    static let failed = Problem(
        name: "failed", title: "The server failed", status: .internalServerError,
        detail: "the casebook could not be read or written; the server's log says why")

    static func faultyQuery(_ fault: QueryFault) -> Problem {
        Problem(
            name: "bad-query", title: "The query is not understood", status: .badRequest,
            detail: fault.message(in: .en), at: fault.at)
    }

    /// What some part of the server answered with a status alone.
    static func plain(_ status: HTTPResponse.Status) -> Problem {
        switch status {
        case .unauthorized: unauthorised
        case .forbidden: forbidden
        case .notFound: notFound("see /api/v1/openapi.json for what there is")
        case .contentTooLarge: tooLarge(SiteSettings().maxBody)
        case .tooManyRequests:
            Problem(
                name: "too-many", title: "Too many requests", status: status,
                detail: "wait for as many seconds as Retry-After says")
        case _ where status.code >= 500: failed
        default:
            Problem(
                name: "bad-request", title: "The request is not understood", status: status, detail: status.reasonPhrase
            )
        }
    }
}
