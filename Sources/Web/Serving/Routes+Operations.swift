import Casebook
import HTTPTypes
import Hummingbird
import NIOCore

/// What those ask who run the site: `/health` and `/metrics`.
extension Routes {
    func operations(_ router: Router<SiteContext>) {
        router.get("health") { _, _ in
            let isWell = (try? await site.work { try site.store.changeNumber() }) != nil
            return Self.plain(
                #"{"status":"\#(isWell ? "ok" : "failing")"}"# + "\n", "application/json",
                isWell ? .ok : .serviceUnavailable)
        }
        // Only for programs on this machine: what came by a proxy came from elsewhere.
        router.get("metrics") { request, context in
            guard context.isFromThisMachine, request.headers[.xForwardedFor] == nil else {
                throw HTTPError(.notFound)
            }
            let (changes, waiting) = try await site.work {
                (try site.store.changeNumber(), try site.store.openReviewCount())
            }
            let casebook = """
                # HELP jikenbo_changes_total Entries of the casebook's audit log.
                # TYPE jikenbo_changes_total counter
                jikenbo_changes_total \(changes)
                # HELP jikenbo_review_waiting Things that wait for a person to decide.
                # TYPE jikenbo_review_waiting gauge
                jikenbo_review_waiting \(waiting)

                """
            return Self.plain(site.counts.text() + casebook, "text/plain; version=0.0.4; charset=utf-8")
        }
    }

    private static func plain(
        _ text: String, _ mediaType: String, _ status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: mediaType, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

extension SiteContext {
    /// Whether the connection comes from the loopback interface, or there is none, as in tests.
    var isFromThisMachine: Bool {
        guard let address = peer?.ipAddress else { return true }
        return address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }
}

extension HTTPField.Name {
    static let xForwardedFor = Self("X-Forwarded-For")!
}
