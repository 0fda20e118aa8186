import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Serves a site until the process is told to stop; requests in flight are then finished.
package struct WebServer: Sendable {
    let site: Site

    package init(site: Site) { self.site = site }

    /// - Parameter started: called with the port that is listened on, once it is.
    package func run(started: @escaping @Sendable (Int) -> Void) async throws {
        let settings = site.settings
        let application = Application(
            router: Routes(site: site).router(), server: .http1(configuration: Self.http(settings)),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port), serverName: nil, backlog: 1024),
            onServerRunning: { channel in started(channel.localAddress?.port ?? settings.port) }, logger: site.logger)
        try await application.runService()
    }

    private static func http(_ settings: SiteSettings) -> HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            idleTimeout: .seconds(Int64(settings.idleSeconds)),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100))
    }
}
