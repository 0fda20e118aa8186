import Facts

/// A case's file as somebody left it, with the line of everything in it.
struct SyncedFile {
    struct Item {
        /// As corrections have it.
        var value: JSONValue
        /// `nil` where the file names none.
        var quote: String?
        var notice: String?
        var bound: String?
        /// The line of the value.
        var line: Int
    }

    struct Note {
        var text: String
        /// `nil` for one that is new.
        var who: String?
        var on: String?
        var line: Int
    }

    /// What is wrong with a file.
    struct Fault: Error {
        var line: Int
        var reason: String
        var remedy: String
    }

    private(set) var fields: [RecordField: [Item]] = [:]
    private(set) var notes: [Note] = []
    /// What is shown and not edited, with its lines.
    private(set) var fixed: [String: (value: JSONValue, line: Int)] = [:]
    /// The line on which each member begins.
    private(set) var lines: [String: Int] = [:]

    /// What a file may add. Far more than any case has, and so little that no file keeps the casebook busy.
    static let mostValues = 1_000
    private static let (longestText, longestNote) = (2_000, 64 << 10)

    private static let shown = ["title", "published", "notices", "related"]

    /// - Parameter number: of the case that the file is about.
    init(_ bytes: [UInt8], number: String) throws(Fault) {
        let root: LocatedJSON
        do throws(LocatedJSON.Fault) { root = try LocatedJSON(bytes) } catch {
            throw Fault(line: error.line, reason: "this is no JSON: \(error.reason)", remedy: "mend it")
        }
        guard root.isObject else { throw Fault(line: root.line, reason: "this is no object", remedy: "mend it") }
        for member in root.members {
            guard lines.updateValue(member.line, forKey: member.key) == nil else {
                throw Fault(
                    line: member.line, reason: "'\(member.key)' is there twice", remedy: "take one of them away")
            }
            try take(member, number)
        }
        let wanted = ["number"] + Self.shown + SyncedCase.edited.map(\.rawValue) + ["notes"]
        for name in wanted where lines[name] == nil {
            let isList = RecordField(rawValue: name)?.isList ?? true
            throw Fault(
                line: root.line, reason: "'\(name)' is missing",
                remedy: "write \"\(name)\": \(isList ? "[]" : "null") to take its values away")
        }
    }

    private mutating func take(_ member: LocatedJSON.Member, _ number: String) throws(Fault) {
        switch member.key {
        case "$schema": break
        case "number":
            guard member.value.string == number else {
                throw Fault(
                    line: member.line, reason: "a case's number never changes", remedy: "write \"\(number)\" again")
            }
        case "notes": notes = try Self.notes(member)
        case let name where Self.shown.contains(name): fixed[name] = (member.value.value, member.line)
        default:
            guard let field = RecordField(rawValue: member.key), SyncedCase.edited.contains(field) else {
                let known = SyncedCase.edited.map(\.rawValue).joined(separator: ", ")
                throw Fault(
                    line: member.line, reason: "there is no field '\(member.key)'",
                    remedy: "those that can be edited are \(known), notes")
            }
            fields[field] = try Self.items(member, field)
        }
    }

    // MARK: Values

    private static func items(_ member: LocatedJSON.Member, _ field: RecordField) throws(Fault) -> [Item] {
        if !field.isList {
            return member.value.isNull ? [] : [try item(member.value, field)]
        }
        guard let elements = member.value.elements else {
            throw Fault(line: member.line, reason: "'\(field.rawValue)' is no list", remedy: "write [] for none")
        }
        var items: [Item] = []
        var known: Set<[JSONValue]> = []
        for element in elements {
            let item = try item(element, field)
            guard known.insert([item.value, .orNull(item.notice)]).inserted else {
                throw Fault(line: item.line, reason: "the value is there twice", remedy: "take one of them away")
            }
            items.append(item)
        }
        return items
    }

    private static func item(_ json: LocatedJSON, _ field: RecordField) throws(Fault) -> Item {
        let names = field.partNames
        guard json.isObject else {
            throw Fault(
                line: json.line, reason: "a value of '\(field.rawValue)' is no object",
                remedy: "write {" + names.map { "\"\($0)\": …" }.joined(separator: ", ") + "}")
        }
        var item = Item(value: .null, line: json.line)
        var parts: [String: JSONValue] = [:]
        var seen = Set<String>()
        for member in json.members {
            guard seen.insert(member.key).inserted else {
                throw Fault(
                    line: member.line, reason: "'\(member.key)' is there twice", remedy: "take one of them away")
            }
            switch member.key {
            case "quote", "notice", "bound":
                guard let text = member.value.string else {
                    throw Fault(
                        line: member.line, reason: "'\(member.key)' is no text", remedy: "put it into quotation marks")
                }
                if member.key == "quote" { item.quote = text }
                if member.key == "notice" { item.notice = text }
                if member.key == "bound" { item.bound = text }
            default:
                guard names.contains(member.key), let value = member.value.scalar else {
                    throw Fault(
                        line: member.line, reason: "'\(member.key)' is no part of a value of '\(field.rawValue)'",
                        remedy: "its parts are \((names + ["quote", "notice"]).joined(separator: ", "))")
                }
                parts[member.key] = value
                if member.key == names[0] { item.line = member.line }
            }
        }
        // What a value may do without.
        let usual: [String: JSONValue] = [
            "status": .string("exposed"), "unit": .string(""), "of": .string(""), "main": .bool(false), "start": .null,
            "end": .null, "date": .null,
        ]
        let values = names.map { parts[$0] ?? usual[$0] }
        guard values.allSatisfy({ $0 != nil }) else {
            throw Fault(
                line: json.line, reason: "a value of '\(field.rawValue)' lacks '\(names[0])'",
                remedy: "name it, or take the value away")
        }
        item.value = names.count == 1 ? values[0]! : .array(values.compactMap { $0 })
        if Correction(field, field.isList ? .add : .set, item.value).fault != nil || item.value == .null {
            let first = parts[names[0]]?.string ?? parts[names[0]]?.text ?? ""
            throw Fault(
                line: item.line,
                reason: "'\(first)' is no value that '\(field.rawValue)' knows, or a part of it is none",
                remedy: "docs/record.md lists those it knows")
        }
        return item
    }

    /// Refuses a text that is too long, or that would steer the terminals and pages that show it.
    ///
    /// - Parameter isNote: whether it may be long, and go over several lines.
    static func check(_ text: String, _ line: Int, isNote: Bool = false) throws(Fault) {
        let longest = isNote ? longestNote : longestText
        guard text.utf8.count <= longest else {
            throw Fault(line: line, reason: "a text is longer than \(longest) bytes", remedy: "shorten it")
        }
        guard text.unicodeScalars.allSatisfy({ !$0.steers || isNote && ($0 == "\n" || $0 == "\t") }) else {
            throw Fault(
                line: line, reason: "a text has a character that shows nothing and steers what does",
                remedy: "take it away")
        }
    }

    private static func notes(_ member: LocatedJSON.Member) throws(Fault) -> [Note] {
        guard let elements = member.value.elements else {
            throw Fault(line: member.line, reason: "'notes' is no list", remedy: "write [] for none")
        }
        var notes: [Note] = []
        for element in elements {
            let text = element["text"]?.string ?? ""
            if element["by"] == nil { try check(text, element.line, isNote: true) }
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw Fault(line: element.line, reason: "a note has no 'text'", remedy: "write {\"text\": \"…\"}")
            }
            notes.append(Note(text: text, who: element["by"]?.string, on: element["on"]?.string, line: element.line))
        }
        return notes
    }
}
