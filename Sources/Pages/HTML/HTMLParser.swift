import CLibXML2

/// Parses a page with libxml2 into a flat tree.
///
/// libxml2 reports the elements and text as it meets them and builds no tree of its own: that one refuses pages nested more than 256
/// deep, and takes 120 bytes for every node. It is given UTF-8 that the sieve has been through, nothing is fetched, and what the
/// page says about its charset is not heeded.
enum HTMLParser {
    private static let options = Int32(
        HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
            | HTML_PARSE_NONET.rawValue
            | HTML_PARSE_IGNORE_ENC.rawValue | HTML_PARSE_NODEFDTD.rawValue)

    private static let prepared: Void = xmlInitParser()

    private final class Builder {
        var tree = HTMLTree()
    }

    /// The tree of a page in UTF-8.
    static func parse(_ page: Span<UInt8>) -> HTMLTree {
        _ = prepared
        let sifted = HTMLSieve.sift(page)
        let builder = Builder()
        // A root of our own, so that the first node spans the page whatever stands outside `html`.
        builder.tree.open(.html, [], number: nil)
        guard !sifted.isEmpty, let context = htmlNewParserCtxt() else {
            builder.tree.finish()
            return builder.tree
        }
        defer { htmlFreeParserCtxt(context) }
        listen(context, builder)
        sifted.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let document = htmlCtxtReadMemory(context, start, Int32(clamping: bytes.count), nil, "UTF-8", options)
            if let document { xmlFreeDoc(document) }
        }
        builder.tree.finish()
        return builder.tree
    }

    /// Has the parser report to `builder` alone. The builder must outlive the parsing.
    private static func listen(_ context: htmlParserCtxtPtr, _ builder: Builder) {
        guard let sax = context.pointee.sax else { return }
        sax.pointee = xmlSAXHandler()
        sax.pointee.startElement = { data, name, attributes in
            guard let builder = HTMLParser.builder(data), let tag = HTMLParser.tag(name) else { return }
            let (marks, number) = HTMLParser.read(attributes)
            builder.tree.open(tag, marks, number: number)
            if tag.isVoid { builder.tree.close(tag) }
        }
        sax.pointee.endElement = { data, name in
            guard let builder = HTMLParser.builder(data), let tag = HTMLParser.tag(name), !tag.isVoid else { return }
            builder.tree.close(tag)
        }
        sax.pointee.characters = HTMLParser.characters
        sax.pointee.ignorableWhitespace = HTMLParser.characters
        context.pointee.userData = Unmanaged.passUnretained(builder).toOpaque()
    }

    private static let characters: charactersSAXFunc = { data, text, count in
        guard let builder = HTMLParser.builder(data), let text, count > 0 else { return }
        builder.tree.append(text: UnsafeBufferPointer(start: text, count: Int(count)))
    }

    private static func builder(_ data: UnsafeMutableRawPointer?) -> Builder? {
        data.map { Unmanaged<Builder>.fromOpaque($0).takeUnretainedValue() }
    }

    private static func tag(_ name: UnsafePointer<xmlChar>?) -> HTMLTag? {
        name.flatMap { HTMLTag(name: $0) }
    }

    /// The marks and number that the sieve wrote.
    private static func read(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?) -> (HTMLMarks, Int32?) {
        guard let attributes else { return ([], nil) }
        var marks: HTMLMarks = []
        var number: Int32?
        var i = 0
        while let key = attributes[i] {
            if let value = attributes[i + 1].map({ String(cString: $0) }) {
                if key.pointee == UInt8(ascii: "m") { marks = HTMLMarks(rawValue: UInt8(value) ?? 0) }
                if key.pointee == UInt8(ascii: "v") { number = Int32(value) }
            }
            i += 2
        }
        return (marks, number)
    }
}
