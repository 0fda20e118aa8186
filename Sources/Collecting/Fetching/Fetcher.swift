import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Fetches pages, one request at a time for each call, within limits and from where it is allowed.
///
/// Redirects are followed here and not by the client, so that every address on the way is looked at, by name and by the
/// address that the name leads to; the connection then goes to just that address.
package final class Fetcher: Sendable {
    package let agent: String
    package let limits: FetchLimits
    private let guardian: AddressGuard
    private let resolver: Resolver
    private let clients: Clients
    private let now: @Sendable () -> Int

    package init(
        agent: String, limits: FetchLimits = FetchLimits(), guardian: AddressGuard, resolver: Resolver,
        certificates: String? = nil, now: @escaping @Sendable () -> Int
    ) {
        self.agent = agent
        self.limits = limits
        self.guardian = guardian
        self.resolver = resolver
        self.now = now
        clients = Clients(limits: limits, certificates: certificates)
    }

    /// Ends the connections. To be called once, at the end.
    package func shutDown() async { await clients.shutDown() }

    /// - Parameters:
    ///   - etag: the tag of what we have, `modified`: its date, both as the server gave them (RFC 9110, 13.1).
    package func fetch(_ address: WebAddress, etag: String? = nil, modified: String? = nil) async -> FetchOutcome {
        var exchanges: [Exchange] = []
        var target = address
        for hop in 0...limits.redirects {
            let exchange: Exchange
            do {
                exchange = try await ask(target, etag: hop == 0 ? etag : nil, modified: hop == 0 ? modified : nil)
            } catch let failure as FetchFailure {
                return failure.isLasting
                    ? .failed(failure.reason, exchanges) : .later(failure.reason, seconds: nil, exchanges)
            } catch {
                return .later("the connection failed", seconds: nil, exchanges)
            }
            exchanges.append(exchange)
            switch exchange.status {
            case 200: return .page(exchanges)
            case 304: return .notModified(exchanges)
            case 301, 302, 303, 307, 308:
                guard let location = exchange.header("location"),
                    let next = WebAddress(location, relativeTo: target)
                else { return .failed("it redirects to no address of the web", exchanges) }
                if next.scheme == "http", target.scheme == "https", next.host != target.host {
                    return .failed("it redirects from TLS to \(next.host) without TLS", exchanges)
                }
                target = next
            case 408, 425, 429, 500...599:
                return .later(
                    "the server answers with status \(exchange.status)",
                    seconds: exchange.header("retry-after").flatMap { RetryAfter.seconds($0, now: now()) }, exchanges)
            default: return .failed("the server answers with status \(exchange.status)", exchanges)
            }
        }
        return .failed("it redirects more than \(limits.redirects) times", exchanges)
    }

    // MARK: One request

    private func ask(_ address: WebAddress, etag: String?, modified: String?) async throws -> Exchange {
        let ip = try await guardian.permitted(address, by: resolver)
        var headers: [(name: String, value: String)] = [
            ("User-Agent", agent), ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"),
            ("Accept-Language", "ja,en;q=0.8"),
        ]
        if let etag { headers.append(("If-None-Match", etag)) }
        if let modified { headers.append(("If-Modified-Since", modified)) }
        let client = await clients.client(host: address.host, ip: ip)
        var request = HTTPClientRequest(url: address.text)
        for header in headers { request.headers.add(name: header.name, value: header.value) }
        let asked = request
        let sent = headers
        return try await withDeadline(limits.seconds) { [limits, now] in
            do {
                let response = try await client.execute(asked, timeout: .seconds(Int64(limits.seconds) + 5))
                let body = try await Self.body(of: response, limit: limits.bytes)
                return Exchange(
                    address: address, ip: ip, at: now(), requestHeaders: sent,
                    status: Int(response.status.code), reason: response.status.reasonPhrase,
                    headers: response.headers.map { ($0.name, $0.value) }, body: body)
            } catch {
                throw FetchFailure(error, limits)
            }
        }
    }

    private static func body(of response: HTTPClientResponse, limit: Int) async throws -> [UInt8] {
        let tooLarge = FetchFailure(reason: "the page has more than \(limit / 1_000_000) MB", isLasting: true)
        if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }), length > limit {
            throw tooLarge
        }
        var bytes: [UInt8] = []
        for try await part in response.body {
            if bytes.count + part.readableBytes > limit { throw tooLarge }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }

    private func withDeadline<Result: Sendable>(
        _ seconds: Double, _ work: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        try await withThrowingTaskGroup(of: Result.self) { group in
            group.addTask(operation: work)
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                throw FetchFailure(reason: "it took longer than \(Int(seconds)) seconds", isLasting: false)
            }
            defer { group.cancelAll() }
            return try await group.next()!
        }
    }
}
