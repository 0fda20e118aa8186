import Language

/// A stretch of a notice's memory: what a slice of an array is, without counting references.
///
/// The rules take slices all the time, each of which retained and released its array: a tenth of the time of a read. A view
/// is valid as long as its `NoticeText` lives, which `Reader.read` sees to; its subscript is checked like an array's.
struct View<Element>: RandomAccessCollection {
    private let base: UnsafePointer<Element>
    let startIndex: Int
    let endIndex: Int

    /// - Parameter base: where the element at 0 is, or would be.
    @inline(__always)
    init(_ base: UnsafePointer<Element>, _ start: Int, _ end: Int) {
        self.base = base
        startIndex = start
        endIndex = end
    }

    @inline(__always)
    var count: Int { endIndex - startIndex }

    @inline(__always)
    subscript(_ i: Int) -> Element {
        precondition(i >= startIndex && i < endIndex)
        return base[i]
    }

    @inline(__always)
    subscript(_ range: Range<Int>) -> View<Element> {
        precondition(range.lowerBound >= startIndex && range.upperBound <= endIndex)
        return View(base, range.lowerBound, range.upperBound)
    }

    @inline(__always)
    subscript(_ range: PartialRangeFrom<Int>) -> View<Element> { self[range.lowerBound..<endIndex] }

    /// The same elements counted from 0.
    @inline(__always)
    var rebased: View<Element> { View(base + startIndex, 0, count) }
}

extension UnsafeMutablePointer {
    /// A copy of an array, to be deallocated by the caller.
    static func copy(of array: [Pointee]) -> UnsafeMutablePointer<Pointee> {
        let made = UnsafeMutablePointer<Pointee>.allocate(capacity: Swift.max(1, array.count))
        array.withUnsafeBufferPointer { from in
            if let address = from.baseAddress { made.initialize(from: address, count: from.count) }
        }
        return made
    }
}

/// A word that rules look for, as units of normal text. It is made once and never freed: for static properties only.
struct Word: @unchecked Sendable {
    let count: Int
    private let base: UnsafePointer<UInt16>

    init(_ text: String) {
        let units = NormalText(text).units
        count = units.count
        base = UnsafePointer(UnsafeMutablePointer.copy(of: units))
    }

    @inline(__always)
    subscript(_ i: Int) -> UInt16 {
        precondition(i >= 0 && i < count)
        return base[i]
    }
}
