/// A page's elements and text in the order of the document, in one flat array: a subtree is a range of it, so that everything done
/// with the tree is a loop and no depth of nesting can overflow the stack.
struct HTMLTree {
    struct Node {
        var tag: HTMLTag
        var marks: HTMLMarks = []
        /// Just past the node's subtree.
        var end: Int32
        /// For text: where it begins in `pool`.
        var textStart: Int32 = 0
        var textEnd: Int32 = 0
        /// `start` of a list, `value` of its item.
        var number: Int32?
    }

    private(set) var nodes: [Node] = []
    /// All text, UTF-8.
    private(set) var pool: [UInt8] = []
    private var open: [Int32] = []
    /// Whether the last thing that happened was text.
    private var isInText = false

    mutating func open(_ tag: HTMLTag, _ marks: HTMLMarks, number: Int32?) {
        isInText = false
        open.append(Int32(nodes.count))
        nodes.append(Node(tag: tag, marks: marks, end: 0, number: number))
    }

    /// Closes the innermost open element of that kind, and those within it; does nothing where none is open.
    mutating func close(_ tag: HTMLTag) {
        guard let at = open.lastIndex(where: { nodes[Int($0)].tag == tag }) else { return }
        close(downTo: at)
    }

    mutating func append(text: UnsafeBufferPointer<UInt8>) {
        let start = Int32(pool.count)
        pool.append(contentsOf: text)
        // The parser hands a long text over in pieces.
        if isInText, let last = nodes.indices.last {
            nodes[last].textEnd = Int32(pool.count)
        } else {
            nodes.append(Node(tag: .text, end: Int32(nodes.count) + 1, textStart: start, textEnd: Int32(pool.count)))
            isInText = true
        }
    }

    /// Ends all that is open. To be called once, at the end of the page.
    mutating func finish() { close(downTo: 0) }

    private mutating func close(downTo depth: Int) {
        isInText = false
        for index in open[depth...] { nodes[Int(index)].end = Int32(nodes.count) }
        open.removeSubrange(depth...)
    }

    func end(_ node: Int) -> Int { Int(nodes[node].end) }

    /// The children of a node that are elements, or text with more than white space.
    func children(_ node: Int) -> [Int] {
        var list: [Int] = []
        var i = node + 1
        while i < end(node) {
            if nodes[i].tag != .text || !isBlank(i) { list.append(i) }
            i = end(i)
        }
        return list
    }

    func isBlank(_ text: Int) -> Bool {
        pool[Int(nodes[text].textStart)..<Int(nodes[text].textEnd)].allSatisfy(ASCII.isSpace)
    }

    mutating func drop(_ node: Int) { nodes[node].marks.insert(.dropped) }

    /// Whether a node is left out of the text.
    func isDropped(_ node: Int) -> Bool {
        !nodes[node].marks.isDisjoint(with: [.dropped, .hidden, .title]) || nodes[node].tag.isNeverText
    }
}
