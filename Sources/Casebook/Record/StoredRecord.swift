package import Facts

/// How a record is written in the casebook: all facts with the words, place, confidence and rule of each. More than the
/// record's JSON for other programs, which leaves out the rules and the weakness of dates.
///
/// `{"kind":"incident","facts":[["title","…","quote",0,30,0.95,"header/title"],…]}`
package enum StoredRecord {
    /// The record's JSON, written fact by fact: lists of all of them, made first, took a thirtieth of the time of adding.
    package static func bytes(of record: NoticeRecord) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(usualSize)
        out += #"{"kind":"#.utf8
        JSONValue.write(record.kind.rawValue, to: &out)
        out += #","facts":["#.utf8
        var isFirst = true
        record.forEachFact { field, value, evidence in
            if !isFirst { out.append(UInt8(ascii: ",")) }
            isFirst = false
            write(field, value, evidence, to: &out)
        }
        out += "]}".utf8
        return out
    }

    /// Most records take less.
    private static let usualSize = 8192

    private static func write(_ field: RecordField, _ value: JSONValue, _ evidence: Evidence, to out: inout [UInt8]) {
        func separate() { out.append(UInt8(ascii: ",")) }
        out.append(UInt8(ascii: "["))
        JSONValue.write(field.rawValue, to: &out)
        separate()
        value.write(to: &out)
        separate()
        JSONValue.write(evidence.quote, to: &out)
        separate()
        out += evidence.at.start.description.utf8
        separate()
        out += evidence.at.end.description.utf8
        separate()
        out += evidence.confidence.description.utf8
        separate()
        JSONValue.write(evidence.rule, to: &out)
        out.append(UInt8(ascii: "]"))
    }

    /// `nil` where the JSON is no stored record.
    package static func record(from json: JSONValue, id: String) -> NoticeRecord? {
        guard let kind = json["kind"]?.string.flatMap(NoticeKind.init), let facts = facts(in: json) else { return nil }
        return NoticeRecord(id: id, kind: kind, facts: facts)
    }

    /// `nil` where the bytes are no stored record.
    ///
    /// Made without the JSON in between, which took as long as all the rest, as `json` writes it; what others wrote is read by way of it.
    package static func record(in bytes: [UInt8], id: String) -> NoticeRecord? {
        bytes.withUnsafeBufferPointer { written(in: $0, id: id) }
            ?? JSONValue(bytes).flatMap { record(from: $0, id: id) }
    }

    private static func written(in bytes: UnsafeBufferPointer<UInt8>, id: String) -> NoticeRecord? {
        var parser = JSONParser(bytes: bytes)
        guard parser.take(UInt8(ascii: "{")), parser.member("kind"),
            let kind = parser.string().flatMap(NoticeKind.init), parser.take(UInt8(ascii: ",")), parser.member("facts"),
            parser.take(UInt8(ascii: "["))
        else { return nil }
        var record = NoticeRecord(id: id, kind: kind)
        var isFirst = true
        while !parser.take(UInt8(ascii: "]")) {
            guard isFirst || parser.take(UInt8(ascii: ",")), parser.take(UInt8(ascii: "[")), parser.add(to: &record),
                parser.take(UInt8(ascii: "]"))
            else { return nil }
            isFirst = false
        }
        guard parser.take(UInt8(ascii: "}")), parser.isAtEnd() else { return nil }
        record.derived = Derived.computed(from: record)
        return record
    }

    package static func facts(in json: JSONValue) -> [RecordFact]? {
        guard let rows = json["facts"]?.array else { return nil }
        var facts: [RecordFact] = []
        facts.reserveCapacity(rows.count)
        for row in rows {
            guard let fact = fact(from: row) else { return nil }
            facts.append(fact)
        }
        return facts
    }

    package static func fact(from row: JSONValue) -> RecordFact? {
        guard let cells = row.array, cells.count == 7, let field = cells[0].string.flatMap(RecordField.init),
            let quote = cells[2].string, let start = cells[3].int, let end = cells[4].int,
            let confidence = cells[5].double, let rule = cells[6].string, start >= 0, start <= end
        else { return nil }
        return RecordFact(
            field, cells[1],
            Evidence(quote: quote, at: TextSpan(start, end), confidence: confidence, rule: rule))
    }
}

extension JSONParser {
    fileprivate mutating func member(_ name: String) -> Bool { string() == name && take(UInt8(ascii: ":")) }

    /// The cells of a fact.
    fileprivate mutating func add(to record: inout NoticeRecord) -> Bool {
        guard let field = string().flatMap(RecordField.init), take(UInt8(ascii: ",")), let value = value(),
            take(UInt8(ascii: ",")), let quote = string(), take(UInt8(ascii: ",")), let start = number()?.int,
            take(UInt8(ascii: ",")), let end = number()?.int, take(UInt8(ascii: ",")),
            let confidence = number()?.double, take(UInt8(ascii: ",")), let rule = string(), start >= 0, start <= end
        else { return false }
        return record.add(
            field, value,
            Evidence(quote: quote, at: TextSpan(start, end), confidence: confidence, rule: rule))
    }
}
