import Facts

/// Cuts sentences out of a notice's text, for messages.
struct NoticeSentences {
    private let bytes: [UInt8]

    /// More bytes than that on either side of some words are no sentence but a table or a list.
    private static let reach = 300
    /// A line of a changed page that is told is cut behind so many characters.
    static let longestLine = 160

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The sentence that some words stand in; empty where the span is none of the text.
    func around(_ span: TextSpan) -> String {
        guard span.start >= 0, span.start < span.end, span.end <= bytes.count else { return "" }
        var start = span.start
        while start > 0, span.start - start < Self.reach, !endsSentence(before: start) { start -= 1 }
        var end = span.end
        while end < bytes.count, end - span.end < Self.reach, !endsSentence(before: end), bytes[end] != 10 { end += 1 }
        while start > 0, start < end, isInside(start) { start += 1 }
        while end > start, isInside(end) { end -= 1 }
        return Self.line(String(decoding: bytes[start..<end], as: UTF8.self))
    }

    /// Whether a line break, or one of 。．！？ and its kind, stands right before a place.
    private func endsSentence(before place: Int) -> Bool {
        if bytes[place - 1] == 10 { return true }
        guard place >= 3 else { return false }
        switch (bytes[place - 3], bytes[place - 2], bytes[place - 1]) {
        case (0xE3, 0x80, 0x82), (0xEF, 0xBC, 0x81), (0xEF, 0xBC, 0x9F): return true
        default: return false
        }
    }

    /// Whether a place is in the middle of a character.
    private func isInside(_ place: Int) -> Bool { place < bytes.count && bytes[place] & 0xC0 == 0x80 }

    /// On one line, without the spaces that lay it out.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The first lines of a text that another lacks.
    static func lines(of text: String, without other: String, most: Int = 3) -> [String] {
        let known = Set(other.split(separator: "\n").map { line(String($0)) })
        var found: [String] = []
        for piece in text.split(separator: "\n") {
            let line = line(String(piece))
            if line.isEmpty || known.contains(line) { continue }
            found.append(line.count > longestLine ? line.prefix(longestLine) + "…" : line)
            if found.count == most { break }
        }
        return found
    }

    /// The sentence of a notice that says most of it: how many, whether it leaked, what kind of incident it is.
    static func telling(_ notice: CasebookNotice) -> String {
        let record = notice.record
        let evidence: [Evidence?] = [
            record.mainCount?.evidence, record.leakStatus?.evidence, record.incidentTypes.first?.evidence,
            record.causes.first?.evidence, record.counts.first?.evidence,
        ]
        let sentences = NoticeSentences(notice.text)
        return evidence.lazy.compactMap { $0 }.filter { !$0.quote.isEmpty }.map { sentences.around($0.at) }
            .first { !$0.isEmpty } ?? ""
    }
}
