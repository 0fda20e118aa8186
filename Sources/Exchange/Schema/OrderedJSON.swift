/// JSON whose members keep the order they are written in, for documents that people read.
indirect enum OrderedJSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    case string(String)
    case int(Int)
    case bool(Bool)
    case array([OrderedJSON])
    case object([(String, OrderedJSON)])

    init(stringLiteral value: String) { self = .string(value) }
    init(integerLiteral value: Int) { self = .int(value) }
    init(booleanLiteral value: Bool) { self = .bool(value) }
    init(arrayLiteral elements: OrderedJSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, OrderedJSON)...) { self = .object(elements) }

    /// Two spaces for each level; lists of plain values on one line, broken before 120 columns.
    func pretty(indent: Int = 0) -> String {
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch self {
        case .string, .int, .bool: return plain
        case .object(let members):
            if members.isEmpty { return "{}" }
            let lines = members.map { inner + Self.quoted($0.0) + ": " + $0.1.pretty(indent: indent + 2) }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + outer + "}"
        case .array(let elements) where elements.allSatisfy(\.isPlain):
            let flat = "[" + elements.map(\.plain).joined(separator: ", ") + "]"
            if indent + flat.utf8.count <= 80 { return flat }
            var lines = [""]
            for (place, element) in elements.enumerated() {
                let word = element.plain + (place + 1 < elements.count ? "," : "")
                if lines[lines.count - 1].isEmpty {
                    lines[lines.count - 1] = inner + word
                } else if lines[lines.count - 1].utf8.count + word.utf8.count < 119 {
                    lines[lines.count - 1] += " " + word
                } else {
                    lines.append(inner + word)
                }
            }
            return "[\n" + lines.joined(separator: "\n") + "\n" + outer + "]"
        case .array(let elements):
            let lines = elements.map { inner + $0.pretty(indent: indent + 2) }
            return "[\n" + lines.joined(separator: ",\n") + "\n" + outer + "]"
        }
    }

    private var isPlain: Bool {
        switch self {
        case .string, .int, .bool: true
        case .array, .object: false
        }
    }

    private var plain: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .int(let number): "\(number)"
        case .bool(let flag): flag ? "true" : "false"
        case .array, .object: ""
        }
    }

    private static func quoted(_ text: String) -> String {
        var json = JSONBytes()
        json.string(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
