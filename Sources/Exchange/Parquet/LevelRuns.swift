/// Levels of one bit, as Parquet tells by them which values are missing and which begin a list: each run of the same level as its length
/// and the level (the runs of Parquet's hybrid of runs and packed bits, which may be of either kind throughout).
enum LevelRuns {
    /// The runs behind the number of their bytes, as a page has them.
    static func bytes(of levels: [UInt8]) -> [UInt8] {
        var runs: [UInt8] = []
        var start = 0
        for place in levels.indices where place + 1 == levels.count || levels[place + 1] != levels[place] {
            // The lowest bit says whether bits are packed.
            VarInt.append(UInt64(place + 1 - start) << 1, to: &runs)
            runs.append(levels[place])
            start = place + 1
        }
        return LittleEndian.bytes(UInt32(runs.count)) + runs
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
