import Casebook

/// Where the pages of the site stand in a published folder, and how they lead to each other there: by relative addresses
/// that name files, so that the folder works under any path of any web host.
enum StaticAddress {
    /// The file of an address of the site, and what is to follow it; `nil` for what is not published.
    static func file(_ address: String) -> (path: String, rest: String)? {
        let (before, fragment) = split(address, at: "#")
        let (path, query) = split(before, at: "?")
        let parts = path.split(separator: "/").map(String.init)
        guard let first = parts.first else { return ("index.html", fragment) }
        switch first {
        case "ja", "en":
            return page(first, Array(parts.dropFirst()), query).map { ($0.path, $0.query + fragment) }
        case "search": return ("search/", "")
        case "assets": return (parts.joined(separator: "/"), "")
        // A feed for every search needs a server: here there is one of all cases.
        case "feeds": return parts.count == 2 && !query.contains("q=") ? (feed(parts[1], query), "") : nil
        case "api":
            if parts.count == 4, parts[2] == "cases" { return ("data/cases/\(name(parts[3])).json", "") }
            return parts.count <= 3 ? ("data/cases.jsonl", "") : nil
        default: return nil
        }
    }

    private static func page(_ language: String, _ parts: [String], _ query: String) -> (path: String, query: String)? {
        switch (parts.first, parts.count) {
        case (nil, _): (language + "/index.html", "")
        case ("about", 1): (language + "/about.html", "")
        case ("cases", 1): list(language, query)
        case ("cases", 2): ("\(language)/cases/\(name(parts[1])).html", "")
        case ("notices", 2): ("\(language)/notices/\(name(parts[1])).html", "")
        case ("organisations", 2): ("\(language)/organisations/\(name(parts[1])).html", "")
        default: nil
        }
    }

    /// The lists of a year are files; what else is searched for is found by the search page's script.
    private static func list(_ language: String, _ query: String) -> (path: String, query: String) {
        let index = language + "/cases/index.html"
        let parameters = query.dropFirst().split(separator: "&").map { split(String($0), at: "=") }
        let asked = parameters.first { $0.0 == "q" }?.1.dropFirst() ?? ""
        if asked.hasPrefix("published%3A"), asked.utf8.count == 16,
            parameters.allSatisfy({ ["q", "page"].contains($0.0) }),
            let year = Int(asked.suffix(4))
        {
            let page = parameters.first { $0.0 == "page" }.flatMap { Int($0.1.dropFirst()) } ?? 1
            return (yearFile(language, year, page: page), "")
        }
        return (index, asked.isEmpty ? "" : query)
    }

    static func yearFile(_ language: String, _ year: Int, page: Int) -> String {
        "\(language)/years/\(year)" + (page > 1 ? "-\(page)" : "") + ".html"
    }

    private static func feed(_ file: String, _ query: String) -> String {
        "feeds/" + (query.contains("lang=en") ? "en-" : "ja-") + file
    }

    /// A file name for a part of an address: itself where it is short and plain, else its digest, for file systems differ in
    /// what they take.
    static func name(_ part: String) -> String {
        let isPlain =
            part.utf8.count <= 60
            && part.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                    UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        return isPlain ? part : "x" + Digest.short(part.utf8)
    }

    /// The text before the first such character, and the rest with it.
    private static func split(_ text: String, at mark: Character) -> (String, String) {
        guard let place = text.firstIndex(of: mark) else { return (text, "") }
        return (String(text[..<place]), String(text[place...]))
    }

    // MARK: Rewriting

    /// A page with its links as they are in the folder. What is not published is no link any more: it leads to the page
    /// itself.
    ///
    /// - Parameter path: the page's own file.
    static func rewritten(_ html: String, path: String) -> String {
        let up = String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
        var out: [UInt8] = []
        let bytes = Array(html.utf8)
        out.reserveCapacity(bytes.count + 1024)
        var i = 0
        while i < bytes.count {
            // In text and in values a quotation mark is written as an entity: this is an attribute's beginning.
            guard bytes[i] == UInt8(ascii: "="), i + 2 < bytes.count, bytes[i + 1] == UInt8(ascii: "\""),
                bytes[i + 2] == UInt8(ascii: "/"), let end = bytes[(i + 2)...].firstIndex(of: UInt8(ascii: "\""))
            else {
                out.append(bytes[i])
                i += 1
                continue
            }
            let address = String(decoding: bytes[(i + 2)..<end], as: UTF8.self).replacing("&amp;", with: "&")
            let link = file(address).map { up + $0.path + $0.rest } ?? "#"
            out += Array("=\"".utf8) + Array(link.replacing("&", with: "&amp;").utf8) + [UInt8(ascii: "\"")]
            i = end + 1
        }
        return String(decoding: out, as: UTF8.self)
    }
}
