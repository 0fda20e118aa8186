import Exchange

/// Something on the axis of a timeline.
struct TimelineItem: Hashable {
    enum Shape: String { case event, publication, report, range }

    /// Days since 1970-01-01: one day, or the first and the last of what a range or an imprecise date covers.
    var first: Int
    var last: Int
    var shape: Shape
    /// Whether the notice tells no more than a month or year, or weakens the date.
    var isVague = false
    var label: String
    var href: String?
    var fact: Int?
}

/// So many days between two things on the axis.
struct TimelineLag: Hashable {
    var first: Int
    var last: Int
    var label: String
}

/// A timeline as a picture: events in rows under an axis of days, each beside its label, and lags as measured lines below.
///
/// Lengths are in the units of the picture's view box. Long stretches in which nothing happens are cut short, with a sign.
struct TimelineChart {
    let items: [TimelineItem]
    let lags: [TimelineLag]

    static let width = 760, margin = 12, rowHeight = 28, axisHeight = 26
    /// Of one column of a text: half a wide character.
    private static let column = 7

    private let axis: TimelineAxis

    init(items: [TimelineItem], lags: [TimelineLag]) {
        self.items = items.sorted { ($0.first, $0.last) < ($1.first, $1.last) }
        self.lags = lags
        axis = TimelineAxis(
            days: items.flatMap { [$0.first, $0.last] }, from: Self.margin, to: Self.width - Self.margin)
    }

    // MARK: Layout

    /// Where a thing and its label stand.
    struct Placed: Equatable {
        enum Side: String { case right, left, above, within }

        var x1: Int
        var x2: Int
        var row: Int
        var textX: Int
        var side: Side
        /// From the left end of the thing or its label to the right end.
        var extent: ClosedRange<Int>
    }

    /// The places of the items, in their order.
    var placedItems: [Placed] {
        var rows = Rows()
        return items.map { item in
            rows.place(
                axis.x(item.first), max(axis.x(item.last), axis.x(item.first)), Self.textWidth(item.label), false)
        }
    }

    var placedLags: [Placed] {
        var rows = Rows()
        return lags.map { rows.place(axis.x($0.first), axis.x($0.last), Self.textWidth($0.label), true) }
    }

    static func textWidth(_ text: String) -> Int { DisplayWidth.of(text) * column }

    /// Puts things into the first row in which they touch nothing.
    private struct Rows {
        private var taken: [[ClosedRange<Int>]] = []

        mutating func place(_ x1: Int, _ x2: Int, _ text: Int, _ mayBeWithin: Bool) -> Placed {
            let gap = 10
            var placed = Placed(x1: x1, x2: x2, row: 0, textX: x2 + gap, side: .right, extent: x1 - 7...x2 + gap + text)
            if mayBeWithin, x2 - x1 > text + 2 * gap {
                placed.side = .within
                placed.textX = (x1 + x2) / 2
                placed.extent = x1...x2
            } else if x2 + gap + text > TimelineChart.width {
                if x1 - gap - text >= 0 {
                    placed.side = .left
                    placed.textX = x1 - gap
                    placed.extent = x1 - gap - text...x2 + 7
                } else {
                    placed.side = .above
                    placed.textX = max(0, min(x1, TimelineChart.width - text))
                    placed.extent = min(x1, placed.textX)...max(x2, placed.textX + text)
                }
            }
            placed.row =
                taken.firstIndex { row in
                    row.allSatisfy {
                        $0.upperBound + gap < placed.extent.lowerBound || placed.extent.upperBound + gap < $0.lowerBound
                    }
                } ?? taken.count
            if placed.row == taken.count { taken.append([]) }
            taken[placed.row].append(placed.extent)
            return placed
        }
    }

    // MARK: Model

    var model: Model {
        let things = placedItems
        let measured = placedLags
        let itemRows = (things.map(\.row).max() ?? -1) + 1
        let lagRows = (measured.map(\.row).max() ?? -1) + 1
        let lagTop = Self.axisHeight + itemRows * Self.rowHeight + (lagRows > 0 ? 10 : 0)
        let height = lagTop + lagRows * Self.rowHeight + 6
        return [
            "chartWidth": Self.width, "chartHeight": height,
            "ticks": axis.ticks.map { ["tickX": axis.x($0.day), "tick": $0.label, "tickEnd": height] as Model },
            "cuts": axis.cuts.map { ["cutX": $0, "cutEnd": height] as Model },
            "drawn": zip(items, things).map(drawn),
            "measures": zip(lags, measured).map { measure($0, $1, lagTop) },
        ]
    }

    private func drawn(_ item: TimelineItem, _ placed: Placed) -> Model {
        let top = Self.axisHeight + placed.row * Self.rowHeight
        let isAbove = placed.side == .above
        let middle = top + (isAbove ? 22 : 14)
        let isBar = placed.x2 > placed.x1 || item.shape == .range
        let x = placed.x1
        return [
            "itemLabel": item.label, "textX": placed.textX, "textY": isAbove ? top + 13 : top + 18,
            "anchor": placed.side == .left ? "end" : "start",
            "itemHref": orNone(item.href), "itemFact": item.fact.map { "\($0)" } ?? "",
            "shape": item.shape.rawValue, "vague": item.isVague,
            "bar": isBar
                ? ["barX": x, "barY": middle - 4, "barWidth": max(4, placed.x2 - x), "barHeight": 8] as Model : false,
            "dot": !isBar && item.shape == .event ? ["cx": x, "cy": middle] as Model : false,
            "diamond": !isBar && item.shape == .publication
                ? ["path": "M\(x) \(middle - 7)l7 7l-7 7l-7 -7z"] as Model : false,
            "square": !isBar && item.shape == .report ? ["sx": x - 5, "sy": middle - 5] as Model : false,
        ]
    }

    private func measure(_ lag: TimelineLag, _ placed: Placed, _ lagTop: Int) -> Model {
        let top = lagTop + placed.row * Self.rowHeight
        let isBeside = placed.side == .right || placed.side == .left
        let y = top + (isBeside ? 12 : 20)
        return [
            "measureLabel": lag.label, "measureX": placed.textX, "measureY": isBeside ? top + 16 : top + 13,
            "measureAnchor": placed.side == .within ? "middle" : placed.side == .left ? "end" : "start",
            "line": "M\(placed.x1) \(y - 4)v8M\(placed.x1) \(y)H\(placed.x2)M\(placed.x2) \(y - 4)v8",
        ]
    }
}
