import Hummingbird
import HummingbirdCore
import HummingbirdTLS
package import Language
import Logging
import NIOCore
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Serves a site until the process is told to stop; requests in flight are then finished.
package struct WebServer: Sendable {
    let site: Site

    package init(site: Site) { self.site = site }

    /// - Parameter started: called with the port that is listened on, once it is.
    /// - Throws: `ServingError` where the certificate cannot be used.
    package func run(started: @escaping @Sendable (Int) -> Void) async throws {
        Self.allowConnections()
        let settings = site.settings
        let http = HTTPServerBuilder.http1(configuration: Self.http(settings))
        let application = Application(
            router: Routes(site: site).router(),
            server: try Self.tls(settings).map { try .tls(http, tlsConfiguration: $0) } ?? http,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil, backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(settings.maxConnections, logger: site.logger)),
            onServerRunning: { channel in started(channel.localAddress?.port ?? settings.port) }, logger: site.logger)
        try await application.runService()
    }

    /// The path at which a login link's token is used.
    package static func loginLink(_ token: String, _ language: InterfaceLanguage) -> String {
        Addresses.loginLink(token, language)
    }

    /// The path of a case's page.
    package static func casePage(_ number: String, _ language: InterfaceLanguage) -> String {
        Addresses(language: language).casefile(number)
    }

    private static func http(_ settings: SiteSettings) -> HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [RequestDeadline(most: .seconds(Int64(settings.requestSeconds)))],
            idleTimeout: .seconds(Int64(settings.idleSeconds)),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    }

    private static func tls(_ settings: SiteSettings) throws -> TLSConfiguration? {
        guard let chain = settings.certificate, let key = settings.privateKey else { return nil }
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(chain).map { NIOSSLCertificateSource.certificate($0) }
            let privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: certificates, privateKey: .privateKey(privateKey))
            configuration.minimumTLSVersion = .tlsv12
            configuration.applicationProtocols = ["http/1.1"]
            return configuration
        } catch {
            throw ServingError(
                description: "\(chain), \(key): no certificate and key in PEM form that go together; check both files")
        }
    }

    /// Every connection is an open file, and systems allow a program few unless it asks for more.
    private static func allowConnections() {
        var limit = rlimit()
        guard getrlimit(resourceLimit, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        _ = setrlimit(resourceLimit, &limit)
    }

    #if canImport(Glibc)
        private static var resourceLimit: __rlimit_resource_t { .init(RLIMIT_NOFILE.rawValue) }
    #else
        private static var resourceLimit: Int32 { RLIMIT_NOFILE }
    #endif
}

/// Why a casebook cannot be served: one sentence.
package struct ServingError: Error, Sendable, CustomStringConvertible {
    package var description: String
}
