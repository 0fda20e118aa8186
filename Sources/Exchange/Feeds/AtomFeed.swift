/// A feed as Atom: RFC 4287.
package enum AtomFeed {
    package static func bytes(_ feed: Feed) -> [UInt8] {
        var out = #"<?xml version="1.0" encoding="utf-8"?>"# + "\n"
        out += #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(Markup.escaped(feed.language))">"# + "\n"
        out += element("id", feed.id) + element("title", feed.title) + element("updated", feed.updated)
        out += link("self", feed.own, "application/atom+xml") + link("alternate", feed.page, "text/html")
        out += "  <author><name>Jikenbo</name></author>\n"
        for entry in feed.entries {
            out += "  <entry>\n"
            out += element("id", entry.id) + element("title", entry.title) + element("updated", entry.updated)
            if let published = entry.published { out += element("published", published) }
            if let author = entry.author { out += "  <author><name>\(Markup.escaped(author))</name></author>\n" }
            out += link("alternate", entry.page, "text/html") + element("summary", entry.summary)
            out += "  </entry>\n"
        }
        return Array((out + "</feed>\n").utf8)
    }

    private static func element(_ name: String, _ text: String) -> String {
        "  <\(name)>\(Markup.escaped(text))</\(name)>\n"
    }

    private static func link(_ relation: String, _ address: String, _ mediaType: String) -> String {
        #"  <link rel="\#(relation)" type="\#(mediaType)" href="\#(Markup.escaped(address))"/>"# + "\n"
    }
}
