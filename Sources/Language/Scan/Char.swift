/// A character of the basic plane that code compares units with: `unit == "年"`.
@usableFromInline package struct Char: ExpressibleByUnicodeScalarLiteral, Sendable {
    @usableFromInline package let unit: UInt16

    @inlinable @inline(__always)
    package init(unicodeScalarLiteral scalar: Unicode.Scalar) { unit = UInt16(truncatingIfNeeded: scalar.value) }
}

extension UInt16 {
    @inlinable @inline(__always)
    package static func == (unit: UInt16, char: Char) -> Bool { unit == char.unit }

    @inlinable @inline(__always)
    package static func != (unit: UInt16, char: Char) -> Bool { unit != char.unit }

    @inlinable @inline(__always)
    package static func ~= (char: Char, unit: UInt16) -> Bool { unit == char.unit }
}
