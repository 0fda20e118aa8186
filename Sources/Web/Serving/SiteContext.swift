import Hummingbird
import NIOCore

/// What goes with a request on its way.
struct SiteContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who asks, as far as the session or token says.
    var viewer = Viewer.stranger
    /// The address that asks: the connection's own.
    let peer: SocketAddress?

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress
    }

    /// Forms and files stay within what the settings say; each route asks for less.
    var maxUploadSize: Int { 1_000_000 }
}
