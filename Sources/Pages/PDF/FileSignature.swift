/// What the name of a file says about it.
enum PageKind: Equatable {
    case pdf, html, other

    /// By the extension; an address's query and fragment do not count.
    init(name: String) {
        let path = name.prefix { $0 != "?" && $0 != "#" }
        let last = path.split(separator: "/").last ?? ""
        let parts = last.split(separator: ".", omittingEmptySubsequences: false)
        switch parts.count > 1 ? parts.last?.lowercased() : nil {
        case "pdf": self = .pdf
        case "html", "htm", "xhtml", "xht", "shtml", "php", "asp", "aspx", "jsp", "cgi": self = .html
        default: self = .other
        }
    }
}

/// What the first bytes of a file say it is, where that is not text.
enum FileSignature: Equatable {
    case pdf
    case binary(String)

    private static let known: [(bytes: [UInt8], what: String)] = [
        ([0x50, 0x4B, 0x03, 0x04], "a ZIP archive or an Office document"),
        ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "an old Office document"),
        ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
        (Array("GIF8".utf8), "a GIF image"),
        ([0x1F, 0x8B, 0x08], "a gzip archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a Zstandard archive"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        (Array("SQLite format 3\0".utf8), "an SQLite database"),
    ]

    init?(_ bytes: [UInt8], named kind: PageKind) {
        let head = bytes.prefix(1_024)
        let mark = Array("%PDF-".utf8)
        let start = (head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head).drop { ASCII.isSpace($0) }
        // Readers of PDF accept other bytes before the mark, within the first 1,024.
        if start.starts(with: mark) || (kind == .pdf && ASCII.find(mark, in: head) != nil) {
            self = .pdf
        } else if let found = Self.known.first(where: { head.starts(with: $0.bytes) }) {
            self = .binary(found.what)
        } else {
            return nil
        }
    }
}
