public import Facts

/// The record as JSON: one line per notice, its fields in the order of `docs/record.md`.
public enum RecordJSON {
    /// The record on one line, without a line break.
    public static func line(_ record: NoticeRecord) -> String { String(decoding: bytes(record), as: UTF8.self) }

    /// The UTF-8 bytes of the record on one line, without a line break.
    public static func bytes(_ record: NoticeRecord) -> [UInt8] {
        var json = JSONBytes()
        json.object { write(record, to: &$0) }
        return json.bytes
    }

    static func write(_ record: NoticeRecord, to json: inout JSONBytes) {
        json.key("id")
        json.string(record.id)
        json.key("source")
        write(record.source, to: &json)
        json.key("kind")
        json.string(record.kind.rawValue)
        json.key("casebook_number")
        json.optional(record.casebookNumber?.value) { $0.string($1) }
        json.key("title")
        json.optional(record.title?.value) { $0.string($1) }
        json.key("organisation")
        json.named(record.organisation)
        json.key("published")
        json.optional(record.published) { json, fact in
            json.object {
                $0.key("date")
                $0.string(fact.value.iso)
                $0.evidence(fact.evidence)
            }
        }
        json.key("report_number")
        json.optional(record.reportNumber?.value) { $0.int($1) }
        json.key("sector")
        json.optional(record.sector?.value) { $0.string($1.slug) }
        json.key("service")
        json.named(record.service)
        json.key("parties")
        json.array(record.parties) { json, party in
            json.object {
                $0.key("name")
                $0.string(party.name)
                $0.key("role")
                $0.string(party.role.slug)
                $0.evidence(party.evidence)
            }
        }
        json.key("incident_types")
        json.terms(record.incidentTypes)
        json.key("causes")
        json.terms(record.causes)
        json.key("actor")
        json.named(record.actor)
        json.key("data")
        write(record.data, to: &json)
        json.key("counts")
        write(record.counts, to: &json)
        json.key("timeline")
        write(record.timeline, to: &json)
        json.key("authorities")
        write(record.authorities, to: &json)
        json.key("leak_status")
        json.optional(record.leakStatus) { $0.term($1.value.rawValue, $1.evidence) }
        json.key("misuse_status")
        json.optional(record.misuseStatus) { $0.term($1.value.rawValue, $1.evidence) }
        json.key("responses")
        json.terms(record.responses)
        json.key("measures")
        json.terms(record.measures)
        json.key("evidence")
        writeBareEvidence(of: record, to: &json)
        json.key("derived")
        write(record.derived, to: &json)
    }

    /// The evidence of the fields that stand in the record as bare values.
    private static func writeBareEvidence(of record: NoticeRecord, to json: inout JSONBytes) {
        let fields: [(StaticString, Evidence?)] = [
            ("casebook_number", record.casebookNumber?.evidence), ("title", record.title?.evidence),
            ("report_number", record.reportNumber?.evidence), ("sector", record.sector?.evidence),
        ]
        json.object { json in
            for case (let name, let evidence?) in fields where !evidence.isAbsent {
                json.key(name)
                json.object { $0.evidence(evidence) }
            }
        }
    }

    private static func write(_ source: NoticeRecord.Source?, to json: inout JSONBytes) {
        json.optional(source) { json, source in
            json.object {
                $0.key("page")
                $0.string(source.page)
                $0.key("at")
                $0.span(source.at)
            }
        }
    }

    private static func write(_ data: [DataFact], to json: inout JSONBytes) {
        json.array(data) { json, fact in
            json.object {
                $0.key("value")
                $0.string(fact.kind.slug)
                $0.key("status")
                $0.string(fact.status.rawValue)
                $0.evidence(fact.evidence)
            }
        }
    }

    private static func write(_ counts: [CountFact], to json: inout JSONBytes) {
        json.array(counts) { json, count in
            json.object {
                $0.key("value")
                $0.int(count.value)
                $0.key("unit")
                $0.string(count.unit)
                $0.key("of")
                $0.string(count.of)
                $0.key("main")
                $0.bool(count.main)
                $0.evidence(count.evidence)
            }
        }
    }

    private static func write(_ timeline: [EventFact], to json: inout JSONBytes) {
        json.array(timeline) { json, event in
            json.object {
                $0.key("event")
                $0.string(event.event.slug)
                $0.key("start")
                $0.optional(event.start) { $0.string($1.iso) }
                $0.key("end")
                $0.optional(event.end) { $0.string($1.iso) }
                $0.evidence(event.evidence)
            }
        }
    }

    private static func write(_ authorities: [AuthorityFact], to json: inout JSONBytes) {
        json.array(authorities) { json, fact in
            json.object {
                $0.key("value")
                $0.string(fact.authority.slug)
                $0.key("date")
                $0.optional(fact.date) { $0.string($1.iso) }
                $0.evidence(fact.evidence)
            }
        }
    }

    private static func write(_ derived: Derived, to json: inout JSONBytes) {
        let lags: [(StaticString, Derived.Lag?)] = [
            ("days_to_detect", derived.daysToDetect), ("days_to_disclose", derived.daysToDisclose),
            ("days_to_report", derived.daysToReport), ("exposure_days", derived.exposureDays),
        ]
        json.object { json in
            for (name, lag) in lags {
                json.key(name)
                json.optional(lag) { $0.int($1.days) }
            }
            json.key("from")
            json.object { json in
                for (name, lag) in lags {
                    guard let lag else { continue }
                    json.key(name)
                    json.array(lag.from) { $0.string($1) }
                }
            }
        }
    }
}

extension JSONBytes {
    package mutating func optional<Value>(_ value: Value?, _ write: (inout JSONBytes, Value) -> Void) {
        if let value { write(&self, value) } else { null() }
    }

    mutating func span(_ span: TextSpan) { array([span.start, span.end]) { $0.int($1) } }

    /// The members that every object with a quote has.
    mutating func evidence(_ evidence: Evidence) {
        key("quote")
        string(evidence.quote)
        key("at")
        span(evidence.at)
        key("confidence")
        share(evidence.confidence)
    }

    mutating func named(_ fact: Fact<String>?) {
        optional(fact) { json, fact in
            json.object {
                $0.key("name")
                $0.string(fact.value)
                $0.evidence(fact.evidence)
            }
        }
    }

    mutating func term(_ slug: String, _ evidence: Evidence) {
        object {
            $0.key("value")
            $0.string(slug)
            $0.evidence(evidence)
        }
    }

    mutating func terms<V: Vocabulary>(_ facts: [Fact<V>]) {
        array(facts) { $0.term($1.value.slug, $1.evidence) }
    }
}
