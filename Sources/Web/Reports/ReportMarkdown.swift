import Casebook
import Exchange
import Facts

extension Report {
    /// The same in Markdown, with tables for charts.
    package var markdown: String {
        let say = words.words
        var out = "# \(Self.plain(title))\n\n## \(say["reportSummary"])\n\n"
        out += summary.map { "- " + Self.plain($0) + "\n" }.joined()
        guard figures.cases > 0 else { return out + "\n" + methodSection }
        out += table(say[figures.isByYear ? "figureByYear" : "figureByMonth"], figures.time + [figures.undated])
        for field in [CaseTerm.Field.type, .cause, .sector, .data, .leak, .misuse] {
            guard let group = figures.group(field) else { continue }
            out += table(words.field(field), Array(group.bars.prefix(Self.mostRows)) + [group.unknown])
        }
        out += table(say["figureSizes_people"], figures.people)
        out += table(say["figureSizes_records"], figures.records + [figures.uncounted])
        for lag in figures.lags { out += table(say["figureLag_" + lag.field.rawValue], lag.bars + [lag.unknown]) }
        if !notable.isEmpty {
            out += "\n## \(say["reportNotable"])\n\n" + notable.map(entry).joined()
        }
        if !lessons.isEmpty {
            out += "\n## \(say["reportLessons"])\n\n"
            for lesson in lessons {
                out += "- " + Self.plain(say("reportLesson", lesson.cause, lesson.cases, lesson.measures)) + "\n"
            }
        }
        return out + "\n" + methodSection
    }

    private var methodSection: String {
        "## \(words.words["reportMethod"])\n\n" + method.map { "- " + Self.plain($0) + "\n" }.joined()
    }

    private func entry(_ found: NotableCase) -> String {
        let number = casefile(found.number).map { "[\(Self.plain(found.number))](<\($0)>)" } ?? Self.plain(found.number)
        let persons = found.persons.map { words.words("figurePersons", Words.grouped($0)) }
        let facts = [found.published?.iso, persons, typeNames(found), leakName(found)].compactMap { $0 }.filter {
            !$0.isEmpty
        }
        var out = "- **\(number)** \(Self.plain(found.organisation ?? "–")): \(Self.plain(found.title ?? "–"))  \n"
        out += "  \(Self.plain(facts.joined(separator: " · ")))\n"
        if !found.sentence.isEmpty { out += "  > \(Self.plain(found.sentence))\n" }
        for source in found.sources.prefix(3) {
            out += Addresses.isWeb(source) ? "  - <\(Self.address(source))>\n" : "  - \(Self.plain(source))\n"
        }
        return out
    }

    private func table(_ title: String, _ bars: [CaseFigures.Bar]) -> String {
        let shown = bars.filter { $0.cases > 0 || $0.term.value != .unknown }
        guard shown.contains(where: { $0.cases > 0 }) else { return "" }
        let say = words.words
        var out = "\n### \(Self.plain(title))\n\n"
        out +=
            "| \(say["figureValue"]) | \(say["figureCasesUnit"]) | \(say["figurePersonsUnit"]) |\n| --- | ---: | ---: |\n"
        for bar in shown {
            out += "| \(Self.plain(words.value(bar.term))) | \(Words.grouped(bar.cases)) | \(words.persons(bar)) |\n"
        }
        return out
    }

    /// Text in which nothing is markup, on one line.
    static func plain(_ text: String) -> String {
        var out = ""
        for scalar in HostileText.line(text).unicodeScalars {
            if "\\`*_{}[]<>()#|~&!".unicodeScalars.contains(scalar) { out += "\\" }
            out.unicodeScalars.append(scalar)
        }
        return out
    }

    private static func address(_ text: String) -> String {
        text.unicodeScalars.filter { $0.value > 0x20 && $0 != "<" && $0 != ">" && !HostileText.steers($0) }.map(
            String.init
        )
        .joined()
    }
}
