/// A pattern with `*`, `?` and `[…]`, for where the shell has not expanded it: `?` is one character, of any script, and
/// neither it nor `*` matches a slash or a leading dot.
struct Glob {
    let pattern: String

    static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// The paths that match, sorted by name.
    func paths() -> [FilePath] {
        var found = [FilePath(pattern.hasPrefix("/") ? "/" : "")]
        for component in pattern.split(separator: "/") {
            if !Self.isPattern(String(component)) {
                found = found.map { $0.appending(FilePath(String(component))) }.filter {
                    FileSystem.entry(at: $0) != nil
                }
                continue
            }
            let parts = Self.parts(component)
            found = found.flatMap { folder -> [FilePath] in
                let names = (try? FileSystem.names(in: folder.bytes.isEmpty ? FilePath(".") : folder)) ?? []
                return names.filter { name in
                    (!name.isHidden || component.hasPrefix("."))
                        && Self.matches(Array(name.shown.unicodeScalars), parts)
                }.map { folder.appending($0) }
            }
        }
        return found
    }

    enum Part: Equatable {
        case any
        case one
        case exactly(Unicode.Scalar)
        case among([ClosedRange<Unicode.Scalar>], negated: Bool)
    }

    /// The pattern of one component, cut into its parts. A `[` that is never closed stands for itself.
    static func parts(_ component: some StringProtocol) -> [Part] {
        let scalars = Array(component.unicodeScalars)
        var parts: [Part] = []
        var place = 0
        while place < scalars.count {
            switch scalars[place] {
            case "*": if parts.last != .any { parts.append(.any) }
            case "?": parts.append(.one)
            case "[":
                if let (part, end) = set(scalars, from: place + 1) {
                    parts.append(part)
                    place = end
                } else {
                    parts.append(.exactly("["))
                }
            default: parts.append(.exactly(scalars[place]))
            }
            place += 1
        }
        return parts
    }

    private static func set(_ scalars: [Unicode.Scalar], from start: Int) -> (Part, end: Int)? {
        var place = start
        let negated = place < scalars.count && (scalars[place] == "!" || scalars[place] == "^")
        if negated { place += 1 }
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        let first = place
        while place < scalars.count {
            let low = scalars[place]
            if low == "]", place > first { return (.among(ranges, negated: negated), place) }
            if place + 2 < scalars.count, scalars[place + 1] == "-", scalars[place + 2] != "]" {
                if low <= scalars[place + 2] { ranges.append(low...scalars[place + 2]) }
                place += 3
            } else {
                ranges.append(low...low)
                place += 1
            }
        }
        return nil
    }

    /// Whether a name matches, in time proportional to the product of both lengths at worst.
    static func matches(_ name: [Unicode.Scalar], _ parts: [Part]) -> Bool {
        var place = 0
        var part = 0
        var retry: (place: Int, part: Int)?
        while place < name.count {
            if part < parts.count, parts[part] == .any {
                retry = (place, part + 1)
                part += 1
            } else if part < parts.count, matches(name[place], parts[part]) {
                place += 1
                part += 1
            } else if let (start, next) = retry {
                retry = (start + 1, next)
                place = start + 1
                part = next
            } else {
                return false
            }
        }
        return parts[part...].allSatisfy { $0 == .any }
    }

    private static func matches(_ scalar: Unicode.Scalar, _ part: Part) -> Bool {
        switch part {
        case .any: false
        case .one: true
        case .exactly(let wanted): scalar == wanted
        case .among(let ranges, let negated): ranges.contains { $0.contains(scalar) } != negated
        }
    }
}
