extension JSONValue {
    /// Reads one JSON value; `nil` where the bytes are none. A hand-written parser because every record of a casebook is
    /// parsed when it is verified or linked: Foundation's takes ten times as long.
    package init?(_ bytes: [UInt8]) {
        guard
            let value = bytes.withUnsafeBufferPointer({ buffer -> JSONValue? in
                var parser = JSONParser(bytes: buffer)
                return parser.whole()
            })
        else { return nil }
        self = value
    }

    package init?(text: String) { self.init(Array(text.utf8)) }
}

/// Goes through JSON value by value: for whoever needs not all of them, or makes something else of them at once.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    private var depth = 0

    /// Deeper nesting than any of our own values has; keeps hostile input from using up the stack.
    private static let deepest = 64

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The one value that the bytes are.
    mutating func whole() -> JSONValue? {
        guard let value = value(), isAtEnd() else { return nil }
        return value
    }

    mutating func isAtEnd() -> Bool {
        skipSpace()
        return at == bytes.count
    }

    mutating func value() -> JSONValue? {
        skipSpace()
        guard at < bytes.count else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "["): return nested { $0.array() }
        case UInt8(ascii: "{"): return nested { $0.object() }
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        case UInt8(ascii: "t"): return word("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return word("false") ? .bool(false) : nil
        default: return number()
        }
    }

    private mutating func nested(_ body: (inout JSONParser) -> JSONValue?) -> JSONValue? {
        guard depth < Self.deepest else { return nil }
        depth += 1
        defer { depth -= 1 }
        at += 1
        return body(&self)
    }

    private mutating func array() -> JSONValue? {
        var values: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return .array(values) }
        while let value = value() {
            values.append(value)
            skipSpace()
            if take(UInt8(ascii: "]")) { return .array(values) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
        return nil
    }

    private mutating func object() -> JSONValue? {
        var members: [JSONValue.Member] = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return .object(members) }
        while true {
            skipSpace()
            guard let key = string() else { return nil }
            skipSpace()
            guard take(UInt8(ascii: ":")), let value = value() else { return nil }
            members.append(JSONValue.Member(key: key, value: value))
            skipSpace()
            if take(UInt8(ascii: "}")) { return .object(members) }
            guard take(UInt8(ascii: ",")) else { return nil }
        }
    }

    /// A string right here.
    mutating func string() -> String? {
        guard take(UInt8(ascii: "\"")) else { return nil }
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\""):
                defer { at += 1 }
                return text(bytes[start..<at])
            case UInt8(ascii: "\\"): return escapedString(from: start)
            case 0..<0x20: return nil
            default: at += 1
            }
        }
        return nil
    }

    /// The standard library's generic validation takes twice as long, and a third of the time of parsing a record.
    private func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String? {
        guard let utf8 = try? UTF8Span(validating: UnsafeBufferPointer(rebasing: bytes).span) else { return nil }
        return String(copying: utf8)
    }

    private mutating func escapedString(from start: Int) -> String? {
        var out = Array(bytes[start..<at])
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return out.withUnsafeBufferPointer { text($0[...]) }
            case UInt8(ascii: "\\"):
                guard let scalar = escape() else { return nil }
                out += String(Character(scalar)).utf8
            case 0..<0x20: return nil
            default: out.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> Unicode.Scalar? {
        guard at < bytes.count else { return nil }
        defer { at += 1 }
        switch bytes[at] {
        case UInt8(ascii: "\""): return "\""
        case UInt8(ascii: "\\"): return "\\"
        case UInt8(ascii: "/"): return "/"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            guard let unit = hexadecimal(at + 1) else { return nil }
            at += 4
            guard unit & 0xFC00 == 0xD800 else { return Unicode.Scalar(unit) }
            guard at + 2 < bytes.count, bytes[at + 1] == UInt8(ascii: "\\"), bytes[at + 2] == UInt8(ascii: "u"),
                let low = hexadecimal(at + 3), low & 0xFC00 == 0xDC00
            else { return nil }
            at += 6
            return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + (low & 0x3FF))
        default: return nil
        }
    }

    private func hexadecimal(_ start: Int) -> UInt32? {
        guard start + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[start..<start + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// A number right here.
    mutating func number() -> JSONValue? {
        if let plain = plainNumber() { return plain }
        let start = at
        var isWhole = true
        scanning: while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"): isWhole = false
            default: break scanning
            }
            at += 1
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isWhole, let number = Int(text) { return .int(number) }
        // A whole number that no `Int` holds is near enough one that is not.
        return Double(text).map { .double($0) }
    }

    /// A number of few digits, perhaps with a point among them, as most are; `nil`, and nothing passed, for any other.
    private mutating func plainNumber() -> JSONValue? {
        var value = 0
        var digits = 0
        var decimals: Int?
        var end = at
        scanning: while end < bytes.count {
            switch bytes[end] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                value = value * 10 + Int(bytes[end] - UInt8(ascii: "0"))
                digits += 1
                decimals = decimals.map { $0 + 1 }
            case UInt8(ascii: ".") where decimals == nil && digits > 0: decimals = 0
            case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"):
                return nil
            default: break scanning
            }
            end += 1
            if digits > 15 { return nil }
        }
        guard digits > 0, decimals != 0 else { return nil }
        at = end
        guard let decimals else { return .int(value) }
        // Both are held to the last digit, so that their quotient is the number nearest to what is written.
        return .double(Double(value) / Self.powersOfTen[decimals])
    }

    private static let powersOfTen: [Double] = (0...15).map { place in (0..<place).reduce(1) { ten, _ in ten * 10 } }

    private mutating func word(_ word: StaticString) -> Bool {
        let count = word.utf8CodeUnitCount
        guard at + count <= bytes.count, word.withUTF8Buffer({ $0.elementsEqual(bytes[at..<at + count]) }) else {
            return false
        }
        at += count
        return true
    }

    /// Goes past a byte if it stands right here.
    mutating func take(_ byte: UInt8) -> Bool {
        guard at < bytes.count, bytes[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func skipSpace() {
        while at < bytes.count, bytes[at] == 0x20 || (9...13).contains(bytes[at]) { at += 1 }
    }
}
