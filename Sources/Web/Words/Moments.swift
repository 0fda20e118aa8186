import Facts

/// Moments on pages: in Japanese time, as the notices' own dates are.
enum Moments {
    private static let offset = 9 * 3600

    /// For the template: `iso` for machines, `shown` for people.
    static func model(_ seconds: Int) -> Model {
        ["iso": text(seconds + offset, between: "T") + "+09:00", "shown": shown(seconds)]
    }

    /// `2026-11-27 08:10`, for people.
    static func shown(_ seconds: Int) -> String { text(seconds + offset, between: " ") }

    private static func text(_ seconds: Int, between: String) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let day = Int((Double(seconds) / 86_400).rounded(.down))
        let rest = seconds - day * 86_400
        return "\(DateValue.day(number: day).iso)\(between)\(two(rest / 3600)):\(two(rest / 60 % 60))"
    }
}
