/// A feed of cases, for readers of news: values that `AtomFeed` and `JSONFeed` write.
package struct Feed: Sendable {
    package struct Entry: Sendable {
        /// A URN that never changes with the content.
        package var id: String
        package var title: String
        package var summary: String
        /// The address of its page.
        package var page: String
        /// RFC 3339.
        package var updated: String
        package var published: String?
        package var author: String?

        package init(
            id: String, title: String, summary: String, page: String, updated: String, published: String?,
            author: String?
        ) {
            self.id = id
            self.title = title
            self.summary = summary
            self.page = page
            self.updated = updated
            self.published = published
            self.author = author
        }
    }

    package var id: String
    package var title: String
    package var language: String
    /// The address of the page that shows the same, and the feed's own.
    package var page: String
    package var own: String
    package var updated: String
    package var entries: [Entry]

    package init(
        id: String, title: String, language: String, page: String, own: String, updated: String, entries: [Entry]
    ) {
        self.id = id
        self.title = title
        self.language = language
        self.page = page
        self.own = own
        self.updated = updated
        self.entries = entries
    }
}
