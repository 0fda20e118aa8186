import Language

/// Cuts texts into the tokens of the index.
///
/// Signs (kana, kanji) give a token for each pair: 個人情報 gives 個人, 人情, 情報, each at a position of its own, so that a
/// phrase is found by its pairs in a row. The last sign of a run stands alone, at its own position: 報. Words of letters
/// and numbers are tokens. So that one sign can be searched for as well, each sign gives a token of its own beside its pair
/// where it stands first in a text, and where a word or number is right before it.
///
/// A common word has a token of its own beside the pair that it begins with, where it stands first in a text.
///
/// Where a clause ends no pair goes on, so that no phrase is found across it; beside a word or number a place is left free.
struct IndexTokens {
    /// Signs that were met in this text, one bit for each.
    private var met = [UInt64](repeating: 0, count: 1024)
    /// Common words that were met, one bit for each.
    private var metWords: [UInt64] = []
    private var buffer = [UInt8](repeating: 0, count: 3 * WordCuts.longest)
    private let common: CommonWords?

    /// - Parameter common: the words that have tokens of their own; none in names.
    init(common: CommonWords? = nil) {
        self.common = common
        metWords = [UInt64](repeating: 0, count: ((common?.words.count ?? 0) + 63) / 64)
    }

    /// Calls `emit` with each token: its bytes, and whether it stands at the position of the one before. Ends early
    /// where `emit` gives another number than 0, and gives that.
    mutating func index(
        _ text: NormalText, emit: (UnsafeBufferPointer<UInt8>, _ colocated: Bool) -> Int32
    ) -> Int32 {
        met.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        metWords.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
        var cuts = WordCuts()
        var length = 0  // bytes of the word in the buffer
        var held: UInt16?  // a sign whose pair is still to come
        var followsWord = false
        var last = SearchClass.end  // of the token before; nothing stands before the first
        var isParted = false  // whether a clause ended since
        let units = text.units

        func flushWord(_ self: inout IndexTokens) -> Int32 {
            guard length > 0 else { return 0 }
            defer { length = 0 }
            return self.buffer.withUnsafeBufferPointer { emit(UnsafeBufferPointer(rebasing: $0[..<length]), false) }
        }
        func flushSign(_ self: inout IndexTokens) -> Int32 {
            guard let sign = held else { return 0 }
            held = nil
            _ = self.meets(sign)
            return self.emitSign(sign, false, emit)
        }

        for index in 0..<units.count {
            let unit = units[index]
            let found = SearchClass.of(unit)
            var code: Int32 = 0
            switch found {
            case .ignored:
                code = flushWord(&self)
                if code == 0, length == 0 { cuts.part() }
            case .end:
                if WordCuts.isGrouping(units, index) { continue }
                code = flushWord(&self)
                if code == 0 { code = flushSign(&self) }
                cuts.part()
                followsWord = false
                isParted = last != .end
            case .letter, .digit:
                code = flushSign(&self)
                if isParted, code == 0 { code = emitPart(emit) }
                isParted = false
                last = found
                if text.spaced[index] { cuts.part() }
                if cuts.isCut(before: found), code == 0 { code = flushWord(&self) }
                length += Self.write(unit, into: &buffer, at: length)
                followsWord = true
            case .sign:
                code = flushWord(&self)
                if isParted, last != .sign, code == 0 { code = emitPart(emit) }
                isParted = false
                last = .sign
                _ = cuts.isCut(before: .sign)
                if let first = held, code == 0 {
                    let isNew = meets(first)
                    code = emitPair(first, unit, emit)
                    if code == 0, isNew || followsWord { code = emitSign(first, true, emit) }
                    if code == 0, let common {
                        code = emitWords(common.beginning(with: first, unit), units, index, emit)
                    }
                    followsWord = false
                }
                held = unit
            }
            if code != 0 { return code }
        }
        let code = flushWord(&self)
        return code != 0 ? code : flushSign(&self)
    }

    /// A place that no token of a text takes.
    private func emitPart(_ emit: (UnsafeBufferPointer<UInt8>, Bool) -> Int32) -> Int32 {
        Self.part.withUnsafeBufferPointer { emit($0, false) }
    }

    private static let part: [UInt8] = [SearchMark.sign, UInt8(ascii: ".")]

    /// Notes the sign; true where it stands first in this text.
    @inline(__always)
    private mutating func meets(_ sign: UInt16) -> Bool {
        let bit = UInt64(1) << UInt64(sign & 63), word = Int(sign >> 6)
        if met[word] & bit != 0 { return false }
        met[word] |= bit
        return true
    }

    /// Of the words those that stand there, with their second unit at `index`, and did not before.
    private mutating func emitWords(
        _ words: [CommonWords.Word], _ units: [UInt16], _ index: Int,
        _ emit: (UnsafeBufferPointer<UInt8>, Bool) -> Int32
    ) -> Int32 {
        for word in words {
            let bit = UInt64(1) << UInt64(word.number & 63)
            guard metWords[word.number >> 6] & bit == 0, word.goesOn(in: units, after: index) else { continue }
            metWords[word.number >> 6] |= bit
            let code = word.mark.withUnsafeBufferPointer { emit($0, true) }
            if code != 0 { return code }
        }
        return 0
    }

    @inline(__always)
    private mutating func emitPair(
        _ first: UInt16, _ second: UInt16, _ emit: (UnsafeBufferPointer<UInt8>, Bool) -> Int32
    ) -> Int32 {
        var count = Self.write(first, into: &buffer, at: 0)
        count += Self.write(second, into: &buffer, at: count)
        return buffer.withUnsafeBufferPointer { emit(UnsafeBufferPointer(rebasing: $0[..<count]), false) }
    }

    @inline(__always)
    private mutating func emitSign(
        _ sign: UInt16, _ colocated: Bool, _ emit: (UnsafeBufferPointer<UInt8>, Bool) -> Int32
    ) -> Int32 {
        let count = Self.write(sign, into: &buffer, at: 0)
        return buffer.withUnsafeBufferPointer { emit(UnsafeBufferPointer(rebasing: $0[..<count]), colocated) }
    }

    /// The unit as UTF-8; half a surrogate pair, which stands for any character outside the basic plane, as U+FFFD.
    @inline(__always)
    private static func write(_ unit: UInt16, into buffer: inout [UInt8], at place: Int) -> Int {
        if unit < 0x80 {
            buffer[place] = UInt8(unit)
            return 1
        }
        if unit < 0x800 {
            buffer[place] = UInt8(0xC0 | unit >> 6)
            buffer[place + 1] = UInt8(0x80 | unit & 0x3F)
            return 2
        }
        let unit = unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit
        buffer[place] = UInt8(0xE0 | unit >> 12)
        buffer[place + 1] = UInt8(0x80 | unit >> 6 & 0x3F)
        buffer[place + 2] = UInt8(0x80 | unit & 0x3F)
        return 3
    }
}
