import Facts

/// Where bytes of a text stand as people and editors count: lines, columns, characters.
struct LineTable {
    /// A place as editors count: lines and columns from 1, in Unicode scalars.
    struct Place: Hashable {
        var line: Int
        var column: Int
        /// Scalars before it in the text.
        var character: Int
    }

    private let bytes: [UInt8]
    /// The byte offset of each line's start.
    private var starts = [0]
    /// The scalars before each `step` of bytes, so that a line of megabytes is not counted through for each place in it.
    private var counts: [Int] = []

    private static let step = 1024

    init(_ text: String) {
        bytes = Array(text.utf8)
        var count = 0
        for (at, byte) in bytes.enumerated() {
            if at % Self.step == 0 { counts.append(count) }
            if byte & 0xC0 != 0x80 { count += 1 }
            if byte == UInt8(ascii: "\n") { starts.append(at + 1) }
        }
        counts.append(count)
    }

    func place(_ byte: Int) -> Place {
        var (low, high) = (0, starts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= byte { low = middle } else { high = middle - 1 }
        }
        let (character, start) = (characters(before: byte), characters(before: starts[low]))
        return Place(line: low + 1, column: character - start + 1, character: character)
    }

    private func characters(before byte: Int) -> Int {
        let byte = min(byte, bytes.count)
        let block = min(byte / Self.step, counts.count - 1)
        return counts[block] + bytes[min(block * Self.step, byte)..<byte].count { $0 & 0xC0 != 0x80 }
    }

    func quote(_ span: TextSpan) -> String { String(decoding: bytes[span.start..<span.end], as: UTF8.self) }
}
