import Facts
import Language

/// Events in an order, each once. Every date has a few such lists: in two words they take no memory of their own.
struct EventList: RandomAccessCollection {
    /// Four bits for each, the first one lowest.
    private var bits: UInt64 = 0
    private(set) var count = 0

    init() {}

    init(_ event: TimelineEvent, _ next: TimelineEvent? = nil) {
        append(event)
        if let next { append(next) }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    subscript(_ i: Int) -> TimelineEvent {
        precondition(i >= 0 && i < count)
        return Values.events[Int(bits >> UInt64(4 * i) & 0xF)]
    }

    /// Adds an event behind the others unless it is among them.
    mutating func append(_ event: TimelineEvent) {
        if contains(event) { return }
        bits |= UInt64(event.index) << UInt64(4 * count)
        count += 1
    }

    /// Puts an event before the others unless it is among them.
    mutating func prepend(_ event: TimelineEvent) {
        if contains(event) { return }
        bits = bits << 4 | UInt64(event.index)
        count += 1
    }

    mutating func removeAll(where isOut: (TimelineEvent) -> Bool) {
        var kept = EventList()
        for event in self where !isOut(event) { kept.append(event) }
        self = kept
    }
}

extension TimelineEvent {
    /// Its place in `allCases`: as the raw value is a slug, the number of the case, of which there are sixteen.
    @inline(__always)
    var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}
