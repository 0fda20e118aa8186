package import Facts

/// What a citation of a case says: of its first notice, which a later one does not change.
struct Citation {
    let number: String
    /// A name for bibliographies: letters, digits and hyphens.
    let key: String
    let author, title, address: String?
    let published: DateValue?

    init(_ view: CaseView) {
        let first = view.notices.first
        number = view.number
        key =
            "jikenbo-"
            + String(
                view.number.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") ? $0 : "-" })
        author = first?.organisation ?? view.organisation
        title = first?.title
        published = first?.published
        // A file that was read is no address that others can look up.
        address = first?.sources.first(where: \.isOfTheWeb)
            .map { BibTeX.address($0) }
    }
}

/// BibTeX as biblatex has it: an `@online` entry for each case.
package struct BibTeX: CaseFormat {
    package init() {}

    package func part(of filed: FiledCase) -> [UInt8] {
        let citation = Citation(filed.view)
        var out: [UInt8] = []
        func write(_ text: String) { out.append(contentsOf: text.utf8) }
        write("@online{\(citation.key),\n")
        // Doubled braces: the name of an organisation is not cut into given and family names.
        if let author = citation.author { write("  author = {{\(Self.text(author))}},\n") }
        if let title = citation.title { write("  title = {{\(Self.text(title))}},\n") }
        // biblatex writes a date as ISO 8601, and has no hours.
        if let date = citation.published { write("  date = {\(date.iso.prefix(10))},\n") }
        if let address = citation.address { write("  url = {\(address)},\n") }
        write("  note = {\(Self.text("Jikenbo case \(citation.number)"))}\n}\n\n")
        return out
    }

    /// What TeX would take for a command is written as a command that prints it. Braces stand in no other form than in pairs,
    /// because BibTeX counts them even behind a backslash.
    static func text(_ text: String) -> String {
        var out = ""
        for scalar in HostileText.line(text).unicodeScalars {
            switch scalar {
            case "\\": out += "\\textbackslash{}"
            case "{": out += "\\textbraceleft{}"
            case "}": out += "\\textbraceright{}"
            case "^": out += "\\textasciicircum{}"
            case "~": out += "\\textasciitilde{}"
            case "#", "$", "%", "&", "_":
                out += "\\"
                out.unicodeScalars.append(scalar)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// An address in characters of RFC 3986 alone, all others percent-encoded: biblatex takes it as it is, up to the next brace.
    static func address(_ address: String) -> String {
        address.utf8.percentEncoded { $0 > 0x20 && $0 < 0x7F && !"{}\\\"<>^`|".utf8.contains($0) }
    }
}

/// CSL-JSON 1.0: an array with an item for each case.
package struct CSLJSON: CaseFormat {
    private var isFirst = true

    package init() {}

    package mutating func begin(_ out: inout [UInt8]) { out.append(UInt8(ascii: "[")) }

    package func part(of filed: FiledCase) -> [UInt8] {
        let citation = Citation(filed.view)
        var json = JSONBytes()
        json.object {
            $0.key("id")
            $0.string(citation.key)
            $0.key("type")
            $0.string("webpage")
            if let author = citation.author {
                $0.key("author")
                $0.array([author]) { json, author in
                    json.object {
                        $0.key("literal")
                        $0.string(author)
                    }
                }
            }
            if let title = citation.title {
                $0.key("title")
                $0.string(title)
            }
            if let date = citation.published {
                $0.key("issued")
                $0.object {
                    $0.key("date-parts")
                    let parts = [date.year, date.month, date.day].prefix(min(date.grain.rawValue, 2) + 1)
                    $0.array([parts]) { json, parts in json.array(parts) { $0.int($1) } }
                }
            }
            if let address = citation.address {
                $0.key("URL")
                $0.string(address)
            }
            $0.key("note")
            $0.string("Jikenbo case \(citation.number)")
        }
        return json.bytes
    }

    package mutating func write(_ part: [UInt8], to out: inout [UInt8]) {
        out.append(contentsOf: isFirst ? "\n".utf8 : ",\n".utf8)
        isFirst = false
        out.append(contentsOf: part)
    }

    package mutating func end(_ out: inout [UInt8]) { out.append(contentsOf: "\n]\n".utf8) }
}
