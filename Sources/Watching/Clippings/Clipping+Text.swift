import Exchange
import Language

extension Clipping {
    /// As plain text, one paragraph for each case.
    package var text: String {
        var out = subject + "\n"
        for item in cases.prefix(Self.mostCases) {
            out += "\n■ " + item.heading + (item.published.map { " (\($0))" } ?? "") + "\n"
            for event in item.items {
                out += "  " + event.label + "\n"
                for line in event.lines { out += "    " + line + "\n" }
                for quote in event.quotes { out += "    「" + quote + "」\n" }
                if let why = event.why { out += "    " + why + "\n" }
            }
            if let link = item.link { out += "  " + link + "\n" }
        }
        if let more { out += "\n" + more + "\n" }
        return out + "\n-- \n" + footer + "\n"
    }

    /// How many cases are not told, in words.
    var more: String? { cases.count > Self.mostCases ? words.more(cases.count - Self.mostCases) : nil }

    /// As HTML without styles, scripts or pictures.
    package var html: String {
        var out = "<!doctype html>\n<html lang=\"\(words.language.rawValue)\"><head><meta charset=\"utf-8\">"
        out += "<title>\(Markup.escaped(subject))</title></head><body>\n<h1>\(Markup.escaped(subject))</h1>\n"
        for item in cases.prefix(Self.mostCases) {
            let heading = Markup.escaped(item.heading)
            let linked = item.link.map { "<a href=\"\(Markup.escaped($0))\">\(heading)</a>" } ?? heading
            out += "<h2>\(linked)</h2>\n"
            if let published = item.published { out += "<p>\(Markup.escaped(published))</p>\n" }
            for event in item.items {
                out += "<h3>\(Markup.escaped(event.label))</h3>\n"
                if !event.lines.isEmpty {
                    out += "<ul>" + event.lines.map { "<li>\(Markup.escaped($0))</li>" }.joined() + "</ul>\n"
                }
                for quote in event.quotes { out += "<blockquote>\(Markup.escaped(quote))</blockquote>\n" }
                if let why = event.why { out += "<p><small>\(Markup.escaped(why))</small></p>\n" }
            }
        }
        if let more { out += "<p>\(Markup.escaped(more))</p>\n" }
        return out + "<hr>\n<p><small>\(Markup.escaped(footer))</small></p>\n</body></html>\n"
    }
}
