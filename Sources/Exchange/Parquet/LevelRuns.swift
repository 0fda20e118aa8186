/// Levels of one bit, as Parquet tells by them which values are missing and which begin a list: each run of the same level as its length
/// and the level (the runs of Parquet's hybrid of runs and packed bits, which may be of either kind throughout).
struct LevelRuns {
    private(set) var count = 0
    private var bytes: [UInt8] = []
    private var level: UInt8 = 0
    private var length: UInt64 = 0

    mutating func append(_ next: UInt8) {
        if next != level { close() }
        level = next
        length += 1
        count += 1
    }

    /// The runs behind the number of their bytes, as a page has them. Begins anew.
    mutating func taken() -> [UInt8] {
        close()
        defer {
            bytes.removeAll(keepingCapacity: true)
            count = 0
        }
        return LittleEndian.bytes(UInt32(bytes.count)) + bytes
    }

    private mutating func close() {
        guard length > 0 else { return }
        // The lowest bit says whether bits are packed.
        VarInt.append(length << 1, to: &bytes)
        bytes.append(level)
        length = 0
    }
}

/// Integers as Parquet has them, the lowest byte first.
enum LittleEndian {
    static func bytes<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }

    static func append<Value: FixedWidthInteger>(_ value: Value, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}
