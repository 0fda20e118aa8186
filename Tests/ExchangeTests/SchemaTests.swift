import Exchange
import Facts
import Foundation
import Testing

/// Where the repository stands: three folders above this file.
private let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

struct SchemaTests {
    @Test func theFileIsTheSchemaThatTheProgramPrints() throws {
        let url = root.appending(path: "schema/record.schema.json")
        if ProcessInfo.processInfo.environment["UPDATE_DOCS"] == "1" { try Data(RecordSchema.text.utf8).write(to: url) }
        #expect(try String(contentsOf: url, encoding: .utf8) == RecordSchema.text)
    }

    @Test func theClosedListsAreTheVocabularies() throws {
        let definitions = try #require(try schema()["$defs"] as? [String: [String: Any]])
        func check<V: Vocabulary>(_: V.Type) {
            #expect(
                definitions[V.vocabularyName]?["enum"] as? [String] == V.allCases.map(\.slug), "\(V.vocabularyName)")
        }
        check(Sector.self)
        check(PartyRole.self)
        check(IncidentType.self)
        check(Cause.self)
        check(DataKind.self)
        check(TimelineEvent.self)
        check(Authority.self)
        check(Response.self)
        check(Measure.self)
    }

    @Test func everyFieldSaysWhatItIs() throws {
        let properties = try #require(try schema()["properties"] as? [String: [String: Any]])
        #expect(properties.count == 24)
        for (name, field) in properties { #expect((field["description"] as? String)?.isEmpty == false, "\(name)") }
    }

    @Test func whatIsWrittenHoldsToIt() throws {
        for record in [
            SampleNotice.record, SampleNotice.hostile.record, NoticeRecord(id: "0123456789abcdef", kind: .other),
        ] {
            #expect(try faults(RecordJSON.line(record)) == [])
        }
    }

    @Test(arguments: [
        (#""kind":"incident""#, #""kind":"perhaps""#, "$.kind: is none of the values"),
        (#""id":"0123456789abcdef""#, #""id":"0123""#, "$.id: does not match the pattern"),
        (#""report_number":2"#, #""report_number":"2""#, "$.report_number: is of another type"),
        (#""report_number":2"#, #""report_number":2,"more":1"#, "$.more: is no known member"),
        (#""measures":[{"value":"vulnerability-assessment","#, #""measures":[{"#, "$.measures[0].value: is missing"),
        (#""confidence":0.97"#, #""confidence":1.97"#, "$.counts[1].confidence: is out of range"),
        (#""sector":"retail-ecommerce""#, #""sector":"shops""#, "$.sector: fits none of the choices"),
    ])
    func aBrokenRecordDoesNot(part: String, broken: String, fault: String) throws {
        let line = RecordJSON.line(SampleNotice.record)
        #expect(line.contains(part))
        #expect(try faults(line.replacing(part, with: broken)) == [fault])
    }

    /// The same check by an independent implementation, where Python's jsonschema is installed.
    @Test func pythonsJsonschemaAgrees() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "validate.py")
        let records = FileManager.default.temporaryDirectory.appending(path: "jikenbo-\(UUID().uuidString).jsonl")
        defer { try? FileManager.default.removeItem(at: records) }
        let good = RecordJSON.line(SampleNotice.record)
        let bad = good.replacing(#""kind":"incident""#, with: #""kind":"perhaps""#)
        try Data("\(good)\n\(RecordJSON.line(SampleNotice.hostile.record))\n\(bad)\n".utf8).write(to: records)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [
            "python3", script.path, root.appending(path: "schema/record.schema.json").path, records.path,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        switch process.terminationStatus {
        case 77, 127: print("skipped: python3 with jsonschema is not installed (pip install jsonschema)")
        default: #expect(said == "1 ok\n2 ok\n3 kind: 'perhaps' is not one of ['incident', 'other']\n")
        }
    }

    private func schema() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(RecordSchema.text.utf8)) as? [String: Any])
    }

    private func faults(_ line: String) throws -> [String] {
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        return SchemaCheck(root: try schema()).faults(value, try schema(), at: "$")
    }
}

/// As much of JSON Schema as the record's schema uses. A keyword it does not know is a fault, so that none goes unchecked.
struct SchemaCheck {
    let root: [String: Any]

    func faults(_ value: Any, _ schema: [String: Any], at place: String) -> [String] {
        if let ref = schema["$ref"] as? String {
            let name = String(ref.dropFirst("#/$defs/".count))
            guard let target = (root["$defs"] as? [String: [String: Any]])?[name] else {
                return ["\(place): unknown \(ref)"]
            }
            return faults(value, target, at: place)
        }
        let annotations: Set = ["$schema", "$id", "title", "description", "$defs"]
        var found: [String] = []
        for (keyword, rule) in schema where !annotations.contains(keyword) {
            switch keyword {
            case "type":
                let types = rule as? [String] ?? [rule as? String ?? ""]
                if !types.contains(where: { Self.value(value, is: $0) }) {
                    found.append("\(place): is of another type")
                }
            case "enum":
                if let values = rule as? [String], let text = value as? String, !values.contains(text) {
                    found.append("\(place): is none of the values")
                }
            case "pattern":
                if let pattern = rule as? String, let text = value as? String,
                    text.range(of: pattern, options: .regularExpression) == nil
                {
                    found.append("\(place): does not match the pattern")
                }
            case "minimum":
                if let limit = rule as? Double, let number = value as? Double, number < limit {
                    found.append("\(place): is out of range")
                }
            case "maximum":
                if let limit = rule as? Double, let number = value as? Double, number > limit {
                    found.append("\(place): is out of range")
                }
            case "minItems":
                if let limit = rule as? Int, let list = value as? [Any], list.count < limit {
                    found.append("\(place): is too short")
                }
            case "maxItems":
                if let limit = rule as? Int, let list = value as? [Any], list.count > limit {
                    found.append("\(place): is too long")
                }
            case "items":
                guard let rule = rule as? [String: Any], let list = value as? [Any] else { continue }
                for (index, item) in list.enumerated() { found += faults(item, rule, at: "\(place)[\(index)]") }
            case "required":
                guard let names = rule as? [String], let object = value as? [String: Any] else { continue }
                found += names.filter { object[$0] == nil }.map { "\(place).\($0): is missing" }
            case "properties":
                guard let rules = rule as? [String: [String: Any]], let object = value as? [String: Any] else {
                    continue
                }
                for (name, member) in object {
                    if let rule = rules[name] { found += faults(member, rule, at: "\(place).\(name)") }
                }
            case "additionalProperties":
                let known = schema["properties"] as? [String: Any] ?? [:]
                for name in (value as? [String: Any] ?? [:]).keys where known[name] == nil {
                    found.append("\(place).\(name): is no known member")
                }
            case "anyOf":
                let choices = rule as? [[String: Any]] ?? []
                if !choices.contains(where: { faults(value, $0, at: place).isEmpty }) {
                    found.append("\(place): fits none of the choices")
                }
            default: found.append("\(place): the schema uses '\(keyword)', which this check does not know")
            }
        }
        return found
    }

    private static func value(_ value: Any, is type: String) -> Bool {
        let isFlag = (value as? NSNumber).map { String(cString: $0.objCType) == "c" } ?? false
        return switch type {
        case "null": value is NSNull
        case "boolean": isFlag
        case "integer": !isFlag && (value as? Double).map { $0 == $0.rounded() } ?? false
        case "number": !isFlag && value is Double
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        default: false
        }
    }
}
