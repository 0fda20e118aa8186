/// How a casebook is served.
package struct SiteSettings: Sendable {
    /// Where to listen.
    package var host = "127.0.0.1"
    package var port = 8080
    /// Whether one must be logged in to read.
    package var isClosed = false
    /// The address under which the site is reached from outside, such as `https://casebook.example.jp`; without a slash at its
    /// end. `nil` where it is the one listened on.
    package var publicAddress: String?
    /// Whether a proxy stands in front, whose `X-Forwarded-For` tells who asks.
    package var isBehindProxy = false
    /// PEM files of a certificate chain and its key; both or neither.
    package var certificate: String?
    package var privateKey: String?
    /// The largest body of a request, in bytes.
    package var maxBody = 20_000_000
    package var maxConnections = 12_000
    /// Seconds without traffic after which a connection is closed.
    package var idleSeconds = 60
    /// Seconds after which a request that is not wholly read and answered is given up.
    package var requestSeconds = 120
    /// Requests a minute from one address, beyond which it is asked to wait; reading pages, and what costs more.
    package var requestsPerMinute = 1200
    package var costlyPerMinute = 60

    package init() {}

    /// Whether browsers reach the site by TLS, so that cookies may be held to it.
    var isSecure: Bool { certificate != nil || publicAddress?.hasPrefix("https://") == true }

    /// The beginning of absolute addresses.
    var base: String { publicAddress ?? "\(certificate == nil ? "http" : "https")://\(host):\(port)" }
}
