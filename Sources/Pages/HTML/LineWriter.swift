/// Writes text as a browser lays it out: white space collapsed, lines where blocks and `br` end them, at most one blank line.
///
/// What separates two texts is only noted, and written when the next text comes, so that no line ends in a space and nothing is
/// written at the edges of the page.
struct LineWriter {
    /// What stands between two texts of one line. The later ones outrank the earlier ones.
    enum Gap: Int {
        case none
        /// White space that holds a line end: it vanishes between two Japanese characters, as CSS has it.
        case wrapped
        case space
        /// Between a key and its value.
        case colon
    }

    /// What a list puts before an item.
    enum Marker {
        case bullet
        case number(Int)
    }

    private(set) var output: [UInt8] = []
    private var lineStart = 0
    private var breaks = 0
    private var gap = Gap.none
    private var marker: Marker?
    /// How many elements that keep their content on one line are open.
    var flat = 0

    var isAtLineStart: Bool { breaks > 0 || output.count == lineStart }

    /// Ends the line; `lines` is 2 for a blank line after it.
    mutating func end(lines: Int) {
        guard flat == 0 else { return note(.space) }
        breaks = max(breaks, lines)
        gap = .none
    }

    /// A `br`: two in a row make a blank line.
    mutating func lineBreak() {
        guard flat == 0 else { return note(.space) }
        breaks = isAtLineStart ? 2 : 1
        gap = .none
    }

    mutating func note(_ gap: Gap) {
        if gap.rawValue > self.gap.rawValue { self.gap = gap }
    }

    /// Begins a list item.
    mutating func begin(_ marker: Marker) {
        end(lines: 1)
        if flat == 0 { self.marker = marker }
    }

    /// An item without text has no marker.
    mutating func endItem() {
        marker = nil
        end(lines: 1)
    }

    /// Takes in text whose white space collapses.
    mutating func append(_ pool: Span<UInt8>, _ start: Int, _ end: Int) {
        var i = start
        while i < end {
            if ASCII.isSpace(pool[i]) {
                note(pool[i] == 0x0A || pool[i] == 0x0D ? .wrapped : gap == .wrapped ? .wrapped : .space)
                i += 1
                continue
            }
            flush(before: Self.scalar(pool, at: i, end), isNumbered: Self.isNumbered(pool, i, end))
            while i < end, !ASCII.isSpace(pool[i]) {
                output.append(pool[i])
                i += 1
            }
        }
    }

    /// Takes in text of a `pre`, whose lines and spaces stay.
    mutating func append(preformatted pool: Span<UInt8>, _ start: Int, _ end: Int) {
        guard flat == 0 else { return append(pool, start, end) }
        var i = start
        while i < end {
            if pool[i] == 0x0A {
                lineBreak()
            } else if pool[i] != 0x0D {
                if breaks > 0 || marker != nil { flush(before: 0x20, isNumbered: false) }
                output.append(pool[i])
            }
            i += 1
        }
    }

    /// Where the next text will begin, once what is pending is written. For headings, which begin a line.
    mutating func startOfNext(before scalar: UInt32) -> Int {
        flush(before: scalar, isNumbered: false)
        return output.count
    }

    /// Ends the text.
    mutating func finish() -> [UInt8] {
        endLine()
        while let last = output.last, last == 0x0A || last == 0x20 { output.removeLast() }
        return output
    }

    // MARK: What is pending

    private mutating func flush(before next: UInt32, isNumbered: Bool) {
        if breaks > 0 { endLine() }
        if breaks > 0, !output.isEmpty {
            output.append(contentsOf: repeatElement(0x0A, count: output.last == 0x0A ? breaks - 1 : breaks))
            if output.count >= 3, output.suffix(3).allSatisfy({ $0 == 0x0A }) { output.removeLast() }
        }
        if breaks > 0 { lineStart = output.count }
        breaks = 0
        if let marker {
            write(marker, before: next, isNumbered: isNumbered)
        } else if output.count > lineStart {
            write(gap, before: next)
        }
        marker = nil
        gap = .none
    }

    /// Takes back a line of nothing but wide and unbreakable spaces, which pages use as spacers.
    private mutating func endLine() {
        var i = lineStart
        while i < output.count {
            if output[i] == 0x20 || output[i] == 0x09 {
                i += 1
            } else if output[i...].starts(with: [0xC2, 0xA0]) {
                i += 2
            } else if output[i...].starts(with: [0xE3, 0x80, 0x80]) || output[i...].starts(with: [0xE2, 0x80, 0x8B]) {
                i += 3
            } else {
                return
            }
        }
        if i > lineStart {
            output.removeSubrange(lineStart...)
            breaks = 2
        }
    }

    private mutating func write(_ marker: Marker, before next: UInt32, isNumbered: Bool) {
        // Many pages hide the list's own marks and write others.
        if isNumbered { return }
        switch marker {
        case .bullet: if !Self.isBullet(next) { output.append(contentsOf: "・".utf8) }
        case .number(let number): output.append(contentsOf: "\(number). ".utf8)
        }
    }

    private mutating func write(_ gap: Gap, before next: UInt32) {
        switch gap {
        case .none: return
        case .wrapped: if !(Self.isWide(next) && Self.isWide(lastScalar)) { output.append(0x20) }
        case .space: output.append(0x20)
        case .colon:
            let last = lastScalar
            output.append(contentsOf: last == 0x3A || last == 0xFF1A ? " ".utf8 : " : ".utf8)
        }
    }

    private var lastScalar: UInt32 {
        var start = output.count - 1
        while start > 0, output[start] & 0xC0 == 0x80 { start -= 1 }
        return start < 0 ? 0 : Self.scalar(output.span, at: start, output.count)
    }
}

extension LineWriter {
    /// The scalar that begins at an offset of valid UTF-8.
    static func scalar(_ bytes: Span<UInt8>, at i: Int, _ end: Int) -> UInt32 {
        func tail(_ offset: Int) -> UInt32 { i + offset < end ? UInt32(bytes[i + offset] & 0x3F) : 0 }
        let lead = UInt32(bytes[i])
        switch lead {
        case 0..<0xC0: return lead
        case 0xC0..<0xE0: return (lead & 0x1F) << 6 | tail(1)
        case 0xE0..<0xF0: return (lead & 0x0F) << 12 | tail(1) << 6 | tail(2)
        default: return (lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3)
        }
    }

    /// The characters between which CSS lets a line end vanish.
    private static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E80...0x33FF, 0x3400...0x9FFF, 0xF900...0xFAFF, 0xFF01...0xFFEE, 0x20000...0x3FFFF: true
        default: false
        }
    }

    private static func isBullet(_ scalar: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(scalar) else { return false }
        return "・•●○◎◇◆□■△▲▽▼▶►▷☆★※‣◦-–—―＊*".unicodeScalars.contains(scalar)
    }

    /// Whether text begins with a number of its own: ①, (1), （１）, `1.`, `1)`, １．
    private static func isNumbered(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var i = start
        var digits = 0
        var isBracketed = false
        while i < end, i < start + 24 {
            let current = scalar(bytes, at: i, end)
            let length = current < 0x80 ? 1 : current < 0x800 ? 2 : current < 0x10000 ? 3 : 4
            switch current {
            case 0x2460...0x249B where i == start: return true
            case 0x28 where i == start, 0xFF08 where i == start: isBracketed = true
            case 0x30...0x39, 0xFF10...0xFF19: digits += 1
            case 0x29, 0xFF09: return digits > 0
            case 0x2E, 0xFF0E, 0x3001:
                // `1.5` is a value.
                let next = i + length < end ? scalar(bytes, at: i + length, end) : 0
                return digits > 0 && digits < 3 && !isBracketed && !(0x30...0x39).contains(next)
            default: return false
            }
            i += length
        }
        return false
    }
}
