import Facts
import Foundation

/// An absolute `http` or `https` address, as it is asked for: without a fragment, with all that is not ASCII escaped.
package struct WebAddress: Hashable, Sendable {
    /// The whole address.
    package let text: String
    package let scheme: String
    /// In lower case; an address of IPv6 without its brackets.
    package let host: String
    package let port: Int
    /// Path and query, as a request names them.
    package let target: String

    package static let mostBytes = 2_000

    /// - Parameter base: what a relative reference is relative to.
    package init?(_ text: some StringProtocol, relativeTo base: WebAddress? = nil) {
        let escaped = Self.escaped(text)
        guard !escaped.isEmpty, escaped.utf8.count <= Self.mostBytes,
            let url = URL(string: escaped, relativeTo: base.flatMap { URL(string: $0.text) }),
            var parts = URLComponents(url: url, resolvingAgainstBaseURL: true),
            let scheme = parts.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = parts.percentEncodedHost?.lowercased(), !host.isEmpty,
            // A name and password in an address are a trick more often than a need.
            parts.user == nil, parts.password == nil
        else { return nil }
        parts.fragment = nil
        parts.scheme = scheme
        parts.percentEncodedHost = host
        let usual = scheme == "http" ? 80 : 443
        let port = parts.port ?? usual
        guard (1...65_535).contains(port) else { return nil }
        if port == usual { parts.port = nil }
        if parts.percentEncodedPath.isEmpty { parts.percentEncodedPath = "/" }
        guard let whole = parts.string else { return nil }
        self.text = whole
        self.scheme = scheme
        self.port = port
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        target = parts.percentEncodedPath + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
    }

    /// Host and port, for what holds for a server as a whole.
    package var server: String { "\(host):\(port)" }
    package var origin: String { "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)" }

    /// Trimmed, without line breaks, and with everything escaped that an address cannot hold, as browsers do.
    private static func escaped(_ text: some StringProtocol) -> String {
        var bytes = Array(text.utf8).filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }[...]
        while let first = bytes.first, first <= 0x20 { bytes.removeFirst() }
        while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
        return bytes.percentEncoded { byte in
            switch byte {
            case 0x00...0x20, 0x22, 0x3C, 0x3E, 0x5C, 0x5E, 0x60, 0x7B...0x7D, 0x7F...0xFF: false
            default: true
            }
        }
    }
}
