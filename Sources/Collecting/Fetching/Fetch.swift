/// One request and its answer, as they went over the wire.
package struct Exchange: Sendable {
    package var address: WebAddress
    package var ip: IPAddress?
    /// Seconds since 1970.
    package var at: Int
    package var requestHeaders: [(name: String, value: String)]
    package var status: Int
    package var reason: String
    package var headers: [(name: String, value: String)]
    /// The body without what coded it for the way.
    package var body: [UInt8]

    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name }?.value
    }
}

/// What came of fetching an address.
package enum FetchOutcome: Sendable {
    /// The page, behind however many redirects.
    case page([Exchange])
    /// The server says that what we have is what it has.
    case notModified([Exchange])
    /// It will not do.
    case failed(String, [Exchange])
    /// It may do later, after so many seconds if the server said so.
    case later(String, seconds: Int?, [Exchange])

    package var exchanges: [Exchange] {
        switch self {
        case .page(let exchanges), .notModified(let exchanges), .failed(_, let exchanges), .later(_, _, let exchanges):
            exchanges
        }
    }
}

/// What a page may cost.
package struct FetchLimits: Hashable, Sendable {
    /// Bytes of a body, when it is no longer compressed.
    package var bytes = 50_000_000
    /// Seconds from the request to the last byte.
    package var seconds = 120.0
    package var connectSeconds = 10.0
    /// Seconds without a byte.
    package var silentSeconds = 30.0
    package var redirects = 5

    package init() {}
}
