import ArgumentParser

/// A time as people write it: 30s, 5m, 1h.
struct TimeSpan: ExpressibleByArgument {
    let seconds: Int

    init?(argument: String) {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600]
        guard let last = argument.last, let unit = units[last], let count = Int(argument.dropLast()),
            (1...1_000_000).contains(count)
        else { return nil }
        seconds = count * unit
    }
}
