import Casebook
import HTTPTypes
import Hummingbird
import Language
import Logging
import NIOCore

/// Turns what went wrong into a page that says so, in words. What is inside stays in the log.
struct ErrorPages: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            var response = answer(request, context, error.status)
            // When to come again, and how to say who one is.
            for name in [HTTPField.Name.retryAfter, .wwwAuthenticate] {
                response.headers[name] = (error as? HTTPError)?.headers[name]
            }
            return response
        } catch {
            site.logger.error(
                "\(request.method) \(RequestLog.shown(request.uri.path)) failed", metadata: ["error": "\(error)"])
            return answer(request, context, .internalServerError)
        }
    }

    private func answer(_ request: Request, _ context: SiteContext, _ status: HTTPResponse.Status) -> Response {
        let path = request.uri.path
        if APIServing.isForPrograms(path) { return Problem.plain(status).response }
        let writer = PageWriter(language: Routes.language(of: request))
        let page = writer.message(Self.key(status), status: status)
        let html = writer.html(page, path: path, viewer: context.viewer)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    private static func key(_ status: HTTPResponse.Status) -> String {
        switch status.code {
        case 401, 403: "forbidden"
        case 404, 405: "notFound"
        case 413: "tooLarge"
        case 429: "tooMany"
        case 500...: "failed"
        default: "badRequest"
        }
    }
}
