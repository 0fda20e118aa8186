import Casebook

extension JSONValue {
    /// A document that this program wrote itself.
    static func written(_ text: String) -> JSONValue {
        guard let value = JSONValue(text: text) else { preconditionFailure("no JSON: \(text.prefix(80))") }
        return value
    }

    /// As bytes in which nothing steers a terminal or log that shows them.
    var shownBytes: [UInt8] { Self.calm(bytes) }

    var members: [Member] { if case .object(let members) = self { members } else { [] } }

    /// The object with a member put at its end, or instead of the one of that name.
    func with(_ key: String, _ value: JSONValue) -> JSONValue {
        var members = members
        if let place = members.firstIndex(where: { $0.key == key }) {
            members[place].value = value
        } else {
            members.append(Member(key: key, value: value))
        }
        return .object(members)
    }

    func without(_ key: String) -> JSONValue { .object(members.filter { $0.key != key }) }
}
