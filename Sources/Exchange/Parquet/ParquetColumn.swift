import Facts

/// A column of a Parquet table: its name and what its cells hold.
struct ParquetColumn: Hashable {
    enum Kind: Hashable {
        /// A text that is always there.
        case text
        /// A text that may be missing.
        case optionalText
        /// Texts in their order, of which there may be none.
        case texts
        /// A day that may be missing.
        case date
        /// A whole number of 64 bits that may be missing.
        case number
    }

    var name: String
    var kind: Kind

    /// Parquet's number of the type in which values are stored.
    var physicalType: Int {
        switch kind {
        case .text, .optionalText, .texts: 6
        case .date: 1
        case .number: 2
        }
    }

    var hasDefinitions: Bool { kind != .text }
    var hasRepetitions: Bool { kind == .texts }

    /// The names from the root to the values.
    var path: [String] { kind == .texts ? [name, "list", "element"] : [name] }
}

/// The cells of a column that have not been written yet.
struct ParquetCells {
    /// For each cell 1 where there is a value, else 0. Cells without a value take a place here and none among the values.
    private var definitions: [UInt8] = []
    /// For each cell 1 where it goes on with the list of the one before, else 0.
    private var repetitions: [UInt8] = []
    /// The values that are there, one after the other (Parquet's encoding PLAIN).
    private var values: [UInt8] = []
    private(set) var summary = ParquetSummary()

    /// Bytes that the values take.
    var size: Int { values.count }

    mutating func append(_ text: String) {
        summary.count += 1
        append(bytesOf: text)
    }

    mutating func append(optional text: String?) {
        guard define(text != nil), let text else { return }
        append(bytesOf: text)
    }

    mutating func append(list texts: [String]) {
        for (place, text) in texts.enumerated() {
            repetitions.append(place == 0 ? 0 : 1)
            _ = define(true)
            append(bytesOf: text)
        }
        if texts.isEmpty {
            repetitions.append(0)
            _ = define(false)
        }
    }

    /// The first day that the date covers, as days since 1970-01-01.
    mutating func append(_ date: DateValue?) {
        let day = date.flatMap { Int32(exactly: $0.dayNumber) }
        guard define(day != nil), let day else { return }
        LittleEndian.append(day, to: &values)
        summary.note(Int(day))
    }

    mutating func append(_ number: Int?) {
        guard define(number != nil), let number else { return }
        LittleEndian.append(Int64(number), to: &values)
        summary.note(number)
    }

    /// Cells of the same column, which come next.
    mutating func append(_ others: ParquetCells) {
        definitions += others.definitions
        repetitions += others.repetitions
        values += others.values
        summary.add(others.summary)
    }

    /// The body of a page with all the cells. Begins anew.
    mutating func taken(_ column: ParquetColumn) -> [UInt8] {
        var page = column.hasRepetitions ? LevelRuns.bytes(of: repetitions) : []
        if column.hasDefinitions { page += LevelRuns.bytes(of: definitions) }
        page += values
        definitions.removeAll(keepingCapacity: true)
        repetitions.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        summary = ParquetSummary()
        return page
    }

    /// - Returns: whether there is a value to write.
    private mutating func define(_ isThere: Bool) -> Bool {
        definitions.append(isThere ? 1 : 0)
        summary.count += 1
        if !isThere { summary.missing += 1 }
        return isThere
    }

    private mutating func append(bytesOf text: String) {
        LittleEndian.append(UInt32(text.utf8.count), to: &values)
        values.append(contentsOf: text.utf8)
    }
}

/// What a page's cells have in common, by which readers pass over pages that hold nothing they look for.
struct ParquetSummary: Hashable {
    /// The cells; of lists the elements, and one for each empty list.
    var count = 0
    /// How many of them have no value.
    var missing = 0
    /// The least and the greatest number or day; `nil` where there is none, and of texts.
    private(set) var range: ClosedRange<Int>?

    mutating func note(_ value: Int) {
        range = range.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }

    /// What other cells have in common, together with what these have.
    mutating func add(_ other: ParquetSummary) {
        count += other.count
        missing += other.missing
        guard let more = other.range else { return }
        note(more.lowerBound)
        note(more.upperBound)
    }
}
