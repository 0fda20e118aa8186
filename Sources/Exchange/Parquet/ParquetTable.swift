import Facts

/// How the pages of a Parquet file are compressed. The library that does it is handed in, so that who uses the formats alone needs none.
package struct ParquetCompression: Sendable {
    /// Parquet's number of the method.
    let codec: Int
    let compress: @Sendable ([UInt8]) -> [UInt8]

    /// Pages as they are.
    package static let none = ParquetCompression(codec: 0) { $0 }

    /// - Parameter compress: gives one frame of Zstandard (RFC 8878).
    package static func zstd(_ compress: @escaping @Sendable ([UInt8]) -> [UInt8]) -> ParquetCompression {
        ParquetCompression(codec: 6, compress: compress)
    }
}

/// Rows of a table, filled cell by cell in the order of the columns.
package struct ParquetRows: Sendable {
    private let columns: [ParquetColumn]
    fileprivate private(set) var cells: [ParquetCells]
    fileprivate private(set) var count = 0
    /// Which column the next cell belongs to.
    private var place = 0

    init(_ columns: [ParquetColumn]) {
        self.columns = columns
        cells = columns.map { _ in ParquetCells() }
    }

    mutating func cell(_ text: String) { next(.text) { $0.append(text) } }
    mutating func cell(optional text: String?) { next(.optionalText) { $0.append(optional: text) } }
    mutating func cell(_ texts: [String]) { next(.texts) { $0.append(list: texts) } }
    mutating func cell(_ date: DateValue?) { next(.date) { $0.append(date) } }
    mutating func cell(_ number: Int?) { next(.number) { $0.append(number) } }

    private mutating func next(_ kind: ParquetColumn.Kind, _ body: (inout ParquetCells) -> Void) {
        precondition(columns[place].kind == kind, "\(columns[place].name) holds another kind of value")
        body(&cells[place])
        place += 1
    }

    /// Ends a row, all of whose cells must be there.
    mutating func endRow() {
        precondition(place == columns.count, "a row has a cell for each column")
        place = 0
        count += 1
    }
}

/// Writes a table as Apache Parquet has it, rows after rows, in memory that does not grow with them but by some 2 KB for each row group,
/// of which a file has one for each 8 MB of values. Rows that are handed in together stand in one group.
///
/// Each column of a row group is one page: levels as runs, values in the encoding PLAIN. The same rows give the same bytes.
struct ParquetTable {
    /// When a row group is full: what its values take, in bytes, and its rows.
    static let fullSize = 8 << 20
    static let fullRows = 100_000

    let columns: [ParquetColumn]
    /// Names and values that stand in the footer.
    let metadata: [(name: String, value: String)]
    private let compression: ParquetCompression
    private let fullSize: Int

    private var cells: [ParquetCells]
    private var rows = 0
    private var groups: [ParquetRowGroup] = []
    /// How many bytes of the file have been written.
    private var offset = 0

    private static let mark = Array("PAR1".utf8)

    /// - Parameter fullSize: bytes of values with which a row group is full.
    init(
        _ columns: [ParquetColumn], metadata: [(name: String, value: String)], _ compression: ParquetCompression,
        fullSize: Int = fullSize
    ) {
        self.columns = columns
        self.metadata = metadata
        self.compression = compression
        self.fullSize = fullSize
        cells = columns.map { _ in ParquetCells() }
    }

    mutating func begin(_ out: inout [UInt8]) { write(Self.mark, to: &out) }

    mutating func write(_ rows: ParquetRows, to out: inout [UInt8]) {
        for place in cells.indices { cells[place].append(rows.cells[place]) }
        self.rows += rows.count
        if self.rows >= Self.fullRows || cells.reduce(0, { $0 + $1.size }) >= fullSize { endGroup(to: &out) }
    }

    /// Writes what is left, and the footer.
    mutating func end(_ out: inout [UInt8]) {
        if rows > 0 { endGroup(to: &out) }
        let footer = ParquetFooter(columns: columns, metadata: metadata, codec: compression.codec, groups: groups)
        let bytes = footer.bytes
        write(bytes, to: &out)
        write(LittleEndian.bytes(UInt32(bytes.count)), to: &out)
        write(Self.mark, to: &out)
    }

    private mutating func endGroup(to out: inout [UInt8]) {
        var group = ParquetRowGroup(rows: rows, offset: offset)
        for (place, column) in columns.enumerated() {
            let summary = cells[place].summary
            let page = cells[place].taken(column)
            let compressed = compression.compress(page)
            let head = ParquetFooter.pageHeader(values: summary.count, size: page.count, compressed: compressed.count)
            group.chunks.append(
                .init(
                    offset: offset, size: head.count + page.count, compressed: head.count + compressed.count,
                    summary: summary))
            write(head, to: &out)
            write(compressed, to: &out)
        }
        groups.append(group)
        rows = 0
    }

    private mutating func write(_ bytes: [UInt8], to out: inout [UInt8]) {
        out.append(contentsOf: bytes)
        offset += bytes.count
    }
}
