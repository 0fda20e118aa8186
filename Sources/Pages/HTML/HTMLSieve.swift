/// Takes out of a page what its text does not need, before it is parsed: comments, scripts, unknown elements, the tags of `html`, `head`
/// and `body` (there is one body around all), and every attribute. What the attributes say comes in `m` (marks) and `v` (a list's number).
///
/// It is one pass in linear time, and it bounds what hostile pages make a parser do: libxml2 compares every attribute of an element
/// with all before it, and looks through all open elements for every end tag. No element is open more than `deepest` deep: past that a
/// block's tags become line breaks.
struct HTMLSieve {
    private static let deepest = 1_000

    private var output: [UInt8] = []
    /// Open elements, without those that end by themselves.
    private var open: [HTMLTag] = []
    private var openCount = [Int](repeating: 0, count: HTMLTag.allCases.count)
    private var hasTitle = false
    private var flattened = [Int](repeating: 0, count: HTMLTag.allCases.count)

    /// The page with what matters left in.
    static func sift(_ page: Span<UInt8>) -> [UInt8] {
        var sieve = HTMLSieve()
        sieve.output.reserveCapacity(page.count)
        // Loose text outside a body would be given a paragraph of its own.
        sieve.output.append(contentsOf: "<html><body>".utf8)
        sieve.run(page)
        return sieve.output
    }

    private mutating func run(_ page: Span<UInt8>) {
        let ends = HTMLEnds(page)
        var i = 0
        while i < page.count {
            let byte = page[i]
            guard byte == UInt8(ascii: "<") else {
                output.append(byte)
                i += 1
                continue
            }
            let next = i + 1 < page.count ? page[i + 1] : 0
            if next == UInt8(ascii: "!") || next == UInt8(ascii: "?"), i < ends.lastTagEnd {
                i = endOfDeclaration(page, from: i, ends)
            } else if next == UInt8(ascii: "/"), i < ends.lastTagEnd, i + 2 < page.count, ASCII.isLetter(page[i + 2]) {
                i = endTag(page, from: i)
            } else if ASCII.isLetter(next), i < ends.lastTagEnd {
                i = startTag(page, from: i, ends)
            } else {
                output.append(contentsOf: "&lt;".utf8)
                i += 1
            }
        }
    }

    /// Just past a comment, doctype or processing instruction. A comment that nothing ends goes no further than its first `>`: what
    /// follows may be the notice.
    private func endOfDeclaration(_ page: Span<UInt8>, from start: Int, _ ends: HTMLEnds) -> Int {
        var i = start + 2
        if page.count > start + 4, page[start + 2] == UInt8(ascii: "-"), page[start + 3] == UInt8(ascii: "-"),
            start + 2 < ends.lastCommentEnd
        {
            // `<!-->` is a whole comment.
            while i + 2 < page.count {
                if page[i] == UInt8(ascii: "-"), page[i + 1] == UInt8(ascii: "-"), page[i + 2] == UInt8(ascii: ">") {
                    return i + 3
                }
                i += 1
            }
            return page.count
        }
        while i < page.count, page[i] != UInt8(ascii: ">") { i += 1 }
        return min(i + 1, page.count)
    }

    private mutating func endTag(_ page: Span<UInt8>, from start: Int) -> Int {
        var i = start + 2
        while i < page.count, page[i] != UInt8(ascii: ">") { i += 1 }
        if let found = HTMLTag.at(start + 2, in: page) { close(found.tag) }
        return min(i + 1, page.count)
    }

    private mutating func close(_ tag: HTMLTag) {
        let index = Int(tag.rawValue)
        if tag.isSilent { return }
        if tag.isVoid {
            emit(tag, slash: false)
        } else if tag.endsByItself {
            emit(tag, slash: true)
        } else if flattened[index] > 0 {
            flattened[index] -= 1
            if tag.isBlock { emit(.br, slash: false) }
        } else if openCount[index] > 0, let at = open.lastIndex(of: tag) {
            // An inline end tag does not end the blocks opened since.
            if tag.isBlock {
                for tag in open[at...] { openCount[Int(tag.rawValue)] -= 1 }
                open.removeSubrange(at...)
            } else {
                openCount[index] -= 1
                open.remove(at: at)
            }
            emit(tag, slash: true)
        }
    }

    private mutating func startTag(_ page: Span<UInt8>, from start: Int, _ ends: HTMLEnds) -> Int {
        var attributes = HTMLAttributes(page, from: start + 1, ends)
        guard let tag = HTMLTag.at(start + 1, in: page)?.tag, !tag.isSilent else { return attributes.end }
        if tag.isRaw { return endOfRaw(tag, page, from: attributes.end, ends) }
        if tag == .title { return title(page, from: attributes.end, ends) }
        if tag.isVoid || tag.endsByItself {
            emit(tag, slash: false, attributes)
            return attributes.end
        }
        if open.count >= Self.deepest {
            flattened[Int(tag.rawValue)] += 1
            if tag.isBlock { emit(.br, slash: false) }
            return attributes.end
        }
        if tag == .dialog || tag == .template, !attributes.isOpen { attributes.marks.insert(.hidden) }
        open.append(tag)
        openCount[Int(tag.rawValue)] += 1
        emit(tag, slash: false, attributes)
        return attributes.end
    }

    /// Just past a raw element's end tag; where there is none, just past its start tag, so that the notice is not lost.
    private func endOfRaw(_ tag: HTMLTag, _ page: Span<UInt8>, from start: Int, _ ends: HTMLEnds) -> Int {
        guard start < ends.lastEnd(of: tag) else { return start }
        var i = start
        while i + 1 < page.count {
            if page[i] == UInt8(ascii: "<"), page[i + 1] == UInt8(ascii: "/"), HTMLTag.at(i + 2, in: page)?.tag == tag {
                while i < page.count, page[i] != UInt8(ascii: ">") { i += 1 }
                return min(i + 1, page.count)
            }
            i += 1
        }
        return page.count
    }

    /// A title holds characters and references, no tags. The first one is passed on as a marked `div`, because a `title` would have
    /// libxml2 open a head that HTML5's elements do not close; a drawing's title is none.
    private mutating func title(_ page: Span<UInt8>, from start: Int, _ ends: HTMLEnds) -> Int {
        guard start < ends.lastEnd(of: .title) else { return start }
        let end = endOfRaw(.title, page, from: start, ends)
        guard !hasTitle, openCount[Int(HTMLTag.svg.rawValue)] == 0 else { return end }
        hasTitle = true
        output.append(contentsOf: "<div m=\"\(HTMLMarks.title.rawValue)\">".utf8)
        var i = start
        while i < end, !(page[i] == UInt8(ascii: "<") && i + 1 < end && page[i + 1] == UInt8(ascii: "/")) {
            if page[i] == UInt8(ascii: "<") { output.append(contentsOf: "&lt;".utf8) } else { output.append(page[i]) }
            i += 1
        }
        emit(.div, slash: true)
        return end
    }

    private mutating func emit(_ tag: HTMLTag, slash: Bool, _ attributes: HTMLAttributes? = nil) {
        output.append(UInt8(ascii: "<"))
        if slash { output.append(UInt8(ascii: "/")) }
        output.append(contentsOf: tag.name)
        if let attributes {
            if !attributes.marks.isEmpty { output.append(contentsOf: " m=\"\(attributes.marks.rawValue)\"".utf8) }
            if let number = attributes.number { output.append(contentsOf: " v=\"\(number)\"".utf8) }
        }
        output.append(UInt8(ascii: ">"))
    }
}

/// Where the last of each kind of ending stands, so that a search for one that is not there costs nothing.
struct HTMLEnds {
    var lastTagEnd = -1
    var lastCommentEnd = -1
    var lastDoubleQuote = -1
    var lastSingleQuote = -1
    private var rawEnds: [HTMLTag: Int] = [:]

    init(_ page: Span<UInt8>) {
        for i in page.indices {
            switch page[i] {
            case UInt8(ascii: ">"):
                lastTagEnd = i
                if i >= 2, page[i - 1] == UInt8(ascii: "-"), page[i - 2] == UInt8(ascii: "-") { lastCommentEnd = i - 2 }
            case UInt8(ascii: "\""): lastDoubleQuote = i
            case UInt8(ascii: "'"): lastSingleQuote = i
            case UInt8(ascii: "/") where i > 0 && page[i - 1] == UInt8(ascii: "<"):
                let first = i + 1 < page.count ? ASCII.lower(page[i + 1]) : 0
                // s(cript|tyle), t(extarea|itle), i(frame), n(oframes|oembed)
                guard
                    first == UInt8(ascii: "s") || first == UInt8(ascii: "t") || first == UInt8(ascii: "i")
                        || first == UInt8(ascii: "n")
                else { continue }
                if let tag = HTMLTag.at(i + 1, in: page)?.tag, tag.isRaw || tag == .title { rawEnds[tag] = i - 1 }
            default: continue
            }
        }
    }

    /// Where the last end tag of a raw element begins; -1 where there is none.
    func lastEnd(of tag: HTMLTag) -> Int { rawEnds[tag] ?? -1 }
}
