import AsyncHTTPClient
package import Casebook
package import Collecting
import NIOCore
import NIOHTTP1
import NIOSSL

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Sends webhooks: over TLS, without following redirects, to addresses that the guard lets through.
package struct WebhookSender: Sendable {
    /// Lets webhooks reach public addresses, and the hosts that the settings name wherever they lead, those also without TLS.
    private let guardian: AddressGuard
    private let resolver: Resolver
    private static let limits: FetchLimits = {
        var limits = FetchLimits()
        limits.seconds = limits.silentSeconds
        return limits
    }()
    /// A PEM file with the certificates to trust instead of the system's.
    let authorityFile: String?

    package init(settings: WatchSettings, resolver: Resolver) {
        guardian = AddressGuard(allowed: Set(settings.allowedHosts))
        self.resolver = resolver
        authorityFile = settings.authorityFile
    }

    /// Why an address cannot be one of a webhook; `nil` where it can.
    package static func fault(in url: String, settings: WatchSettings) -> String? {
        address(url, AddressGuard(allowed: Set(settings.allowedHosts))).fault
    }

    private static func address(_ url: String, _ guardian: AddressGuard) -> (found: WebAddress?, fault: String?) {
        guard let address = WebAddress(url) else { return (nil, "is no address of the web without a user name in it") }
        if address.scheme != "https", !guardian.isAllowed(address) {
            return (
                nil,
                "does not begin with https://, and its host is not one that jikenbo watch settings --allow-host names"
            )
        }
        return (address, nil)
    }

    package func send(
        _ body: [UInt8], to url: String, headers: [(String, String)], now: Int
    ) async -> SendingEnd {
        let (found, fault) = Self.address(url, guardian)
        guard let address = found else { return .failed("the address \(fault ?? "is none")") }
        let host = address.host
        let ip: IPAddress?
        do { ip = try await guardian.permitted(address, by: resolver) } catch {
            return .failed((error as? FetchFailure)?.reason ?? "\(host) cannot be found")
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(host, ip))
        var request = HTTPClientRequest(url: address.text)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "jikenbo")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(body)
        let end: SendingEnd
        do {
            let response = try await client.execute(request, timeout: .seconds(Int64(Self.limits.seconds)))
            end = Self.end(
                Int(response.status.code), retryAfter: response.headers.first(name: "Retry-After"), now: now)
        } catch {
            // What a library says of its own errors may hold the address, which may be a secret.
            end = .failed("\(host) cannot be reached: \(FetchFailure(error, Self.limits).reason)")
        }
        try? await client.shutdown()
        return end
    }

    private func configuration(_ host: String, _ ip: IPAddress?) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let authorityFile { tls.trustRoots = .file(authorityFile) }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(
                connect: .seconds(Int64(Self.limits.connectSeconds)), read: .seconds(Int64(Self.limits.seconds))),
            decompression: .disabled)
        if let ip, ip.description != host { configuration.dnsOverride = [host: ip.description] }
        return configuration
    }

    /// What an answer means. Its body is not looked at: it may be anything.
    static func end(_ status: Int, retryAfter: String?, now: Int) -> SendingEnd {
        switch status {
        case 200..<300: return .sent
        case 300..<400: return .failed("the receiver leads elsewhere (\(status)), where nothing is sent")
        // The message itself is at fault; another one may be taken.
        case 400, 413, 415, 422: return .failed("the receiver answered \(status)", isRefused: true)
        default:
            return .failed(
                "the receiver answered \(status)", wait: retryAfter.flatMap { RetryAfter.seconds($0, now: now) })
        }
    }
}
