import AsyncHTTPClient
import NIOCore
import NIOHTTPCompression
import NIOSSL

/// HTTP clients, one for each host and the address that its name was found to lead to, so that a connection goes nowhere else.
actor Clients {
    private let limits: FetchLimits
    private let certificates: String?
    private var clients: [String: (client: HTTPClient, used: ContinuousClock.Instant)] = [:]
    /// With more than so many, those that have been idle are ended.
    private static let most = 300

    /// - Parameter certificates: a PEM file of authorities that are trusted instead of the system's.
    init(limits: FetchLimits, certificates: String?) {
        self.limits = limits
        self.certificates = certificates
    }

    func client(host: String, ip: IPAddress?) -> HTTPClient {
        let key = "\(host) \(ip?.description ?? "")"
        if let found = clients[key]?.client {
            clients[key]?.used = .now
            return found
        }
        if clients.count >= Self.most { endIdle() }
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.timeout = .init(
            connect: .milliseconds(Int64(limits.connectSeconds * 1000)),
            read: .milliseconds(Int64(limits.silentSeconds * 1000)))
        configuration.decompression = .enabled(limit: .size(limits.bytes))
        configuration.httpVersion = .http1Only
        if let ip, ip.description != host { configuration.dnsOverride = [host: ip.description] }
        if let certificates {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(certificates)
            configuration.tlsConfiguration = tls
        }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        clients[key] = (client, .now)
        return client
    }

    /// No request takes longer than the limit, so these are in no use.
    private func endIdle() {
        let idle = Duration.seconds(limits.seconds + 15)
        for (key, value) in clients where value.used.duration(to: .now) > idle {
            clients[key] = nil
            Task { try? await value.client.shutdown() }
        }
    }

    func shutDown() async {
        for (client, _) in clients.values { try? await client.shutdown() }
        clients = [:]
    }
}
