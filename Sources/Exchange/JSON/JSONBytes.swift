/// Writes JSON in the order it is told to, which `JSONEncoder` cannot.
package struct JSONBytes {
    package private(set) var bytes: [UInt8] = []
    private var atStart = true

    package init() {}

    /// - Parameter capacity: about how many bytes it will be, so that they need not be moved as they grow more.
    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    /// Ends the line that a value stands on.
    mutating func endLine() {
        bytes.append(UInt8(ascii: "\n"))
        atStart = true
    }

    package mutating func object(_ body: (inout JSONBytes) -> Void) { enclosed("{", "}", body) }

    package mutating func array<Element>(_ elements: some Sequence<Element>, _ body: (inout JSONBytes, Element) -> Void)
    {
        enclosed("[", "]") { json in
            for element in elements {
                json.separate()
                body(&json, element)
                json.atStart = false
            }
        }
    }

    /// Begins a member whose name is no part of the program.
    mutating func member(_ name: String) {
        separate()
        string(name)
        bytes.append(UInt8(ascii: ":"))
        atStart = true
    }

    /// Begins a member of an object; its value is written next.
    package mutating func key(_ name: StaticString) {
        name.withUTF8Buffer { name in
            // In one piece: each piece by itself is asked for room, and keys are a fifth of what is written.
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: name.count + 4) { piece in
                var count = 0
                func add(_ byte: UInt8) {
                    piece.initializeElement(at: count, to: byte)
                    count += 1
                }
                if !atStart { add(UInt8(ascii: ",")) }
                add(UInt8(ascii: "\""))
                for byte in name { add(byte) }
                add(UInt8(ascii: "\""))
                add(UInt8(ascii: ":"))
                bytes.append(contentsOf: UnsafeMutableBufferPointer(rebasing: piece[..<count]))
            }
        }
        atStart = true
    }

    /// Writes members once more that an object of before has, as it has them.
    ///
    /// - Parameter range: where they stand in `bytes`.
    mutating func members(at range: Range<Int>) {
        separate()
        let members = Array(bytes[range])
        bytes.append(contentsOf: members)
        atStart = false
    }

    package mutating func null() { raw("null") }
    package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
    package mutating func int(_ value: Int) {
        bytes.append(contentsOf: "\(value)".utf8)
        atStart = false
    }

    /// A value from 0 to 1 with two decimals; what is no number is 0.
    package mutating func share(_ value: Double) {
        let hundredths = value >= 0 ? Int((min(value, 1) * 100).rounded()) : 0
        raw(hundredths == 100 ? "1." : "0.")
        bytes.append(UInt8(ascii: "0") + UInt8(hundredths / 10 % 10))
        bytes.append(UInt8(ascii: "0") + UInt8(hundredths % 10))
    }

    /// A number with one decimal; what is no number is 0.
    mutating func tenths(_ value: Double) {
        let tenths = value.isFinite ? Int((min(max(value, -1e6), 1e6) * 10).rounded()) : 0
        if tenths < 0 { raw("-") }
        bytes.append(contentsOf: "\(tenths.magnitude / 10).\(tenths.magnitude % 10)".utf8)
        atStart = false
    }

    /// A string. What would steer a terminal or a log that shows the line is escaped.
    package mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        HostileText.copy(text, to: &bytes, careful: "\"", "\\") { scalar, bytes in
            switch scalar {
            case "\"": bytes.append(contentsOf: [0x5C, 0x22])
            case "\\": bytes.append(contentsOf: [0x5C, 0x5C])
            case "\n": bytes.append(contentsOf: [0x5C, 0x6E])
            case "\r": bytes.append(contentsOf: [0x5C, 0x72])
            case "\t": bytes.append(contentsOf: [0x5C, 0x74])
            default:
                guard HostileText.steers(scalar) else { return false }
                for unit in String(scalar).utf16 { Self.escape(unit, to: &bytes) }
            }
            return true
        }
        bytes.append(UInt8(ascii: "\""))
        atStart = false
    }

    /// A string of ASCII in which nothing is to be escaped.
    ///
    /// - Parameter write: fills all of it.
    mutating func plain(_ count: Int, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Void) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count + 2) { buffer in
            buffer.initialize(repeating: UInt8(ascii: "\""))
            write(UnsafeMutableBufferPointer(rebasing: buffer[1...count]))
            bytes.append(contentsOf: buffer)
        }
        atStart = false
    }

    private static func escape(_ unit: UInt16, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
        for shift in [12, 8, 4, 0] {
            let digit = UInt8(truncatingIfNeeded: unit >> UInt16(shift) & 0xF)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    private mutating func enclosed(_ open: StaticString, _ close: StaticString, _ body: (inout JSONBytes) -> Void) {
        raw(open)
        atStart = true
        body(&self)
        raw(close)
    }

    private mutating func separate() {
        if !atStart { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
        atStart = false
    }
}
