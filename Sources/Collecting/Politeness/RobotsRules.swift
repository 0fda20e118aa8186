/// What a server's robots.txt lets a robot fetch: RFC 9309.
package struct RobotsRules: Sendable {
    private struct Rule {
        var isAllowed: Bool
        /// A path with `*` for anything and `$` for the end.
        var pattern: [UInt8]
    }

    private struct Group {
        var agents: [String] = []
        var rules: [Rule] = []
        var delay: Double?
    }

    private var groups: [Group] = []
    /// Addresses of sitemaps that the file names.
    package private(set) var sitemaps: [String] = []

    /// More is not read: RFC 9309, 2.5.
    package static let mostBytes = 512_000
    /// Longer delays than this, in seconds, are shortened to it.
    package static let longestDelay = 60.0

    /// Lets everything be fetched: what a server without such a file means.
    package static let none = RobotsRules([])

    package init(_ bytes: [UInt8]) {
        var isAfterAgent = false
        let text = bytes.prefix(Self.mostBytes)
        for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let content = line.prefix { $0 != UInt8(ascii: "#") }
            guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let key = Self.trimmed(content[..<colon]).lowercased()
            let value = Self.trimmed(content[content.index(after: colon)...])
            switch key {
            case "user-agent":
                if !isAfterAgent { groups.append(Group()) }
                groups[groups.count - 1].agents.append(Self.product(value))
                isAfterAgent = true
                continue
            case "allow", "disallow":
                // An empty path forbids and allows nothing.
                if !groups.isEmpty, !value.isEmpty {
                    groups[groups.count - 1].rules.append(
                        Rule(isAllowed: key == "allow", pattern: Self.folded(Array(value.utf8))))
                }
            case "crawl-delay":
                if !groups.isEmpty, let seconds = Double(value), seconds >= 0 {
                    groups[groups.count - 1].delay = min(seconds, Self.longestDelay)
                }
            case "sitemap":
                if sitemaps.count < 100, !value.isEmpty { sitemaps.append(value) }
                continue
            default: continue
            }
            isAfterAgent = false
        }
    }

    /// Whether a robot may fetch a path with its query.
    package func allows(_ target: String, agent: String) -> Bool {
        if target == "/robots.txt" { return true }
        let path = Self.folded(Array(target.utf8))
        var best: (length: Int, isAllowed: Bool)?
        for rule in rules(for: agent) where Self.matches(rule.pattern, path) {
            // The longest rule holds; of equals the one that allows.
            if rule.pattern.count > best?.length ?? -1
                || (rule.pattern.count == best?.length && rule.isAllowed)
            {
                best = (rule.pattern.count, rule.isAllowed)
            }
        }
        return best?.isAllowed ?? true
    }

    /// Seconds that the server wants between two requests.
    package func delay(agent: String) -> Double? { groups(for: agent).compactMap(\.delay).max() }

    /// All groups that name the robot; where none does, those for `*`.
    private func groups(for agent: String) -> [Group] {
        let product = Self.product(agent)
        let named = groups.filter { $0.agents.contains(product) }
        return named.isEmpty ? groups.filter { $0.agents.contains("*") } : named
    }

    private func rules(for agent: String) -> [Rule] { groups(for: agent).flatMap(\.rules) }

    /// `Jikenbo/1.0 (+https://…)` is the robot `jikenbo`.
    private static func product(_ agent: String) -> String {
        agent == "*" ? agent : String(agent.lowercased().prefix { $0.isLetter || $0 == "-" || $0 == "_" })
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
        func isSpace(_ byte: UInt8) -> Bool {
            byte == 0x20 || byte == 0x09 || byte == 0xEF || byte == 0xBB || byte == 0xBF
        }
        var bytes = bytes
        while let first = bytes.first, isSpace(first) { bytes.removeFirst() }
        while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Paths are compared with what is not ASCII escaped, and with escaped letters as themselves: RFC 9309, 2.2.2.
    private static func folded(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var place = 0
        func digit(_ at: Int) -> UInt8? {
            at < bytes.count ? Character(Unicode.Scalar(bytes[at])).hexDigitValue.map { UInt8($0) } : nil
        }
        func escape(_ byte: UInt8) {
            out.append(UInt8(ascii: "%"))
            for part in [byte >> 4, byte & 15] { out.append(part < 10 ? 0x30 + part : 0x41 + part - 10) }
        }
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "%"), let high = digit(place + 1), let low = digit(place + 2) {
                let value = high << 4 | low
                let isPlain =
                    (0x30...0x39).contains(value) || (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value)
                    || [0x2D, 0x2E, 0x5F, 0x7E].contains(value)
                if isPlain { out.append(value) } else { escape(value) }
                place += 3
            } else {
                if byte >= 0x80 || byte <= 0x20 { escape(byte) } else { out.append(byte) }
                place += 1
            }
        }
        return out
    }

    /// Whether the pattern fits the path's beginning, or all of it where it ends in `$`.
    private static func matches(_ pattern: [UInt8], _ path: [UInt8]) -> Bool {
        pattern.last == UInt8(ascii: "$")
            ? Wildcard.fits(pattern.dropLast(), path) : Wildcard.fits(pattern + [UInt8(ascii: "*")], path)
    }
}
