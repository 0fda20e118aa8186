import Exchange
import Facts
package import Language

/// Findings as SARIF 2.1.0 (OASIS), one run for all pages.
///
/// Columns and characters are Unicode code points. Places are given where the page is a plain text file; of HTML and PDF, whose text is
/// laid out anew, only the file is named, with the words in the result's properties.
package struct SARIF: LintReport {
    private let book: RuleBook
    private let language: InterfaceLanguage
    private let version: String

    package init(book: RuleBook = .builtIn, language: InterfaceLanguage, version: String) {
        self.book = book
        self.language = language
        self.version = version
    }

    static let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

    package var head: String {
        var json = JSONBytes()
        json.object { json in
            json.key("driver")
            json.object { driver(&$0) }
        }
        let tool = String(decoding: json.bytes, as: UTF8.self)
        return "{\"$schema\":\"\(Self.schema)\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":\(tool),"
            + "\"columnKind\":\"unicodeCodePoints\",\"results\":[\n"
    }

    package func foot(_ pages: Int, _ totals: LintTotals) -> String {
        "],\"invocations\":[{\"executionSuccessful\":\(totals.failed == 0)}]}]}\n"
    }

    private func driver(_ json: inout JSONBytes) {
        json.key("name")
        json.string("jikenbo lint")
        json.key("semanticVersion")
        json.string(version)
        json.key("language")
        json.string(language.rawValue)
        json.key("rules")
        json.array(book.rules) { json, rule in json.object { self.write(rule, &$0) } }
    }

    private func write(_ rule: LintRule, _ json: inout JSONBytes) {
        json.key("id")
        json.string(rule.code)
        json.key("name")
        json.string(Self.pascal(rule.name))
        json.key("shortDescription")
        json.text(rule.title.text(language))
        json.key("fullDescription")
        json.text(rule.why.text(language))
        json.key("help")
        json.text(rule.why.text(language) + "\n" + rule.basis.text(language))
        json.key("defaultConfiguration")
        json.object {
            $0.key("level")
            $0.string(Self.level(rule.severity))
        }
        json.key("properties")
        json.object {
            $0.key("source")
            $0.string(rule.source.rawValue)
        }
    }

    /// `no-contact` is `NoContact`.
    static func pascal(_ name: String) -> String {
        name.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    static func level(_ severity: LintSeverity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        }
    }

    package func text(of page: LintedPage, isFirst: Bool) -> String {
        let lines = LineTable(page.text)
        var out = ""
        for (place, finding) in page.findings.enumerated() {
            var json = JSONBytes()
            json.object { write(finding, page, lines, &$0) }
            out += (isFirst && place == 0 ? "" : ",") + String(decoding: json.bytes, as: UTF8.self) + "\n"
        }
        return out
    }

    private func write(_ finding: LintFinding, _ page: LintedPage, _ lines: LineTable, _ json: inout JSONBytes) {
        json.key("ruleId")
        json.string(finding.code)
        json.key("ruleIndex")
        json.int(book.rules.firstIndex { $0.code == finding.code } ?? -1)
        json.key("level")
        json.string(Self.level(finding.severity))
        json.key("message")
        json.text(finding.message.text(language))
        json.key("locations")
        json.array([finding.at]) { json, span in json.object { location(span, page, lines, &$0) } }
        if !finding.related.isEmpty {
            json.key("relatedLocations")
            json.array(finding.related.enumerated()) { json, entry in
                json.object {
                    $0.key("id")
                    $0.int(entry.offset + 1)
                    location(entry.element, page, lines, &$0)
                }
            }
        }
        if let reason = finding.off {
            json.key("suppressions")
            json.array([reason]) { json, reason in
                json.object {
                    $0.key("kind")
                    $0.string("external")
                    $0.key("justification")
                    $0.string(reason)
                }
            }
        }
        json.key("properties")
        json.object {
            $0.key("quote")
            $0.string(lines.quote(finding.at))
        }
    }

    private func location(_ span: TextSpan, _ page: LintedPage, _ lines: LineTable, _ json: inout JSONBytes) {
        json.key("physicalLocation")
        json.object { json in
            json.key("artifactLocation")
            json.object {
                $0.key("uri")
                $0.string(Self.uri(page.name))
            }
            guard page.isFile else { return }
            json.key("region")
            json.object { region(span, page, lines, &$0) }
        }
    }

    private func region(_ span: TextSpan, _ page: LintedPage, _ lines: LineTable, _ json: inout JSONBytes) {
        let (start, end) = (lines.place(span.start), lines.place(span.end))
        let members: [(StaticString, Int)] = [
            ("startLine", start.line), ("startColumn", start.column), ("endLine", end.line), ("endColumn", end.column),
            ("charOffset", start.character), ("charLength", end.character - start.character),
        ]
        for (name, value) in members {
            json.key(name)
            json.int(value)
        }
        if let shift = page.byteShift {
            json.key("byteOffset")
            json.int(span.start + shift)
            json.key("byteLength")
            json.int(span.count)
        }
        json.key("snippet")
        json.text(lines.quote(span))
    }

    /// A file's name as a relative or absolute reference of RFC 3986.
    static func uri(_ name: String) -> String {
        if name == "-" { return "stdin" }
        let kept = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        for byte in name.utf8 {
            if kept.contains(byte) {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        let path = String(decoding: out, as: UTF8.self)
        return path.hasPrefix("/") ? "file://" + path : path
    }
}

extension JSONBytes {
    /// A message: an object with a text.
    fileprivate mutating func text(_ text: String) {
        object {
            $0.key("text")
            $0.string(text)
        }
    }
}
