import HTTPTypes
import Hummingbird
import Logging
import Synchronization

/// How many requests there were, how they ended and how long they took: for `/metrics`.
final class RequestCounts: Sendable {
    /// Upper ends of the classes of times, in seconds; one more class holds what took longer.
    static let bounds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5]

    private struct State {
        var underWay = 0
        var byStatus: [String: Int] = [:]
        var times = [Int](repeating: 0, count: bounds.count + 1)
        var seconds = 0.0
    }
    private let state = Mutex(State())

    func begin() { state.withLock { $0.underWay += 1 } }

    func end(_ method: HTTPRequest.Method, _ status: Int, seconds: Double) {
        state.withLock { state in
            state.underWay -= 1
            // Methods are a client's own words: what is unknown goes by one name, so that they cannot fill the memory.
            let known = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"].contains(method.rawValue)
            state.byStatus["method=\"\(known ? method.rawValue : "other")\",status=\"\(status)\"", default: 0] += 1
            state.times[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
            state.seconds += seconds
        }
    }

    /// In Prometheus' text format, version 0.0.4.
    func text() -> String {
        let state = state.withLock { $0 }
        var out = "# HELP jikenbo_requests_total Requests that were answered.\n# TYPE jikenbo_requests_total counter\n"
        for (labels, count) in state.byStatus.sorted(by: { $0.key < $1.key }) {
            out += "jikenbo_requests_total{\(labels)} \(count)\n"
        }
        out += "# HELP jikenbo_requests_in_flight Requests under way.\n# TYPE jikenbo_requests_in_flight gauge\n"
        out += "jikenbo_requests_in_flight \(state.underWay)\n"
        out += "# HELP jikenbo_request_seconds Time from a request's head to its answer.\n"
        out += "# TYPE jikenbo_request_seconds histogram\n"
        var sum = 0
        for (bound, count) in zip(Self.bounds, state.times) {
            sum += count
            out += "jikenbo_request_seconds_bucket{le=\"\(bound)\"} \(sum)\n"
        }
        sum += state.times[Self.bounds.count]
        out += "jikenbo_request_seconds_bucket{le=\"+Inf\"} \(sum)\n"
        out += "jikenbo_request_seconds_sum \(state.seconds)\njikenbo_request_seconds_count \(sum)\n"
        return out
    }
}

/// Counts requests, and writes a line for each to the log: what was asked for, without what was searched or who asked.
struct RequestLog: RouterMiddleware {
    typealias Context = SiteContext

    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        site.counts.begin()
        var status = 500
        defer {
            let seconds = start.duration(to: .now) / .seconds(1)
            site.counts.end(request.method, status, seconds: seconds)
            site.logger.info(
                "request",
                metadata: [
                    "method": "\(request.method)", "path": "\(Self.shown(request.uri.path))", "status": "\(status)",
                    "ms": "\(Int(seconds * 1000))",
                ])
        }
        let response = try await next(request, context)
        status = response.status.code
        return response
    }

    /// A path as it came, cut where it is long: it is percent-encoded, so that it steers nothing.
    /// What a login link leads to is a secret, and left out.
    static func shown(_ path: String) -> String {
        if let end = path.firstRange(of: "/login/")?.upperBound { return path[..<end] + "…" }
        return path.utf8.count > 200 ? path.prefix(200) + "…" : path
    }
}
