/// Where notices are looked for.
package struct Source: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// A feed, sitemap or page with links to what is new.
        case listing
        /// One page that is watched for change.
        case page
    }

    package let id: Int64
    package var address: String
    package var name: String
    package var kind: Kind
    /// A query of words that titles must fit for their pages to be fetched; empty for all.
    package var filter: String
    /// Which links of a list page are news; empty for the usual ones.
    package var rules: String
    /// Seconds between two visits.
    package var every: Int
    package var isPaused: Bool
    package var addedAt: Int
    package var nextAt: Int
    package var visitedAt: Int?
    package var succeededAt: Int?
    /// What it was the last time: `atom`, `rss2`, …
    package var format: String?
    /// How many visits failed since the last that did not.
    package var failures: Int
    /// Why the last visit failed; `nil` where it did not.
    package var trouble: String?
}

/// A page that was found and not fetched yet.
package struct QueuedPage: Hashable, Sendable {
    package var address: String
    package var source: Int64?
    package var title: String
    package var tries: Int

    package init(address: String, source: Int64?, title: String, tries: Int) {
        self.address = address
        self.source = source
        self.title = title
        self.tries = tries
    }
}

/// Content that came from an address, and where the archive has it.
package struct Capture: Hashable, Sendable {
    /// Seconds since 1970.
    package var at: Int
    /// The tag and date by which the server can say that nothing has changed: RFC 9110, 8.8.
    package var etag: String?
    package var modified: String?
    package var sha256: [UInt8]
    /// The archive's file, the first byte of the first record, and how many records follow each other.
    package var file: String
    package var offset: Int
    package var records: Int

    package init(
        at: Int, etag: String?, modified: String?, sha256: [UInt8], file: String, offset: Int, records: Int
    ) {
        self.at = at
        self.etag = etag
        self.modified = modified
        self.sha256 = sha256
        self.file = file
        self.offset = offset
        self.records = records
    }
}

/// How a source stands, and what of it waits.
package struct SourceStanding: Sendable {
    package var source: Source
    package var waiting: Int
    package var fetched: Int
    package var failed: Int
    /// Pages that its filter left out.
    package var left: Int
}
