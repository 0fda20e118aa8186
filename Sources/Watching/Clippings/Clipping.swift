package import Casebook
import Exchange
import Facts
package import Language

/// What a message tells, in its reader's language and grouped by case, before it is written in some form. All texts are on one line
/// and hold nothing that steers the screen they are shown on; markup in them is for each form to escape.
package struct Clipping: Sendable {
    package struct Item: Sendable {
        /// What came or changed, with the report's number or the person: `続報 第2報`.
        package var label: String
        package var lines: [String]
        /// Sentences of the notice, word for word.
        package var quotes: [String]
        package var why: String?
    }

    package struct Case: Sendable {
        package var number: String
        package var organisation: String?
        package var title: String
        package var published: String?
        /// The case's page, where the casebook has an address.
        package var link: String?
        package var items: [Item]

        /// `2026-501 あさぎり商会 不正アクセスについて`.
        package var heading: String { [number, organisation, title].compactMap { $0 }.joined(separator: " ") }
    }

    package var subject: String
    package var cases: [Case]
    package var footer: String
    package var words: ClippingWords

    /// More cases than that are counted, not told.
    package static let mostCases = 200
    /// So many sentences of a notice are told of one event.
    static let mostQuotes = 3

    /// - Parameter casePage: the address of a case's page, by its number; `nil` where there is none.
    package init(
        _ events: [WatchEvent], of watch: Watch, words: ClippingWords, casePage: (String, InterfaceLanguage) -> String?
    ) {
        self.words = words
        var cases: [Case] = []
        var told: [Set<String>] = []
        for event in events {
            let detail = event.detail
            var place = cases.firstIndex { $0.number == event.number }
            if place == nil {
                place = cases.count
                cases.append(
                    Case(
                        number: event.number, organisation: detail.organisation.map(Self.line),
                        title: detail.title.map(Self.line) ?? words.untitled,
                        published: detail.published.map { words.words.date($0) },
                        link: casePage(event.number, watch.language), items: []))
                told.append([])
            }
            guard let place else { continue }
            cases[place].items.append(Self.item(event, words, &told[place]))
        }
        self.cases = cases
        footer = Self.line(words.footer(watch))
        subject = Self.subject(cases, watch, words)
    }

    private static func item(_ event: WatchEvent, _ words: ClippingWords, _ told: inout Set<String>) -> Item {
        let detail = event.detail
        var label = words.kind(event.kind)
        if let report = detail.report, report > 1 { label += " " + words.report(report) }
        if let person = detail.person { label += words.say("（", " (") + words.by(person) + words.say("）", ")") }
        var lines = detail.changes.map { words.change($0) }
        lines += detail.removed.map { "\(words.removed): \($0)" } + detail.added.map { "\(words.added): \($0)" }
        var quotes: [String] = []
        for sentence in detail.changes.map(\.sentence) + [detail.sentence] where !sentence.isEmpty {
            // What was told a line above need not be told again.
            guard quotes.count < mostQuotes, told.insert(sentence).inserted else { continue }
            quotes.append(line(sentence))
        }
        return Item(
            label: line(label), lines: lines.map(line), quotes: quotes, why: words.whyLine(event.reasons).map(line))
    }

    private static func subject(_ cases: [Case], _ watch: Watch, _ words: ClippingWords) -> String {
        let head = "[\(words.name)] "
        guard cases.count == 1, let only = cases.first else {
            return line(head + "\(watch.name): \(words.cases(cases.count))")
        }
        let labels = only.items.first?.label ?? ""
        return line(head + [only.organisation, only.title].compactMap { $0 }.joined(separator: ": ") + " (\(labels))")
    }

    static func line(_ text: String) -> String { HostileText.line(text) }

    /// The first characters of a text, with a mark where it goes on.
    static func cut(_ text: String, _ most: Int) -> String {
        text.count > most ? text.prefix(most - 1) + "…" : text
    }

    /// A message that tells nothing, to see whether it arrives.
    package static func test(of watch: Watch, words: ClippingWords) -> Clipping {
        var clipping = Clipping([], of: watch, words: words) { _, _ in nil }
        clipping.subject = "[\(words.name)] " + words.say("見張り「\(watch.name)」の試験送信", "Test of the watch \(watch.name)")
        clipping.cases = [
            Case(
                number: "0000-000", organisation: nil, title: words.say("これは試験送信です。", "This is a test."),
                published: nil,
                link: nil, items: [])
        ]
        return clipping
    }
}
