import Exchange

/// Lists of feeds as other programs keep them: OPML 2.0.
package enum OPML {
    package struct Outline: Hashable, Sendable {
        package var address: String
        package var name: String

        package init(address: String, name: String) {
            self.address = address
            self.name = name
        }
    }

    /// All outlines with a feed's address, however deep they stand.
    package static func read(_ text: String) throws(ListingFault) -> [Outline] {
        let tree: XMLTree
        do { tree = try XMLTree(xml: text) } catch {
            throw ListingFault(description: "this is no OPML")
        }
        guard tree.root.name == "opml" else {
            throw ListingFault(description: "this is no OPML: its root is \(PlainText.line(tree.root.name))")
        }
        var found: [Outline] = []
        func walk(_ node: XMLNode, depth: Int) {
            guard depth < 50 else { return }
            if node.name == "outline", let address = node.attribute("xmlurl").flatMap({ WebAddress($0) }) {
                let name = PlainText.line(node.attribute("title") ?? node.attribute("text") ?? "")
                found.append(Outline(address: address.text, name: name.isEmpty ? address.host : name))
            }
            for child in node.elements { walk(child, depth: depth + 1) }
        }
        walk(tree.root, depth: 0)
        return found
    }

    package static func write(_ outlines: [Outline], title: String) -> String {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
        text += "<head><title>\(escaped(title))</title></head>\n<body>\n"
        for outline in outlines {
            let name = escaped(outline.name)
            text +=
                "<outline type=\"rss\" text=\"\(name)\" title=\"\(name)\" xmlUrl=\"\(escaped(outline.address))\"/>\n"
        }
        return text + "</body>\n</opml>\n"
    }

    private static func escaped(_ text: String) -> String { Markup.escaped(PlainText.line(text, isHTML: false)) }
}
