import AsyncHTTPClient
package import Casebook
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Sends webhooks: over TLS, without following redirects, to addresses that the guard lets through.
package struct WebhookSender: Sendable {
    let guardian: AddressGuard
    /// Hosts that may be reached without TLS.
    let plainHosts: [String]
    /// A PEM file with the certificates to trust instead of the system's.
    let authorityFile: String?

    package init(settings: WatchSettings, guardian: AddressGuard) {
        self.guardian = guardian
        plainHosts = settings.allowedHosts.map { $0.lowercased() }
        authorityFile = settings.authorityFile
    }

    /// Why an address cannot be one of a webhook; `nil` where it can.
    package static func fault(in url: String, plainHosts: [String] = []) -> String? {
        guard let request = try? HTTPClient.Request(url: url, method: .POST) else { return "is no address of the web" }
        let isPlain = request.url.scheme?.lowercased() != "https"
        guard request.url.user == nil else { return "has a user name in it" }
        if isPlain, !plainHosts.contains(request.host.lowercased()) {
            return
                "does not begin with https://, and its host is not one that jikenbo watch settings --allow-host names"
        }
        return nil
    }

    package func send(_ body: [UInt8], to url: String, headers: [(String, String)]) async -> SendingEnd {
        if let fault = Self.fault(in: url, plainHosts: plainHosts) { return .failed("the address \(fault)") }
        guard let host = (try? HTTPClient.Request(url: url, method: .POST))?.host else {
            return .failed("the address has no host")
        }
        let address: String
        switch await guardian.allows(host) {
        case .allowed(let found): address = found
        case .refused(let why): return .failed(why)
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration(host, address))
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: "application/json")
        request.headers.add(name: "User-Agent", value: "jikenbo")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(body)
        let end: SendingEnd
        do {
            let response = try await client.execute(request, timeout: .seconds(30))
            end = Self.end(Int(response.status.code), retryAfter: response.headers.first(name: "Retry-After"))
        } catch let error as HTTPClientError {
            end = .failed("\(host) cannot be reached (\(error.shortDescription))")
        } catch {
            // What a library says of its own errors may hold the address, which may be a secret.
            end = .failed("\(host) cannot be reached (\(Self.kind(of: error)))")
        }
        try? await client.shutdown()
        return end
    }

    private static func kind(of error: any Error) -> String {
        switch error {
        case is NIOSSLError, is BoringSSLError: "its certificate is not trusted, or TLS failed"
        case is NIOConnectionError: "it takes no connection"
        default: "\(type(of: error))"
        }
    }

    private func configuration(_ host: String, _ address: String) -> HTTPClient.Configuration {
        var tls = TLSConfiguration.makeClientConfiguration()
        if let authorityFile { tls.trustRoots = .file(authorityFile) }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: .seconds(15), read: .seconds(30)), decompression: .disabled)
        configuration.dnsOverride = [host: address]
        return configuration
    }

    /// What an answer means. Its body is not looked at: it may be anything.
    static func end(_ status: Int, retryAfter: String?) -> SendingEnd {
        switch status {
        case 200..<300: return .sent
        case 300..<400: return .failed("the receiver leads elsewhere (\(status)), where nothing is sent")
        // The message itself is at fault; another one may be taken.
        case 400, 413, 415, 422: return .failed("the receiver answered \(status)", isRefused: true)
        default:
            let wait = retryAfter.flatMap { Int($0) }.map { min(max($0, 0), 86_400) }
            return .failed("the receiver answered \(status)", wait: wait)
        }
    }
}
