package import Facts

/// A case as JSON: one line per case. docs/cases.md names its members.
package enum CaseJSON {
    /// The case on one line, without a line break.
    package static func line(_ view: CaseView) -> String {
        var json = JSONBytes()
        json.object { write(view, to: &$0) }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// The UTF-8 bytes of the case as a line: with the records of its notices in force.
    static func bytes(_ filed: FiledCase) -> [UInt8] {
        var json = JSONBytes(capacity: 24_000)
        json.object {
            write(filed.view, to: &$0)
            $0.key("records")
            $0.array(filed.records) { json, record in
                json.object { RecordJSON.write(record, to: &$0) }
            }
        }
        json.endLine()
        return json.bytes
    }

    private static func write(_ view: CaseView, to json: inout JSONBytes) {
        json.key("number")
        json.string(view.number)
        json.key("title")
        json.optional(view.title) { $0.string($1) }
        json.key("organisation")
        json.optional(view.organisation) { $0.string($1) }
        json.key("published")
        json.optional(view.published) { $0.string($1.iso) }
        json.key("notices")
        json.array(view.notices) { json, notice in
            json.object { write(notice, to: &$0) }
        }
        json.key("values")
        json.array(view.values.fields) { json, field in
            json.object { write(field, to: &$0) }
        }
        json.key("related")
        json.array(view.related) { json, related in
            json.object {
                $0.key("number")
                $0.string(related.number)
                $0.key("title")
                $0.optional(related.title) { $0.string($1) }
                $0.key("relation")
                $0.string(related.relation.rawValue)
                write(related.tie, to: &$0)
            }
        }
    }

    private static func write(_ notice: CaseView.Notice, to json: inout JSONBytes) {
        json.key("id")
        json.string(notice.id)
        json.key("organisation")
        json.optional(notice.organisation) { $0.string($1) }
        json.key("title")
        json.optional(notice.title) { $0.string($1) }
        json.key("published")
        json.optional(notice.published) { $0.string($1.iso) }
        json.key("report_number")
        json.optional(notice.report) { $0.int($1) }
        json.key("sources")
        json.array(notice.sources) { $0.string($1) }
        write(notice.tie, to: &json)
    }

    private static func write(_ tie: CaseView.Tie, to json: inout JSONBytes) {
        json.key("by_person")
        json.bool(tie.byPerson)
        json.key("words")
        json.string(tie.words)
        json.grounds(tie.score, tie.reasons)
    }

    // MARK: Values

    private static func write(_ field: CaseField, to json: inout JSONBytes) {
        json.key("field")
        json.string(field.name.rawValue)
        json.key("key")
        json.string(field.key)
        json.key("status")
        json.string(field.status.rawValue)
        json.key("current")
        var written: (statement: Statement, at: Range<Int>)?
        json.optional(field.current) { json, current in
            json.object {
                let start = $0.bytes.count
                write(current, to: &$0)
                written = (current, start..<$0.bytes.count)
            }
        }
        json.key("others")
        json.array(field.others) { json, other in
            json.object { write(other, to: &$0) }
        }
        json.key("history")
        json.array(field.history) { json, entry in
            json.object {
                $0.key("change")
                $0.string(entry.change.rawValue)
                // Most values were stated once: what is in force is the whole history.
                if let written, written.statement.isSame(as: entry.statement) {
                    $0.members(at: written.at)
                } else {
                    write(entry.statement, to: &$0)
                }
            }
        }
    }

    private static func write(_ statement: Statement, to json: inout JSONBytes) {
        json.key("value")
        write(statement.value, to: &json)
        json.key("notice")
        json.string(statement.notice)
        json.key("published")
        json.optional(statement.published) { $0.string($1.iso) }
        json.key("report_number")
        json.optional(statement.report) { $0.int($1) }
        json.key("publisher")
        json.optional(statement.publisher) { $0.string($1) }
        json.key("quote")
        json.string(statement.quote)
        json.key("by")
        json.optional(statement.person) { json, person in
            json.object {
                $0.key("who")
                $0.string(person.who)
                $0.key("at")
                $0.int(person.at)
                $0.key("why")
                $0.string(person.why)
            }
        }
    }

    /// The value as the record has it.
    static func write(_ value: StatedValue, to json: inout JSONBytes) {
        switch value {
        case .text(let text): json.string(text)
        case .sector(let sector): json.string(sector.slug)
        case .incidentType(let type): json.string(type.slug)
        case .cause(let cause): json.string(cause.slug)
        case .leak(let status): json.string(status.rawValue)
        case .misuse(let status): json.string(status.rawValue)
        case .response(let response): json.string(response.slug)
        case .measure(let measure): json.string(measure.slug)
        case .party(let name, let role):
            json.object {
                $0.key("name")
                $0.string(name)
                $0.key("role")
                $0.string(role.slug)
            }
        case .data(let kind, let status):
            json.object {
                $0.key("value")
                $0.string(kind.slug)
                $0.key("status")
                $0.string(status.rawValue)
            }
        case .count(let value, let bound, let unit, let of, let main):
            json.object {
                $0.key("value")
                $0.int(value)
                $0.key("bound")
                $0.string(bound.rawValue)
                $0.key("unit")
                $0.string(unit)
                $0.key("of")
                $0.string(of)
                $0.key("main")
                $0.bool(main)
            }
        case .event(let event, let start, let end):
            json.object {
                $0.key("event")
                $0.string(event.slug)
                $0.key("start")
                $0.optional(start) { $0.string($1.iso) }
                $0.key("end")
                $0.optional(end) { $0.string($1.iso) }
            }
        case .authority(let authority, let date):
            json.object {
                $0.key("value")
                $0.string(authority.slug)
                $0.key("date")
                $0.optional(date) { $0.string($1.iso) }
            }
        }
    }
}

extension JSONBytes {
    /// The members `score` and `reasons`.
    mutating func grounds(_ score: Double, _ reasons: [LinkReason]) {
        key("score")
        tenths(score)
        key("reasons")
        array(reasons) { json, reason in
            json.object { $0.ground(reason) }
        }
    }

    private mutating func ground(_ reason: LinkReason) {
        key("kind")
        string(reason.kind.rawValue)
        key("points")
        tenths(reason.points)
        if let day = reason.day {
            key("date")
            string(DateValue.day(number: day).iso)
        }
        if let event = reason.event {
            key("event")
            string(event.slug)
        }
        if let number = reason.number {
            key("number")
            int(number)
        }
        if let other = reason.other {
            key("other")
            int(other)
        }
        if let text = reason.text {
            key("text")
            string(text)
        }
    }
}
