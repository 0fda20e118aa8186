/// Puts the pages of a PDF together.
enum PDFPages {
    /// How many lines at a page's top and bottom may be its header and footer.
    private static let edge = 4

    /// The text of pages that form feeds separate.
    ///
    /// Page numbers go. A line that every page repeats at the same edge is a header or footer: it stays once, on the first page or, of a
    /// footer, on the last one, where it breaks no sentence; it often names the publisher and the date.
    static func text(_ output: String) -> String {
        var pages = output.utf8.split(separator: 0x0C, omittingEmptySubsequences: false).map(lines)
        while pages.last?.isEmpty == true { pages.removeLast() }
        removeNumbers(&pages)
        removeRepeated(&pages, fromTop: true)
        removeRepeated(&pages, fromTop: false)
        removeNumbers(&pages)
        return pages.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    /// A page's lines without blank ones at its edges, and without control characters.
    private static func lines(_ page: Substring.UTF8View) -> [String] {
        var lines = page.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            var end = line.endIndex
            while end > line.startIndex, line[line.index(before: end)] <= 0x20 { end = line.index(before: end) }
            return String(decoding: line[..<end].filter { $0 >= 0x20 || $0 == 0x09 }, as: UTF8.self)
        }
        trim(&lines)
        return lines
    }

    private static func trim(_ lines: inout [String]) {
        while lines.last?.isEmpty == true { lines.removeLast() }
        lines.removeFirst(lines.prefix(while: \.isEmpty).count)
    }

    // MARK: Headers and footers

    private static func removeRepeated(_ pages: inout [[String]], fromTop: Bool) {
        let filled = pages.indices.filter { !pages[$0].isEmpty }
        guard filled.count > 1, let first = filled.first, let last = filled.last else { return }
        let keeper = fromTop ? first : last
        func line(_ page: Int, _ depth: Int) -> String {
            fromTop ? pages[page][depth] : pages[page][pages[page].count - 1 - depth]
        }
        // A page of nothing else keeps what it has.
        let deepest = min(edge, filled.map { pages[$0].count - 1 }.min() ?? 0)
        var (depth, kept) = (0, [String]())
        while depth < deepest {
            let like = shape(line(first, depth), ofPage: first + 1)
            guard filled.allSatisfy({ shape(line($0, depth), ofPage: $0 + 1) == like }) else { break }
            if filled.allSatisfy({ line($0, depth) == line(first, depth) }) {
                kept.append(line(first, depth))
            } else if !countsPages(like) {
                break
            }
            depth += 1
        }
        for page in filled where depth > 0 {
            if fromTop { pages[page].removeFirst(depth) } else { pages[page].removeLast(depth) }
            if page == keeper {
                if fromTop {
                    pages[page].insert(contentsOf: kept, at: 0)
                } else {
                    pages[page].append(contentsOf: kept.reversed())
                }
            }
            trim(&pages[page])
        }
    }

    /// Whether a line whose number grows with the pages (`#` in its shape) counts them, and not reports (第1報) or items. It stays nowhere.
    private static func countsPages(_ shape: String) -> Bool {
        let shape = shape.lowercased()
        return ["頁", "ページ", "page", "p.#", "#/", "#／", "-#-", "－#－"].contains { shape.contains($0) }
    }

    /// A line without spaces, and with the number of its page alike on every page.
    private static func shape(_ line: String, ofPage page: Int) -> String {
        var (shape, digits) = ("", "")
        func plain(_ digits: String) -> String { Int(digits) == page ? "#" : digits }
        for scalar in line.unicodeScalars where !scalar.properties.isWhitespace {
            if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue {
                digits += "\(Int(value))"
            } else {
                shape += plain(digits)
                shape.unicodeScalars.append(scalar)
                digits = ""
            }
        }
        return shape + plain(digits)
    }

    // MARK: Page numbers

    private static func removeNumbers(_ pages: inout [[String]]) {
        let count = pages.count
        for i in pages.indices {
            for fromTop in [false, true] {
                guard let line = fromTop ? pages[i].first : pages[i].last, isNumber(line, ofPage: i + 1, of: count)
                else { continue }
                if fromTop { pages[i].removeFirst() } else { pages[i].removeLast() }
                trim(&pages[i])
            }
        }
    }

    /// Whether a line is that page's number: `2`, `- 2 -`, `2/3`, `Page 2 of 3`, `P.2`, `2 ページ`. A bare number must be the page's own;
    /// brackets are left alone, `(2)` counts list items.
    private static func isNumber(_ line: String, ofPage page: Int, of count: Int) -> Bool {
        var numbers: [Int] = []
        var rest = ""
        var wasDigit = false
        for scalar in line.unicodeScalars where !scalar.properties.isWhitespace {
            if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue {
                let last = wasDigit ? numbers.popLast() ?? 0 : 0
                guard last < 100_000 else { return false }
                numbers.append(last * 10 + Int(value))
                wasDigit = true
            } else {
                rest += scalar.properties.lowercaseMapping
                wasDigit = false
            }
        }
        let dashes: Set<Unicode.Scalar> = ["-", "‐", "‑", "–", "—", "―", "−", "－", "ー", "─", "~", "〜", "～"]
        let word = String(String.UnicodeScalarView(rest.unicodeScalars.filter { !dashes.contains($0) }))
        let isFramed = word.unicodeScalars.count < rest.unicodeScalars.count
        switch (numbers.count, word) {
        case (1, ""): return isFramed ? rest.unicodeScalars.count == 2 && numbers[0] <= 9_999 : numbers[0] == page
        case (1, "page"), (1, "p"), (1, "p."), (1, "ページ"), (1, "頁"): return true
        case (2, "/"), (2, "／"), (2, "of"), (2, "pageof"), (2, "page/"), (2, "p./"), (2, "/ページ"), (2, "/頁"):
            return numbers[0] == page || numbers[1] == count
        default: return false
        }
    }
}
