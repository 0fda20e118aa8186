/// Where the rows of a group stand in the file.
struct ParquetRowGroup {
    /// A column of the group.
    struct Chunk {
        /// Of its page's header, in bytes from the file's start.
        var offset: Int
        /// Bytes with the header: as they would be, and as they are.
        var size, compressed: Int
        var summary: ParquetSummary
    }

    var rows: Int
    var offset: Int
    var chunks: [Chunk] = []
}

/// What a Parquet file says of itself. The numbers are those of the fields and enumerations in Parquet's `parquet.thrift`.
struct ParquetFooter {
    /// Who wrote the file. It names no version of the program, with which the bytes would change.
    static let writer = "jikenbo-parquet version 1.0.0 (build 1)"

    private static let plain = 0
    private static let runs = 3

    let columns: [ParquetColumn]
    let metadata: [(name: String, value: String)]
    let codec: Int
    let groups: [ParquetRowGroup]

    static func pageHeader(values: Int, size: Int, compressed: Int) -> [UInt8] {
        var thrift = ThriftBytes()
        thrift.element {
            $0.int32(1, 0)
            $0.int32(2, size)
            $0.int32(3, compressed)
            $0.structure(5) {
                $0.int32(1, values)
                $0.int32(2, plain)
                $0.int32(3, runs)
                $0.int32(4, runs)
            }
        }
        return thrift.bytes
    }

    var bytes: [UInt8] {
        var thrift = ThriftBytes()
        thrift.element {
            $0.int32(1, 2)
            $0.list(2, of: .structure, [.root(columns.count)] + columns.flatMap(SchemaNode.nodes)) { thrift, node in
                thrift.element { node.write(to: &$0) }
            }
            $0.int64(3, groups.reduce(0) { $0 + $1.rows })
            $0.list(4, of: .structure, Array(groups.enumerated())) { thrift, group in
                thrift.element { write(group.element, ordinal: group.offset, to: &$0) }
            }
            $0.list(5, of: .structure, metadata) { thrift, entry in
                thrift.element {
                    $0.binary(1, entry.name.utf8)
                    $0.binary(2, entry.value.utf8)
                }
            }
            $0.binary(6, Self.writer.utf8)
            // Least and greatest are those of the order that the type defines.
            $0.list(7, of: .structure, columns) { thrift, _ in thrift.element { $0.structure(1) } }
        }
        return thrift.bytes
    }

    private func write(_ group: ParquetRowGroup, ordinal: Int, to thrift: inout ThriftBytes) {
        thrift.list(1, of: .structure, Array(zip(columns, group.chunks))) { thrift, part in
            let (column, chunk) = part
            thrift.element {
                $0.int64(2, 0)
                $0.structure(3) { write(chunk, of: column, to: &$0) }
            }
        }
        thrift.int64(2, group.chunks.reduce(0) { $0 + $1.size })
        thrift.int64(3, group.rows)
        thrift.int64(5, group.offset)
        thrift.int64(6, group.chunks.reduce(0) { $0 + $1.compressed })
        // Sixteen bits, and readers can do without.
        if let ordinal = Int16(exactly: ordinal) { thrift.int16(7, Int(ordinal)) }
    }

    private func write(_ chunk: ParquetRowGroup.Chunk, of column: ParquetColumn, to thrift: inout ThriftBytes) {
        thrift.int32(1, column.physicalType)
        thrift.list(2, of: .int32, [Self.plain, Self.runs]) { $0.element($1) }
        thrift.list(3, of: .binary, column.path) { $0.element($1.utf8) }
        thrift.int32(4, codec)
        thrift.int64(5, chunk.summary.count)
        thrift.int64(6, chunk.size)
        thrift.int64(7, chunk.compressed)
        thrift.int64(9, chunk.offset)
        // Of a list, what is missing are empty lists, which are no missing values.
        if column.hasRepetitions { return }
        thrift.structure(12) {
            $0.int64(3, chunk.summary.missing)
            guard let range = chunk.summary.range else { return }
            func bytes(_ value: Int) -> [UInt8] {
                column.kind == .date
                    ? LittleEndian.bytes(Int32(truncatingIfNeeded: value)) : LittleEndian.bytes(Int64(value))
            }
            $0.binary(5, bytes(range.upperBound))
            $0.binary(6, bytes(range.lowerBound))
        }
    }
}

/// An element of the schema, which Parquet writes as a tree: each group, then what it holds.
private struct SchemaNode {
    enum Repetition: Int { case required, optional, repeated }
    /// What values mean: the number in the older enumeration of such meanings, and the field of the newer one's union.
    enum Meaning {
        case text, list, date, number

        var older: Int {
            switch self {
            case .text: 0
            case .list: 3
            case .date: 6
            case .number: 18
            }
        }

        var newer: Int {
            switch self {
            case .text: 1
            case .list: 3
            case .date: 6
            case .number: 10
            }
        }
    }

    var name: String
    var type: Int?
    var repetition: Repetition?
    var children: Int?
    var meaning: Meaning?

    static func root(_ children: Int) -> SchemaNode { SchemaNode(name: "schema", children: children) }

    static func nodes(of column: ParquetColumn) -> [SchemaNode] {
        let (name, type) = (column.name, column.physicalType)
        switch column.kind {
        case .text: return [SchemaNode(name: name, type: type, repetition: .required, meaning: .text)]
        case .optionalText: return [SchemaNode(name: name, type: type, repetition: .optional, meaning: .text)]
        case .date: return [SchemaNode(name: name, type: type, repetition: .optional, meaning: .date)]
        case .number: return [SchemaNode(name: name, type: type, repetition: .optional, meaning: .number)]
        case .texts:
            return [
                SchemaNode(name: name, repetition: .required, children: 1, meaning: .list),
                SchemaNode(name: "list", repetition: .repeated, children: 1),
                SchemaNode(name: "element", type: type, repetition: .required, meaning: .text),
            ]
        }
    }

    func write(to thrift: inout ThriftBytes) {
        if let type { thrift.int32(1, type) }
        if let repetition { thrift.int32(3, repetition.rawValue) }
        thrift.binary(4, name.utf8)
        if let children { thrift.int32(5, children) }
        guard let meaning else { return }
        thrift.int32(6, meaning.older)
        thrift.structure(10) {
            $0.structure(meaning.newer) {
                guard meaning == .number else { return }
                $0.byte(1, 64)
                $0.bool(2, true)
            }
        }
    }
}
