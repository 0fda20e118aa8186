/// The differences of two texts line by line, as `diff -u` shows them.
package enum LineDiff {
    /// How many unchanged lines stand around a change.
    static let context = 3

    /// Empty where the texts are the same. Notice text is disarmed.
    package static func text(_ old: String, _ new: String, oldName: String, newName: String) -> String {
        let before = old.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let after = new.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let lines = merged(before, after)
        let changes = lines.indices.filter { lines[$0].mark != " " }
        guard !changes.isEmpty else { return "" }
        var out = "--- \(HostileText.line(oldName))\n+++ \(HostileText.line(newName))\n"
        var place = 0
        while place < changes.count {
            var last = place
            while last + 1 < changes.count, changes[last + 1] - changes[last] <= 2 * context { last += 1 }
            out += hunk(lines, max(0, changes[place] - context), min(lines.count, changes[last] + context + 1))
            place = last + 1
        }
        return out
    }

    private struct Line {
        var mark: Character
        var text: Substring
        /// The lines of either side that come before it.
        var old: Int
        var new: Int
    }

    private static func merged(_ old: [Substring], _ new: [Substring]) -> [Line] {
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [Line] = []
        var (i, j) = (0, 0)
        while i < old.count || j < new.count {
            if i < old.count, removed.contains(i) {
                lines.append(Line(mark: "-", text: old[i], old: i, new: j))
                i += 1
            } else if j < new.count, inserted.contains(j) {
                lines.append(Line(mark: "+", text: new[j], old: i, new: j))
                j += 1
            } else {
                lines.append(Line(mark: " ", text: old[i], old: i, new: j))
                i += 1
                j += 1
            }
        }
        return lines
    }

    private static func hunk(_ lines: [Line], _ start: Int, _ end: Int) -> String {
        let part = lines[start..<end]
        let old = part.count { $0.mark != "+" }
        let new = part.count { $0.mark != "-" }
        var out = "@@ -\(range(lines[start].old, old)) +\(range(lines[start].new, new)) @@\n"
        for line in part { out += "\(line.mark)\(HostileText.block(line.text))\n" }
        return out
    }

    private static func range(_ before: Int, _ count: Int) -> String {
        let first = count == 0 ? before : before + 1
        return count == 1 ? "\(first)" : "\(first),\(count)"
    }
}
