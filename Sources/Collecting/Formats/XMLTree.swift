import CLibXML2

/// A document of XML or HTML as libxml2 reads it, from text in UTF-8: nothing is fetched, and no entity is put in.
final class XMLTree {
    struct Fault: Error {
        var reason: String
    }

    /// What kept it from being read to the end, if anything did; what stands before that is there.
    let trouble: String?
    private let document: xmlDocPtr
    let root: XMLNode

    private static let prepared: Void = xmlInitParser()

    /// - Throws: where there is no element at all, or entities are declared, which feeds have no need of and bombs are made of.
    init(xml text: String) throws {
        _ = Self.prepared
        let bytes = XMLReferences.mended(Self.document(Array(text.utf8)))
        if Self.declaresEntities(bytes) { throw Fault(reason: "it declares entities, which are not read") }
        let options = Int32(
            XML_PARSE_RECOVER.rawValue | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
                | XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue)
        guard let context = xmlNewParserCtxt() else { throw Fault(reason: "there is no memory to read it") }
        defer { xmlFreeParserCtxt(context) }
        let document = bytes.withUnsafeBytes { buffer in
            xmlCtxtReadMemory(
                context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), nil,
                "UTF-8", options)
        }
        guard let document else { throw Fault(reason: "it is no XML") }
        guard let root = xmlDocGetRootElement(document) else {
            xmlFreeDoc(document)
            throw Fault(reason: "there is no element in it")
        }
        self.document = document
        self.root = XMLNode(node: root)
        let code = context.pointee.errNo
        let isCutShort =
            code == Int32(XML_ERR_TAG_NOT_FINISHED.rawValue) || code == Int32(XML_ERR_DOCUMENT_END.rawValue)
        trouble = isCutShort ? "it ends in the middle" : nil
    }

    init(html text: String) throws {
        _ = Self.prepared
        let options = Int32(
            HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
                | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NODEFDTD.rawValue)
        let bytes = Array(text.utf8)
        let document = bytes.withUnsafeBytes { buffer in
            htmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(clamping: buffer.count), nil, "UTF-8",
                options)
        }
        guard let document else { throw Fault(reason: "it is no HTML") }
        guard let root = xmlDocGetRootElement(document) else {
            xmlFreeDoc(document)
            throw Fault(reason: "there is no element in it")
        }
        self.document = document
        self.root = XMLNode(node: root)
        trouble = nil
    }

    deinit { xmlFreeDoc(document) }

    /// From where the document begins: marks, white space and what a broken server says first stand before many feeds.
    private static func document(_ bytes: [UInt8]) -> [UInt8] {
        for start in ["<?xml", "<rss", "<feed", "<rdf:", "<urlset", "<sitemapindex", "<opml"].map({ Array($0.utf8) }) {
            var place = 0
            let end = min(bytes.count, 65_536) - start.count
            while place <= end {
                if bytes[place] == start[0],
                    bytes[place..<(place + start.count)].elementsEqual(start, by: { $0 | 0x20 == $1 | 0x20 })
                {
                    return Array(bytes[place...])
                }
                place += 1
            }
        }
        return Array(bytes.drop { $0 != UInt8(ascii: "<") })
    }

    private static func declaresEntities(_ bytes: [UInt8]) -> Bool {
        let wanted = Array("<!ENTITY".utf8)
        // Declarations stand before the root element.
        let head = bytes.prefix(65_536)
        var place = 0
        while place + wanted.count <= head.count {
            if head[place] == wanted[0], head[place + 1] == wanted[1],
                head[place..<(place + wanted.count)].elementsEqual(wanted)
            {
                return true
            }
            place += 1
        }
        return false
    }
}

/// An element of a tree, which must outlive it.
struct XMLNode {
    fileprivate let node: xmlNodePtr

    /// The name without its prefix, also one that nothing declares, in lower case.
    var name: String {
        let name = String(cString: node.pointee.name).lowercased()
        return name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    /// The namespace's address; empty for none.
    var namespace: String { node.pointee.ns?.pointee.href.map { String(cString: $0) } ?? "" }

    var elements: some Sequence<XMLNode> {
        sequence(first: node.pointee.children) { $0?.pointee.next }.lazy.prefix { $0 != nil }
            .compactMap { $0 }.filter { $0.pointee.type == XML_ELEMENT_NODE }.map { XMLNode(node: $0) }
    }

    var parent: XMLNode? {
        node.pointee.parent.flatMap { $0.pointee.type == XML_ELEMENT_NODE ? XMLNode(node: $0) : nil }
    }

    /// The element before it.
    var previous: XMLNode? {
        var place = node.pointee.prev
        while let found = place {
            if found.pointee.type == XML_ELEMENT_NODE { return XMLNode(node: found) }
            place = found.pointee.prev
        }
        return nil
    }

    func first(_ name: String) -> XMLNode? { elements.first { $0.name == name } }

    /// An attribute by its name without prefix.
    func attribute(_ name: String) -> String? {
        var next = node.pointee.properties
        while let attribute = next {
            if String(cString: attribute.pointee.name).lowercased() == name {
                var text = ""
                XMLNode.append(attribute.pointee.children, to: &text, depth: 0)
                return text
            }
            next = attribute.pointee.next
        }
        return nil
    }

    /// All text in it.
    var text: String {
        var text = ""
        XMLNode.append(node.pointee.children, to: &text, depth: 0)
        return text
    }

    private static let deepest = 200

    private static func append(_ first: xmlNodePtr?, to text: inout String, depth: Int) {
        var next = first
        while let node = next {
            switch node.pointee.type {
            case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
                if let content = node.pointee.content { text += String(cString: content) }
            case XML_ELEMENT_NODE where depth < deepest:
                if node.pointee.name.map({ String(cString: $0) }) == "br" { text += " " }
                append(node.pointee.children, to: &text, depth: depth + 1)
            default: break
            }
            next = node.pointee.next
        }
    }
}
