/// What a feed, sitemap or page with links names, and what a robots.txt lets be fetched: for programs that use the package as a library.
public enum Listings {
    public struct Entry: Hashable, Sendable {
        /// Absolute, `http` or `https`.
        public var address: String
        /// In one line of plain text; empty where there is none.
        public var title: String
    }

    /// The pages that a listing names, whatever its format; `nil` where it is none.
    ///
    /// - Parameter address: where it came from, which relative addresses are relative to.
    public static func entries(of bytes: [UInt8], from address: String) -> [Entry]? {
        guard let address = WebAddress(address), let listing = try? SourceListing.read(bytes, address: address) else {
            return nil
        }
        return listing.entries.map { Entry(address: $0.address, title: $0.title) }
    }

    /// The feeds that an OPML file names; `nil` where it is none.
    public static func feeds(ofOPML text: String) -> [String]? { try? OPML.read(text).map(\.address) }

    /// Whether a robots.txt lets a robot fetch a path with its query: RFC 9309.
    public static func mayFetch(_ target: String, agent: String, robots: [UInt8]) -> Bool {
        RobotsRules(robots).allows(target, agent: agent)
    }
}
