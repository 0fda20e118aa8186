import Facts

/// An axis of days on which long stretches in which nothing happens are cut short.
struct TimelineAxis {
    /// A stretch between two neighbouring days on which something happens.
    private struct Stretch {
        var first: Int
        var last: Int
        var x1: Double
        var x2: Double
        var isCut: Bool
    }

    private var stretches: [Stretch] = []
    private let start: Int

    /// A stretch is cut where it is longer than this, and takes more than `share` of the whole.
    static let longest = 45
    private static let share = 0.35
    /// What a cut stretch takes of the picture's width.
    private static let cutShare = 0.16

    init(days: [Int], from start: Int, to end: Int) {
        self.start = start
        let days = Set(days).sorted()
        guard let first = days.first, let last = days.last, last > first else { return }
        let gaps = zip(days, days.dropFirst()).map { (first: $0, last: $1, days: $1 - $0) }
        let whole = Double(last - first)
        var isCut = gaps.map { $0.days > Self.longest && Double($0.days) > whole * Self.share }
        if !isCut.contains(false) { isCut = isCut.map { _ in false } }
        let cut = Double(isCut.count { $0 }) * Self.cutShare
        let rest = Double(zip(gaps, isCut).reduce(0) { $0 + ($1.1 ? 0 : $1.0.days) })
        let width = Double(end - start)
        var x = Double(start)
        for (gap, isCut) in zip(gaps, isCut) {
            let length = isCut ? Self.cutShare * width : (1 - cut) * width * Double(gap.days) / rest
            stretches.append(Stretch(first: gap.first, last: gap.last, x1: x, x2: x + length, isCut: isCut))
            x += length
        }
    }

    func x(_ day: Int) -> Int {
        guard let stretch = stretches.first(where: { day <= $0.last }) ?? stretches.last else { return start }
        let share = Double(day - stretch.first) / Double(stretch.last - stretch.first)
        return Int((stretch.x1 + share * (stretch.x2 - stretch.x1)).rounded())
    }

    /// The middles of the stretches that are cut.
    var cuts: [Int] { stretches.filter(\.isCut).map { Int(($0.x1 + $0.x2) / 2) } }

    // MARK: Ticks

    struct Tick: Equatable {
        var day: Int
        var label: String
    }

    /// Days, months, quarters or years, the finest that leave room for their labels.
    var ticks: [Tick] {
        guard let first = stretches.first?.first, let last = stretches.last?.last else { return [] }
        let open = stretches.filter { !$0.isCut }
        let days = open.reduce(0) { $0 + $1.last - $1.first }
        let perDay = open.reduce(0.0) { $0 + $1.x2 - $1.x1 } / Double(max(1, days))
        let steps: [(days: Double, months: Int)] = [
            (1, 0), (7, 0), (30.4, 1), (91, 3), (365, 12), (1826, 60), (3652, 120),
        ]
        let step = steps.first { $0.days * perDay >= 80 } ?? (3652, 120)
        var ticks: [Tick] = []
        var lastX = Int.min / 2
        for day in Self.days(from: first, to: last, step) {
            let isCut = stretches.contains { $0.isCut && $0.first < day && day < $0.last }
            // The label, which is set in the middle, stays within the picture and beside the one before.
            guard !isCut, x(day) - lastX >= 76, x(day) >= 30, x(day) <= TimelineChart.width - 30 else { continue }
            var date = DateValue.day(number: day)
            if step.months > 0 { date.grain = step.months >= 12 ? .year : .month }
            ticks.append(Tick(day: day, label: date.iso))
            lastX = x(day)
        }
        return ticks
    }

    private static func days(from first: Int, to last: Int, _ step: (days: Double, months: Int)) -> [Int] {
        if step.months == 0 { return Array(stride(from: first, through: last, by: Int(step.days))) }
        let begin = DateValue.day(number: first)
        var month = (begin.year * 12 + begin.month - 1) / step.months * step.months
        var days: [Int] = []
        while true {
            let day = DateValue.dayNumber(year: month / 12, month: month % 12 + 1, day: 1)
            if day > last { return days }
            if day >= first { days.append(day) }
            month += step.months
        }
    }
}
