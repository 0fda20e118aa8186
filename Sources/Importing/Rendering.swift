import Facts

/// The text of an imported record: a line for each value, `name: value`. Every value that is taken from the record has its evidence here.
struct Rendering {
    /// A line of the text.
    struct Line {
        /// The value as it stands in the text.
        var value: String
        /// Where the value stands, in bytes.
        var valueAt: TextSpan
        /// Where name and value stand.
        var at: TextSpan
    }

    private var utf8: [UInt8] = []
    /// Of each name, its lines in their order.
    private var lines: [String: [Line]] = [:]

    var text: String { String(decoding: utf8, as: UTF8.self) }

    /// Adds a line, where the value is not blank. A value that goes over several lines stays as it is.
    ///
    /// - Returns: the line; `nil` for none.
    @discardableResult
    mutating func add(_ name: String, _ value: String, also other: String? = nil) -> Line? {
        let value = Self.calm(value)
        guard !value.isEmpty else { return nil }
        let start = utf8.count
        utf8 += Self.calm(name).utf8
        utf8 += ": ".utf8
        let line = Line(
            value: value, valueAt: TextSpan(utf8.count, utf8.count + value.utf8.count),
            at: TextSpan(start, utf8.count + value.utf8.count))
        utf8 += value.utf8
        utf8.append(UInt8(ascii: "\n"))
        lines[name, default: []].append(line)
        if let other, other != name { lines[other, default: []].append(line) }
        return line
    }

    /// Adds words that stand for themselves, behind an empty line.
    mutating func add(block: String) {
        let block = Self.calm(block)
        guard !block.isEmpty else { return }
        utf8.append(UInt8(ascii: "\n"))
        utf8 += block.utf8
        utf8.append(UInt8(ascii: "\n"))
    }

    /// The lines of a name.
    func all(_ name: String) -> [Line] { lines[name] ?? [] }

    /// The only line, or the first, of a name.
    func first(_ name: String) -> Line? { lines[name]?.first }

    /// The words at a place, as evidence.
    func evidence(_ at: TextSpan, _ rule: String) -> Evidence {
        Evidence(
            quote: String(decoding: utf8[at.start..<at.end], as: UTF8.self), at: at, confidence: 1, rule: rule)
    }

    /// Lines that end with a line feed alone, no controls but tabs, no white space around.
    static func calm(_ text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count)
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x0D: out.append(0x0A)
            case 0x0A: if previous != 0x0D { out.append(0x0A) }
            case 0x09: out.append(byte)
            case 0..<0x20, 0x7F: out.append(0x20)
            default: out.append(byte)
            }
            previous = byte
        }
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
        guard let first = out.firstIndex(where: { !isSpace($0) }), let last = out.lastIndex(where: { !isSpace($0) })
        else { return "" }
        return String(decoding: out[first...last], as: UTF8.self)
    }
}
