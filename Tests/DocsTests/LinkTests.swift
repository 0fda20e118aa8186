import Foundation
import Testing

/// Every relative link in the documentation leads to a file that is there.
@Suite struct LinkTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized

    @Test func everyRelativeLinkLeadsSomewhere() throws {
        let documents = try Self.documents()
        #expect(documents.count > 5)
        for document in documents {
            let text = try String(contentsOf: document, encoding: .utf8)
            #expect(Self.deadLinks(in: text, at: document) == [], "\(document.path)")
        }
    }

    @Test func aDeadLinkIsFound() {
        let text = """
            [here](README.md), [there](docs/nowhere.md#part), [out](https://example.com/x.md), [below](#part)
            ![picture](no-picture.png "with a title") `[code](not-a-link.md)`
            ```
            [code](neither.md)
            ```
            """
        let dead = Self.deadLinks(in: text, at: Self.root.appending(path: "README.md"))
        #expect(dead == ["docs/nowhere.md#part", "no-picture.png"])
    }

    /// The documents of the repository, without what builds leave.
    static func documents() throws -> [URL] {
        let files = FileManager.default.enumerator(
            at: root, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        return (files?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "md" }
    }

    static func deadLinks(in text: String, at document: URL) -> [String] {
        links(in: text).filter { link in
            if link.hasPrefix("#") || link.contains("://") || link.hasPrefix("mailto:") { return false }
            let path = link.prefix { $0 != "#" }
            let target = document.deletingLastPathComponent().appending(path: path.removingPercentEncoding ?? "")
            return !FileManager.default.fileExists(atPath: target.standardized.path)
        }
    }

    /// The targets of `[text](target "title")`, outside code.
    static func links(in text: String) -> [String] {
        // Every second part between fences, and between back-ticks, is code.
        let prose = text.components(separatedBy: "```").enumerated().filter { $0.offset.isMultiple(of: 2) }
            .flatMap { $0.element.components(separatedBy: "`").enumerated().filter { $0.offset.isMultiple(of: 2) } }
            .map(\.element)
        // A link's text may itself be code: [`name`](target); so the parts are put together again.
        return prose.joined().components(separatedBy: "](").dropFirst().compactMap { part in
            part.prefix { $0 != ")" }.split(separator: " ").first.map(String.init)
        }
    }
}
