/// A JSON value that knows where it stands in its file, so that what is wrong with it can be pointed at.
package struct LocatedJSON: Sendable {
    package enum Content: Sendable {
        case object([Member])
        case array([LocatedJSON])
        /// Anything without parts.
        case scalar(JSONValue)
    }

    package struct Member: Sendable {
        package var key: String
        /// The line of the key, from 1.
        package var line: Int
        package var value: LocatedJSON
    }

    /// Why bytes are no JSON.
    package struct Fault: Error, Hashable, Sendable {
        /// The line of the file, from 1.
        package var line: Int
        package var reason: String
    }

    package var content: Content
    /// The line on which the value begins, from 1.
    package var line: Int
    /// The value's bytes in the file.
    package var range: Range<Int>

    /// Reads one JSON value.
    ///
    /// - Parameters:
    ///   - bytes: of the file.
    ///   - range: which of them hold the value and nothing besides; all where not given.
    ///   - line: the line on which the range begins.
    package init(_ bytes: [UInt8], in range: Range<Int>? = nil, line: Int = 1) throws(Fault) {
        var parser = LocatedParser(bytes: bytes, range: range ?? 0..<bytes.count, line: line)
        self = try parser.whole()
    }

    fileprivate init(_ content: Content, line: Int, range: Range<Int>) {
        self.content = content
        self.line = line
        self.range = range
    }

    /// The first member of that name; `nil` where there is none, or the value is no object.
    package subscript(_ key: String) -> LocatedJSON? { members.first { $0.key == key }?.value }

    /// The members of an object; empty for anything else.
    package var members: [Member] { if case .object(let members) = content { members } else { [] } }

    /// The elements of an array; `nil` for anything else.
    package var elements: [LocatedJSON]? { if case .array(let elements) = content { elements } else { nil } }

    package var scalar: JSONValue? { if case .scalar(let value) = content { value } else { nil } }
    package var string: String? { scalar?.string }
    package var int: Int? { scalar?.int }
    package var isNull: Bool { scalar == .null }
    package var isObject: Bool { if case .object = content { true } else { false } }

    /// The value without its places.
    package var value: JSONValue {
        switch content {
        case .scalar(let value): value
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(members.map { JSONValue.Member(key: $0.key, value: $0.value.value) })
        }
    }
}

/// Finds the parts of a value and the lines they stand on; what a scalar says, `JSONValue` reads.
private struct LocatedParser {
    let bytes: [UInt8]
    let end: Int
    var at: Int
    var line: Int
    var depth = 0

    /// As deep as `JSONValue` goes.
    static let deepest = 64

    init(bytes: [UInt8], range: Range<Int>, line: Int) {
        self.bytes = bytes
        at = range.lowerBound
        end = range.upperBound
        self.line = line
    }

    mutating func whole() throws(LocatedJSON.Fault) -> LocatedJSON {
        skipMark()
        let value = try value()
        skipSpace()
        guard at == end else { throw fault("there is something behind the value") }
        return value
    }

    private func fault(_ reason: String) -> LocatedJSON.Fault { LocatedJSON.Fault(line: line, reason: reason) }

    private mutating func skipMark() {
        if at + 3 <= end, bytes[at..<at + 3].elementsEqual([0xEF, 0xBB, 0xBF]) { at += 3 }
    }

    private mutating func skipSpace() {
        while at < end {
            switch bytes[at] {
            case 0x0A:
                line += 1
                at += 1
            case 0x20, 0x09, 0x0D: at += 1
            default: return
            }
        }
    }

    private mutating func value() throws(LocatedJSON.Fault) -> LocatedJSON {
        skipSpace()
        guard at < end else { throw fault("the file ends where a value should stand") }
        let (start, line) = (at, line)
        let content: LocatedJSON.Content
        switch bytes[at] {
        case UInt8(ascii: "{"): content = try nested { (parser) throws(LocatedJSON.Fault) in try parser.object() }
        case UInt8(ascii: "["): content = try nested { (parser) throws(LocatedJSON.Fault) in try parser.array() }
        case UInt8(ascii: "\""): content = .scalar(.string(try string()))
        default: content = .scalar(try word())
        }
        return LocatedJSON(content, line: line, range: start..<at)
    }

    private mutating func nested(
        _ body: (inout LocatedParser) throws(LocatedJSON.Fault) -> LocatedJSON.Content
    ) throws(LocatedJSON.Fault) -> LocatedJSON.Content {
        guard depth < Self.deepest else { throw fault("values are nested deeper than \(Self.deepest) times") }
        depth += 1
        at += 1
        let content = try body(&self)
        depth -= 1
        return content
    }

    private mutating func array() throws(LocatedJSON.Fault) -> LocatedJSON.Content {
        var elements: [LocatedJSON] = []
        if take(UInt8(ascii: "]")) { return .array(elements) }
        while true {
            elements.append(try value())
            if take(UInt8(ascii: "]")) { return .array(elements) }
            guard take(UInt8(ascii: ",")) else { throw fault("a comma or ] is missing") }
        }
    }

    private mutating func object() throws(LocatedJSON.Fault) -> LocatedJSON.Content {
        var members: [LocatedJSON.Member] = []
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard at < end, bytes[at] == UInt8(ascii: "\"") else {
                throw fault("a name in quotation marks is missing")
            }
            let line = line
            let key = try string()
            guard take(UInt8(ascii: ":")) else { throw fault("a colon behind a name is missing") }
            members.append(LocatedJSON.Member(key: key, line: line, value: try value()))
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { throw fault("a comma or } is missing") }
        }
    }

    private mutating func string() throws(LocatedJSON.Fault) -> String {
        let start = at
        at += 1
        while at < end, bytes[at] != UInt8(ascii: "\"") {
            if bytes[at] < 0x20 { throw fault("a text is not closed on its line") }
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard at < end else {
            at = end
            throw fault("a text is not closed")
        }
        at += 1
        guard let text = JSONValue(Array(bytes[start..<at]))?.string else {
            throw fault("a text has an escape that there is not, or is no UTF-8")
        }
        return text
    }

    private mutating func word() throws(LocatedJSON.Fault) -> JSONValue {
        let start = at
        while at < end, !" \t\r\n,]}".utf8.contains(bytes[at]) { at += 1 }
        guard let value = JSONValue(Array(bytes[start..<at])) else {
            throw fault("there is no value that JSON knows")
        }
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipSpace()
        guard at < end, bytes[at] == byte else { return false }
        at += 1
        return true
    }
}
