import Facts
import Testing

@testable import Exchange

/// The parts that a Parquet file is made of. What other programs read in whole files, scripts/check-exchange asks those.
@Suite struct ParquetTests {
    // MARK: Thrift

    @Test(
        arguments: [
            (0, [0]), (-1, [1]), (1, [2]), (63, [0x7E]), (64, [0x80, 0x01]), (-64, [0x7F]), (300, [0xD8, 0x04]),
        ] as [(Int, [UInt8])])
    func smallNumbersAreShortWhateverTheirSign(value: Int, bytes: [UInt8]) {
        var thrift = ThriftBytes()
        thrift.element(value)
        #expect(thrift.bytes == bytes)
    }

    @Test func theGreatestAndTheLeastNumberHaveTenBytes() {
        for value in [Int.max, Int.min] {
            var thrift = ThriftBytes()
            thrift.element(value)
            #expect(thrift.bytes.count == 10)
        }
    }

    @Test func aFieldIsWrittenAsItsDistanceFromTheLast() {
        var thrift = ThriftBytes()
        thrift.element {
            $0.int32(1, 5)
            $0.int64(4, -1)
            $0.bool(20, true)
            $0.binary(40, "é".utf8)
        }
        #expect(thrift.bytes == [0x15, 10, 0x36, 1, 0x01, 40, 0x08, 80, 2, 0xC3, 0xA9, 0])
    }

    @Test func aStructureCountsItsFieldsAnew() {
        var thrift = ThriftBytes()
        thrift.element {
            $0.structure(5) { $0.int16(1, 1) }
            $0.byte(6, 64)
        }
        #expect(thrift.bytes == [0x5C, 0x14, 2, 0, 0x13, 64, 0])
    }

    @Test func aLongListHasItsLengthBehindItsKind() {
        var thrift = ThriftBytes()
        thrift.list(1, of: .int32, Array(repeating: 1, count: 14)) { $0.element($1) }
        #expect(thrift.bytes.prefix(2) == [0x19, 0xE5])
        var long = ThriftBytes()
        long.list(1, of: .int32, Array(repeating: 1, count: 200)) { $0.element($1) }
        #expect(long.bytes.prefix(4) == [0x19, 0xF5, 0xC8, 0x01] && long.bytes.count == 204)
    }

    // MARK: Levels

    private func runs(_ levels: [UInt8]) -> [UInt8] { LevelRuns.bytes(of: levels) }

    @Test func aRunIsItsLengthAndItsLevel() {
        #expect(runs([]) == [0, 0, 0, 0])
        #expect(runs([0]) == [2, 0, 0, 0, 2, 0])
        #expect(runs([1, 1, 1, 0, 1]) == [6, 0, 0, 0, 6, 1, 2, 0, 2, 1])
        #expect(runs(Array(repeating: 1, count: 1000)) == [3, 0, 0, 0, 0xD0, 0x0F, 1])
    }

    @Test func whatWasTakenIsGone() {
        var cells = ParquetCells()
        let column = ParquetColumn(name: "x", kind: .number)
        cells.append(7)
        _ = cells.taken(column)
        cells.append(Int?.none)
        #expect(cells.taken(column) == [2, 0, 0, 0, 2, 0])
    }

    @Test func cellsThatComeNextGoOnWithTheirRuns() {
        var whole = ParquetCells()
        var parts = ParquetCells()
        for part in [[3, nil], [nil, 5, 1], [], [1]] as [[Int?]] {
            var cells = ParquetCells()
            for number in part {
                cells.append(number)
                whole.append(number)
            }
            parts.append(cells)
        }
        #expect(parts.summary == whole.summary && parts.summary.range == 1...5)
        let column = ParquetColumn(name: "x", kind: .number)
        #expect(parts.taken(column) == whole.taken(column))
    }

    // MARK: Cells

    private func page(_ kind: ParquetColumn.Kind, _ body: (inout ParquetCells) -> Void) -> ([UInt8], ParquetSummary) {
        var cells = ParquetCells()
        body(&cells)
        let summary = cells.summary
        return (cells.taken(ParquetColumn(name: "x", kind: kind)), summary)
    }

    @Test func aTextStandsBehindItsLength() {
        let (bytes, summary) = page(.text) {
            $0.append("é")
            $0.append("")
        }
        #expect(bytes == [2, 0, 0, 0, 0xC3, 0xA9, 0, 0, 0, 0])
        #expect(summary.count == 2 && summary.missing == 0 && summary.range == nil)
    }

    @Test func whatIsMissingHasALevelAndNoValue() {
        let (bytes, summary) = page(.number) {
            $0.append(7)
            $0.append(Int?.none)
            $0.append(-1)
        }
        let levels: [UInt8] = [6, 0, 0, 0, 2, 1, 2, 0, 2, 1]
        #expect(bytes == levels + [7, 0, 0, 0, 0, 0, 0, 0] + Array(repeating: 0xFF, count: 8))
        #expect(summary.count == 3 && summary.missing == 1 && summary.range == -1...7)
    }

    @Test func anEmptyTextIsNotMissing() {
        let (bytes, summary) = page(.optionalText) {
            $0.append(optional: "")
            $0.append(optional: nil)
        }
        #expect(bytes == [4, 0, 0, 0, 2, 1, 2, 0, 0, 0, 0, 0])
        #expect(summary.missing == 1)
    }

    @Test func aDateIsTheDaysSince1970OfItsFirstDay() {
        let (bytes, summary) = page(.date) {
            $0.append(DateValue(grain: .day, year: 1970, month: 1, day: 2))
            $0.append(DateValue(grain: .month, year: 1969, month: 12))
        }
        #expect(bytes == [2, 0, 0, 0, 4, 1, 1, 0, 0, 0, 0xE1, 0xFF, 0xFF, 0xFF])
        #expect(summary.range == -31...1)
    }

    @Test func anEmptyListHasALevelAndNoValue() {
        let (bytes, summary) = page(.texts) {
            $0.append(list: ["a", "b"])
            $0.append(list: [])
            $0.append(list: ["c"])
        }
        let repetitions: [UInt8] = [6, 0, 0, 0, 2, 0, 2, 1, 4, 0]
        let definitions: [UInt8] = [6, 0, 0, 0, 4, 1, 2, 0, 2, 1]
        #expect(bytes == repetitions + definitions + [1, 0, 0, 0, 97, 1, 0, 0, 0, 98, 1, 0, 0, 0, 99])
        #expect(summary.count == 4)
    }

    // MARK: Tables

    private func file(rows: Int, fullSize: Int, _ compression: ParquetCompression = .none) -> [UInt8] {
        var table = ParquetTable(
            [.init(name: "x", kind: .text)], metadata: [("a", "b")], compression, fullSize: fullSize)
        var out: [UInt8] = []
        table.begin(&out)
        for row in 0..<rows { table.write(rowOf("row \(row)"), to: &out) }
        table.end(&out)
        return out
    }

    private func rowOf(_ text: String) -> ParquetRows {
        var rows = ParquetRows([.init(name: "x", kind: .text)])
        rows.cell(text)
        rows.endRow()
        return rows
    }

    @Test func aFileBeginsAndEndsWithItsMark() {
        for rows in [0, 1, 100] {
            let bytes = file(rows: rows, fullSize: 50)
            let mark = Array("PAR1".utf8)
            #expect(bytes.starts(with: mark) && bytes.suffix(4).elementsEqual(mark))
            let length = bytes.dropLast(4).suffix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            #expect(length > 0 && length < bytes.count - 11)
        }
    }

    @Test func aRowGroupIsWrittenOnceItIsFull() {
        var table = ParquetTable([.init(name: "x", kind: .text)], metadata: [], .none, fullSize: 25)
        var out: [UInt8] = []
        for _ in 0..<2 { table.write(rowOf("12345678"), to: &out) }
        #expect(out.isEmpty)
        table.write(rowOf("12345678"), to: &out)
        #expect(out.count > 36)
    }

    @Test func theSameRowsGiveTheSameBytes() {
        #expect(file(rows: 100, fullSize: 50) == file(rows: 100, fullSize: 50))
    }

    @Test func pagesAreCompressedByWhatIsHandedIn() {
        let bytes = file(rows: 3, fullSize: 1000, .zstd { _ in [0xAB, 0xCD, 0xEF] })
        #expect(bytes.count(where: { $0 == 0xAB }) == 1)
        #expect(String(decoding: bytes, as: UTF8.self).contains("row") == false)
    }

    @Test func tablesHaveTheColumnsOfCSVAndMore() {
        let cases = CaseParquet.columns.map(\.name)
        #expect(cases.filter { $0 != "published_text" } == CaseCSV.columns)
        let facts = FactParquet.columns.map(\.name)
        let added: Set = ["figure", "date_text", "end_text", "published_text"]
        #expect(facts.filter { !added.contains($0) } == FactCSV.columns)
    }
}
