import Casebook
import Duties
import Exchange
import Facts

/// The facts of a case or notice, section by section, for the template `facts`.
struct FactSections {
    let facts: FactWriter
    private var words: SiteWords { facts.writer.words }
    private var table: FactTable { facts.table }

    private let clocks: LegalClocks

    init(_ facts: FactWriter, clocks: LegalClocks) {
        self.facts = facts
        self.clocks = clocks
    }

    var model: Model {
        let timeline = CaseTimeline(facts)
        var model: Model = ["glance": glance, "sections": sections.filter { !$0.isEmpty }]
        let events = table.all(.timeline)
        if !events.isEmpty || timeline.chart != nil {
            var when: Model = ["events": events.map { facts.model($0) }, "hasEvents": !events.isEmpty]
            if let chart = timeline.chart { when["chart"] = chart.model }
            model["when"] = when
        }
        model["told"] = ToldTable(facts: facts, known: timeline.known, clocks: clocks).model
        return model
    }

    // MARK: At a glance

    /// The values that one looks for first. The main figure stands in its section too, and has its place there.
    private var glance: [Model] {
        var rows: [Model] = []
        func add(_ name: String, _ entries: [FactTable.Entry], leadsTo: (String) -> String? = { _ in nil }) {
            guard !entries.isEmpty else { return }
            let values = entries.map { entry -> Model in
                var link: String?
                if case .text(let name)? = entry.field.current?.value { link = leadsTo(name) }
                return facts.model(entry, leadsTo: link)
            }
            rows.append(["glanceName": name, "glanceValues": values, "isFigure": false])
        }
        let names = facts.words
        if let main = table.all(.counts).first(where: { $0.field.key == "main" && $0.field.current != nil }) {
            rows.append(["glanceName": names.name(of: .counts), "glanceValues": [facts.model(main)], "isFigure": true])
        }
        add(names.name(of: .leakStatus), table.all(.leakStatus))
        add(names.name(of: .misuseStatus), table.all(.misuseStatus))
        add(names.name(of: .incidentTypes), table.all(.incidentTypes))
        add(names.name(of: .organisation), table.all(.organisation)) { facts.writer.addresses.ifAny(organisation: $0) }
        add(names.name(of: .published), table.all(.published))
        add(names.name(of: .service), table.all(.service))
        add(names.name(of: .sector), table.all(.sector))
        add(names.name(of: .actor), table.all(.actor))
        return rows
    }

    // MARK: Sections

    private var sections: [Model] {
        let labels = facts.words.labels
        let data = table.all(.data)
        func isDenied(_ entry: FactTable.Entry) -> Bool {
            if case .data(_, .notExposed)? = (entry.field.current ?? entry.field.history.last?.statement)?.value {
                return true
            }
            return false
        }
        func kind(_ value: StatedValue) -> String {
            if case .data(let kind, _) = value { return labels.label(kind) }
            return facts.words.text(of: value)
        }
        let counts = table.all(.counts)
        let isMain = { (entry: FactTable.Entry) in entry.field.key == "main" }
        return [
            section(
                "data", words["dataExposed"], data.filter { !isDenied($0) }.map { facts.model($0, text: kind) },
                isDense: true),
            section(
                "denied", words["dataDenied"], data.filter(isDenied).map { facts.model($0, text: kind) }, isDense: true),
            section(
                "counts", words["counts"],
                counts.filter(isMain).map { facts.model($0) } + parts(counts.filter { !isMain($0) })),
            section("causes", facts.words.name(of: .causes), table.all(.causes).map { facts.model($0) }),
            section("responses", facts.words.name(of: .responses), table.all(.responses).map { facts.model($0) }),
            section("measures", facts.words.name(of: .measures), table.all(.measures).map { facts.model($0) }),
            section("parties", words["parties"], table.all(.parties).map(party)),
        ]
    }

    private func section(_ id: String, _ name: String, _ values: [Model], isDense: Bool = false) -> Model {
        values.isEmpty ? [:] : ["sectionID": id, "sectionName": name, "values": values, "isDense": isDense]
    }

    /// What a main figure is made of, and other figures.
    private func parts(_ entries: [FactTable.Entry]) -> [Model] {
        entries.map { entry in
            var model = facts.model(entry)
            model["isPart"] = true
            return model
        }
    }

    private func party(_ entry: FactTable.Entry) -> Model {
        var link: String?
        if case .party(let name, _)? = entry.field.current?.value {
            link = facts.writer.addresses.ifAny(organisation: name)
        }
        return facts.model(entry, leadsTo: link)
    }
}
