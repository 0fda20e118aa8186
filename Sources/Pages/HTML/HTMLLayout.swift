import Facts

/// Lays out parts of a page as lines of text.
struct HTMLLayout {
    private let tree: HTMLTree
    private var writer = LineWriter()
    private var headings: [PageText.Heading] = []
    private var open: [Frame] = []
    /// How many `pre` and how many list items are open.
    private var (pre, items) = (0, 0)
    private var heading: (level: Int, start: Int?)?

    /// An open element.
    private struct Frame {
        var node: Int
        var tag: HTMLTag
        /// The number of a list's next item.
        var next = 1
        /// Whether its content stays on one line.
        var isFlat = false
        /// Of a table: whether its rows are lines. Of a row: whether its key is followed by a colon.
        var flag = false
        /// Whether its end ends no line: a `dt` before its only `dd`.
        var isKey = false
    }

    init(_ tree: HTMLTree) { self.tree = tree }

    /// Writes a heading or the page's title as the text's first heading.
    mutating func write(title node: Int) {
        let level = tree.nodes[node].tag.headingLevel ?? 1
        beginHeading(level)
        writer.flat += 1
        for i in node..<tree.end(node) where tree.nodes[i].tag == .text { text(i) }
        writer.flat -= 1
        endHeading()
    }

    /// Writes the text of a node and all within it.
    mutating func write(_ root: Int) {
        writer.end(lines: 2)
        var i = root
        while i < tree.end(root) {
            closeFrames(upTo: i)
            if isLeftOut(i) {
                i = tree.end(i)
                continue
            }
            if tree.nodes[i].tag == .text { text(i) } else { begin(i) }
            i += 1
        }
        closeFrames(upTo: tree.end(root))
        writer.end(lines: 2)
    }

    /// The text with its headings.
    mutating func finish() -> (text: String, headings: [PageText.Heading]) {
        let text = writer.finish()
        return (String(decoding: text, as: UTF8.self), headings.filter { $0.at.end <= text.count })
    }

    /// A button is left out unless it is what a heading folds.
    private func isLeftOut(_ node: Int) -> Bool {
        if tree.isDropped(node) { return true }
        guard tree.nodes[node].tag == .button else { return false }
        return heading == nil && !open.contains { $0.tag == .summary || $0.tag == .dt }
    }

    private mutating func text(_ node: Int) {
        let (start, end) = (Int(tree.nodes[node].textStart), Int(tree.nodes[node].textEnd))
        let bytes = tree.pool
        let pool = bytes.span
        if let level = heading?.level, heading?.start == nil,
            let first = (start..<end).first(where: { !ASCII.isSpace(bytes[$0]) })
        {
            let at = writer.startOfNext(before: LineWriter.scalar(pool, at: first, end))
            heading = (level, at)
        }
        if pre > 0 { writer.append(preformatted: pool, start, end) } else { writer.append(pool, start, end) }
    }

    // MARK: Elements

    private mutating func begin(_ node: Int) {
        var frame = Frame(node: node, tag: tree.nodes[node].tag)
        switch frame.tag {
        case .br: writer.lineBreak()
        case .li: beginItem(node)
        case .ol:
            frame.next = tree.nodes[node].number.map(Int.init) ?? 1
            writer.end(lines: 1)
        case .p, .blockquote: writer.end(lines: items == 0 ? 2 : 1)
        case .pre:
            pre += 1
            writer.end(lines: 2)
        case .h1, .h2, .h3, .h4, .h5, .h6:
            if heading == nil, let level = frame.tag.headingLevel {
                beginHeading(level)
                frame.isFlat = true
            }
        case .table:
            frame.flag = hasRowsAsLines(node)
            writer.end(lines: 1)
        case .tr:
            writer.end(lines: 1)
            if open.last(where: { $0.tag == .table })?.flag == true {
                frame.isFlat = true
                frame.flag = isKeyAndValue(node)
            }
        case .td, .th: beginCell()
        case .dt:
            writer.end(lines: 1)
            frame.isKey = isKey(node)
            frame.isFlat = frame.isKey
        case .dd: if !isAfterKey { writer.end(lines: 1) }
        default: if frame.tag.isBlock { writer.end(lines: 1) }
        }
        if frame.tag == .li || frame.tag == .dd { items += 1 }
        if frame.isFlat { writer.flat += 1 }
        open.append(frame)
    }

    private mutating func closeFrames(upTo node: Int) {
        while let frame = open.last, tree.end(frame.node) <= node {
            open.removeLast()
            if frame.isFlat { writer.flat -= 1 }
            end(frame)
        }
    }

    private mutating func end(_ frame: Frame) {
        switch frame.tag {
        case .br: return
        case .li:
            items -= 1
            writer.endItem()
        case .p, .blockquote: writer.end(lines: items == 0 ? 2 : 1)
        case .pre:
            pre -= 1
            writer.end(lines: 2)
        case .h1, .h2, .h3, .h4, .h5, .h6: if frame.isFlat { endHeading() }
        case .dt where frame.isKey:
            isAfterKey = true
            writer.note(.colon)
            return
        case .dd:
            items -= 1
            writer.end(lines: 1)
        default: if frame.tag.isBlock { writer.end(lines: 1) }
        }
        isAfterKey = false
    }

    /// Whether a `dt` has just ended whose `dd` goes on in its line.
    private var isAfterKey = false

    private mutating func beginItem(_ node: Int) {
        guard let list = open.lastIndex(where: { $0.tag == .ol || $0.tag == .ul || $0.tag == .menu }),
            open[list].tag == .ol
        else {
            return writer.begin(.bullet)
        }
        let number = tree.nodes[node].number.map(Int.init) ?? open[list].next
        open[list].next = number < Int.max ? number + 1 : number
        writer.begin(.number(number))
    }

    // MARK: Headings

    private mutating func beginHeading(_ level: Int) {
        writer.end(lines: 2)
        heading = (level, nil)
    }

    private mutating func endHeading() {
        if let heading, let start = heading.start, writer.output.count > start {
            headings.append(PageText.Heading(level: heading.level, at: TextSpan(start, writer.output.count)))
        }
        heading = nil
        writer.end(lines: 1)
    }

    // MARK: Tables and keys

    /// Whether a table's rows are lines of cells; tables that lay out the page are blocks.
    private func hasRowsAsLines(_ table: Int) -> Bool {
        var i = table + 1
        var cellText = 0
        while i < tree.end(table) {
            let node = tree.nodes[i]
            if node.tag == .table || node.tag.headingLevel != nil || node.tag == .article || node.tag == .section {
                return false
            }
            if node.tag == .td || node.tag == .th { cellText = 0 }
            cellText += Int(node.textEnd - node.textStart)
            // 600 Japanese characters.
            if cellText > 1_800 { return false }
            i += 1
        }
        return true
    }

    private func isKeyAndValue(_ row: Int) -> Bool {
        let cells = tree.children(row)
        return cells.count == 2 && tree.nodes[cells[0]].tag == .th && tree.nodes[cells[1]].tag == .td
    }

    private mutating func beginCell() {
        guard let row = open.last(where: { $0.tag == .tr }), row.isFlat else { return writer.end(lines: 1) }
        writer.note(row.flag && open.last?.tag == .tr && !writer.isAtLineStart ? .colon : .space)
    }

    /// Whether a `dt` is short and followed by one `dd` without blocks: then they are a key and its value.
    private func isKey(_ node: Int) -> Bool {
        guard let parent = open.last?.node else { return false }
        let following = next(after: node, in: parent)
        guard let value = following, tree.nodes[value].tag == .dd else { return false }
        if let other = next(after: value, in: parent), tree.nodes[other].tag == .dd { return false }
        var length = 0
        for i in node..<tree.end(node) { length += Int(tree.nodes[i].textEnd - tree.nodes[i].textStart) }
        // 30 Japanese characters.
        guard length > 0, length <= 90 else { return false }
        return !(value + 1..<tree.end(value)).contains { tree.nodes[$0].tag.isBlock || tree.nodes[$0].tag == .br }
    }

    private func next(after node: Int, in parent: Int) -> Int? {
        var i = tree.end(node)
        while i < tree.end(parent) {
            if tree.nodes[i].tag != .text || !tree.isBlank(i) { return i }
            i = tree.end(i)
        }
        return nil
    }
}
