import Casebook
import Pages

/// A page that a feed, sitemap or list page names.
package struct ListedPage: Hashable, Sendable {
    /// Absolute, `http` or `https`.
    package var address: String
    /// In one line of plain text; empty where there is none.
    package var title: String
    /// Seconds since 1970.
    package var date: Int?
    /// What the source tells it by; the address where it says nothing.
    package var id: String
}

/// Why something is no list of pages. One sentence.
package struct ListingFault: Error, Hashable, Sendable, CustomStringConvertible {
    package var description: String
}

/// What a source lists, whatever its format.
package struct SourceListing: Hashable, Sendable {
    package enum Format: String, CaseIterable, Sendable {
        /// RFC 4287.
        case atom
        /// RDF Site Summary 1.0.
        case rss1
        /// RSS 0.9x and 2.0.
        case rss2
        /// JSON Feed 1 and 1.1.
        case jsonFeed = "json-feed"
        /// sitemaps.org.
        case sitemap
        case sitemapIndex = "sitemap-index"
        /// A page of a web site with links to its news.
        case listPage = "list-page"
    }

    package var format: Format
    package var title: String
    package var entries: [ListedPage]
    /// What kept it from being read to the end; what was whole is in `entries`.
    package var fault: String?

    /// More entries than this are not read.
    package static let mostEntries = 50_000

    /// Reads a listing. What it is, its content says.
    ///
    /// - Parameters:
    ///   - address: where it came from, which relative addresses are relative to.
    ///   - rules: for a list page, which links are news.
    package static func read(
        _ bytes: [UInt8], address: WebAddress, rules: LinkRules = LinkRules()
    ) throws(ListingFault) -> SourceListing {
        let text: String
        do { text = try PageDecoder.decoded(bytes) } catch {
            throw ListingFault(description: "it is in no character set that is known")
        }
        let start = text.utf8.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }
        do {
            switch start {
            case UInt8(ascii: "{"): return try JSONFeedReading.read(text, address)
            case UInt8(ascii: "<") where looksLikeXML(text):
                return try FeedReading(tree: XMLTree(xml: text), address: address).read()
            case nil: throw ListingFault(description: "it is empty")
            default:
                let tree = try XMLTree(html: text)
                let entries = ListPage(base: address, rules: rules).entries(of: tree)
                let title = tree.root.first("head")?.first("title")?.text ?? ""
                return SourceListing(
                    format: .listPage, title: PlainText.line(title, isHTML: false), entries: entries, fault: nil)
            }
        } catch let fault as ListingFault { throw fault } catch let fault as XMLTree.Fault {
            throw ListingFault(description: fault.reason)
        } catch { throw ListingFault(description: "it cannot be read") }
    }

    /// Whether the first element is one of a feed's.
    private static func looksLikeXML(_ text: String) -> Bool {
        let head = text.prefix(4_000).lowercased()
        let names = [
            "<rss", "<feed", "<rdf:rdf", "<rdf ", "<urlset", "<sitemapindex", ":feed ", ":rdf ", "www.w3.org/2005/atom",
        ]
        if names.contains(where: { head.contains($0) }) { return true }
        return head.contains("<?xml") && !head.contains("<html") && !head.contains("<!doctype html")
    }
}
