/// A feed as JSON Feed 1.1.
package enum JSONFeed {
    package static func bytes(_ feed: Feed) -> [UInt8] {
        var json = JSONBytes()
        json.object { json in
            json.key("version")
            json.string("https://jsonfeed.org/version/1.1")
            json.key("title")
            json.string(feed.title)
            json.key("home_page_url")
            json.string(feed.page)
            json.key("feed_url")
            json.string(feed.own)
            json.key("language")
            json.string(feed.language)
            json.key("items")
            json.array(feed.entries) { write($1, &$0) }
        }
        return json.bytes
    }

    private static func write(_ entry: Feed.Entry, _ json: inout JSONBytes) {
        json.object { json in
            json.key("id")
            json.string(entry.id)
            json.key("url")
            json.string(entry.page)
            json.key("title")
            json.string(entry.title)
            json.key("content_text")
            json.string(entry.summary)
            if let published = entry.published {
                json.key("date_published")
                json.string(published)
            }
            json.key("date_modified")
            json.string(entry.updated)
            if let author = entry.author {
                json.key("authors")
                json.array([author]) { json, name in
                    json.object {
                        $0.key("name")
                        $0.string(name)
                    }
                }
            }
        }
    }
}
