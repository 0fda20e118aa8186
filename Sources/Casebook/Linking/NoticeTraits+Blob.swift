import Facts

/// Traits as bytes, to be kept beside the notice: some 300 of them. Written and read only here.
extension NoticeTraits {
    /// Raised whenever the layout, a fold or a hash changes; older bytes are read as `nil`, and made anew from the record.
    static let layout: UInt8 = 1

    package var blob: [UInt8] {
        var out = Writer()
        out.byte(Self.layout)
        out.optional(organisation)
        out.list(otherNames) { $0.fixed($1) }
        out.list(parties) {
            $0.fixed($1.name)
            $0.text($1.role.slug)
        }
        out.optional(service)
        out.optional(actor)
        out.optional(title)
        out.text(number ?? "")
        out.fixed(published ?? .min)
        out.fixed(Int32(clamping: report ?? -1))
        out.byte(saysFollows ? 1 : 0)
        out.list(earlier) { $0.fixed($1) }
        out.list(types) { $0.text($1.slug) }
        out.list(days) {
            $0.fixed($1.day)
            $0.text($1.event.slug)
        }
        out.list(figures) {
            $0.fixed(Int64($1.value))
            $0.text($1.unit)
            $0.byte($1.main ? 1 : 0)
        }
        out.list(sketch.bytes) { $0.byte($1) }
        return out.bytes
    }

    /// - Returns: `nil` for bytes of another layout, and for bytes that are damaged.
    package init?(blob: some Collection<UInt8>) {
        var input = Reader(Array(blob))
        guard input.byte() == Self.layout else { return nil }
        self.init()
        organisation = input.optional()
        otherNames = input.list { $0.fixed() }
        parties = input.list { Party(name: $0.fixed(), role: PartyRole(rawValue: $0.text()) ?? .other) }
        service = input.optional()
        actor = input.optional()
        title = input.optional()
        let number = input.text()
        self.number = number.isEmpty ? nil : number
        let published: Int32 = input.fixed()
        self.published = published == .min ? nil : published
        let report: Int32 = input.fixed()
        self.report = report < 0 ? nil : Int(report)
        saysFollows = input.byte() == 1
        earlier = input.list { $0.fixed() }
        types = input.list { IncidentType(rawValue: $0.text()) }.compactMap { $0 }
        days = input.list { Day(day: $0.fixed(), event: TimelineEvent(rawValue: $0.text()) ?? .other) }
        figures = input.list { Figure(value: Int($0.fixed() as Int64), unit: $0.text(), main: $0.byte() == 1) }
        sketch = TextSketch(bytes: input.list { $0.byte() })
        guard input.isWhole else { return nil }
    }
}

private struct Writer {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    mutating func fixed<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func optional(_ key: UInt64?) {
        byte(key == nil ? 0 : 1)
        if let key { fixed(key) }
    }

    /// At most 255 bytes of it.
    mutating func text(_ text: String) {
        let utf8 = text.utf8.count <= 255 ? text : ""
        byte(UInt8(utf8.utf8.count))
        bytes.append(contentsOf: utf8.utf8)
    }

    /// At most 255 elements.
    mutating func list<Element>(_ list: [Element], _ write: (inout Writer, Element) -> Void) {
        let few = list.prefix(255)
        byte(UInt8(few.count))
        for element in few { write(&self, element) }
    }
}

/// Reads past the end as zeros, and then is not whole.
private struct Reader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isWhole: Bool { at == bytes.count }

    mutating func byte() -> UInt8 {
        defer { at += 1 }
        return at < bytes.count ? bytes[at] : 0
    }

    mutating func fixed<Number: FixedWidthInteger>() -> Number {
        var number: Number = 0
        for place in 0..<Number.bitWidth / 8 { number |= Number(truncatingIfNeeded: byte()) << Number(place * 8) }
        return number
    }

    mutating func optional() -> UInt64? { byte() == 1 ? fixed() : nil }

    mutating func text() -> String {
        let count = Int(byte())
        let start = min(at, bytes.count)
        let end = min(at + count, bytes.count)
        at += count
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    mutating func list<Element>(_ read: (inout Reader) -> Element) -> [Element] {
        let count = Int(byte())
        return (0..<count).map { _ in read(&self) }
    }
}
