import Casebook
import Exchange

extension JSONValue {
    /// A document that this program wrote itself.
    static func written(_ text: String) -> JSONValue {
        guard let value = JSONValue(text: text) else { preconditionFailure("no JSON: \(text.prefix(80))") }
        return value
    }

    private static let careful = HostileText.careful(besides: "")

    /// As bytes in which nothing steers a terminal or log that shows them.
    var shownBytes: [UInt8] {
        let plain = bytes
        guard plain.contains(where: { $0 >= 0x7F && Self.careful[Int($0)] }) else { return plain }
        var out: [UInt8] = []
        out.reserveCapacity(plain.count)
        for scalar in String(decoding: plain, as: UTF8.self).unicodeScalars {
            guard HostileText.steers(scalar) else {
                out += UTF8.encode(scalar)!
                continue
            }
            for unit in UTF16.encode(scalar)! {
                let digits = String(unit, radix: 16)
                out += ("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8
            }
        }
        return out
    }

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
