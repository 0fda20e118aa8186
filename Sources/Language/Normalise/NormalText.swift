package import Facts

/// A text in the form that phrases, dates and numbers are compared in, with the way back to the original.
///
/// Its characters are UTF-16 units, folded one by one: width, letter case, radicals from PDFs, dashes and a few spellings;
/// horizontal spaces are left out and soft line breaks joined. Every unit knows the bytes of the original that it stands for.
/// Building it takes time linear in the text's length.
package struct NormalText: Sendable {
    /// The folded units. Newlines that end a line are kept as `\n`.
    package let units: [UInt16]
    /// For each unit the offset of the first original byte that it stands for.
    package let starts: [Int32]
    /// For each unit the offset just past the last original byte that it stands for.
    package let ends: [Int32]
    /// For each unit whether a space or soft line break stood before it.
    package let spaced: [Bool]

    package var count: Int { units.count }

    /// The original bytes that the units from `start` up to `end` stand for.
    package func span(_ start: Int, _ end: Int) -> TextSpan {
        start < end ? TextSpan(Int(starts[start]), Int(ends[end - 1])) : TextSpan(0, 0)
    }

    package init(_ text: String) {
        var text = text
        self = text.withUTF8 { NormalText(utf8: $0) }
    }

    /// - Parameter bytes: valid UTF-8 of less than 2 GiB.
    package init(utf8 bytes: UnsafeBufferPointer<UInt8>) {
        // No character becomes more units than it has bytes.
        let most = bytes.count
        var starts: [Int32] = []
        var ends: [Int32] = []
        var spaced: [Bool] = []
        units = [UInt16](unsafeUninitializedCapacity: most) { units, count in
            starts = [Int32](unsafeUninitializedCapacity: most) { starts, startCount in
                ends = [Int32](unsafeUninitializedCapacity: most) { ends, endCount in
                    spaced = [Bool](unsafeUninitializedCapacity: most) { spaced, spacedCount in
                        var folding = Folding(bytes: bytes, units: units, starts: starts, ends: ends, spaced: spaced)
                        folding.run()
                        (count, startCount, endCount, spacedCount) = (
                            folding.count, folding.count, folding.count, folding.count
                        )
                    }
                }
            }
        }
        (self.starts, self.ends, self.spaced) = (starts, ends, spaced)
    }

    private init(units: [UInt16], starts: [Int32], ends: [Int32], spaced: [Bool]) {
        (self.units, self.starts, self.ends, self.spaced) = (units, starts, ends, spaced)
    }

    /// The first units.
    package func prefix(_ count: Int) -> NormalText {
        guard count < units.count else { return self }
        return NormalText(
            units: Array(units[..<count]), starts: Array(starts[..<count]), ends: Array(ends[..<count]),
            spaced: Array(spaced[..<count]))
    }
}
