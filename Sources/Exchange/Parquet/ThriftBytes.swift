/// Writes structures in the compact protocol of Apache Thrift, in which Parquet keeps what it says of itself.
///
/// Only what Parquet's footer and page headers are made of: structures, lists, integers, booleans and bytes. Fields must come in the
/// order of their numbers, because a field is written as its distance from the one before it.
struct ThriftBytes {
    /// The protocol's numbers of types.
    enum Kind: UInt8 {
        case yes = 1
        case no = 2
        case byte = 3
        case int16 = 4
        case int32 = 5
        case int64 = 6
        case binary = 8
        case list = 9
        case structure = 12
    }

    private(set) var bytes: [UInt8] = []
    /// The number of the last field of the structure that is being written.
    private var last = 0

    mutating func int16(_ field: Int, _ value: Int) { integer(field, .int16, value) }
    mutating func int32(_ field: Int, _ value: Int) { integer(field, .int32, value) }
    mutating func int64(_ field: Int, _ value: Int) { integer(field, .int64, value) }

    mutating func byte(_ field: Int, _ value: UInt8) {
        head(field, .byte)
        bytes.append(value)
    }

    mutating func bool(_ field: Int, _ value: Bool) { head(field, value ? .yes : .no) }

    mutating func binary(_ field: Int, _ value: some Collection<UInt8>) {
        head(field, .binary)
        element(value)
    }

    mutating func structure(_ field: Int, _ body: (inout ThriftBytes) -> Void = { _ in }) {
        head(field, .structure)
        element(body)
    }

    /// A list; `body` writes each element with one of the functions named `element`.
    mutating func list<Element>(
        _ field: Int, of kind: Kind, _ elements: [Element], _ body: (inout ThriftBytes, Element) -> Void
    ) {
        head(field, .list)
        if elements.count < 15 {
            bytes.append(UInt8(elements.count) << 4 | kind.rawValue)
        } else {
            bytes.append(0xF0 | kind.rawValue)
            VarInt.append(UInt64(elements.count), to: &bytes)
        }
        for element in elements { body(&self, element) }
    }

    // MARK: Elements of lists

    mutating func element(_ value: Int) { VarInt.append(VarInt.zigzag(value), to: &bytes) }

    mutating func element(_ value: some Collection<UInt8>) {
        VarInt.append(UInt64(value.count), to: &bytes)
        bytes.append(contentsOf: value)
    }

    /// A structure, which begins to count its fields anew. Outside of a list it is a message of its own.
    mutating func element(_ body: (inout ThriftBytes) -> Void) {
        let outer = last
        last = 0
        body(&self)
        bytes.append(0)
        last = outer
    }

    private mutating func integer(_ field: Int, _ kind: Kind, _ value: Int) {
        head(field, kind)
        element(value)
    }

    private mutating func head(_ field: Int, _ kind: Kind) {
        let distance = field - last
        precondition(distance > 0, "fields of a structure come in the order of their numbers")
        if distance < 16 {
            bytes.append(UInt8(distance) << 4 | kind.rawValue)
        } else {
            bytes.append(kind.rawValue)
            VarInt.append(VarInt.zigzag(field), to: &bytes)
        }
        last = field
    }
}

/// Integers in as many bytes as they need: seven bits a byte, the lowest first.
enum VarInt {
    static func append(_ value: UInt64, to bytes: inout [UInt8]) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// 0, -1, 1, -2 … as 0, 1, 2, 3 …: so that small numbers are short, whatever their sign.
    static func zigzag(_ value: Int) -> UInt64 { UInt64(bitPattern: Int64(value << 1 ^ value >> 63)) }
}
