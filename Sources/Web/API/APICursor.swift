import Casebook

/// Where a list goes on: opaque for who uses it. It names the list it is of and carries a checksum, so that one of another list, or a
/// changed one, is told.
struct APICursor: Hashable, Sendable {
    /// The list, with all that decides what is in it.
    var list: String
    /// How many entries were given.
    var place: Int
    /// The last of them, so that entries which came in front meanwhile do not repeat any.
    var last: String

    private static let check = 4

    var text: String {
        let payload = JSONValue.array([.string(Digest.short(list.utf8)), .int(place), .string(last)]).bytes
        return Digest.hex(Digest.sha256(payload).prefix(Self.check) + payload)
    }

    init(list: String, place: Int, last: String) {
        self.list = list
        self.place = place
        self.last = last
    }

    /// - Throws: where the text is no cursor of that list.
    init(_ text: String, list: String) throws(Problem) {
        guard text.utf8.count < 1000, let bytes = Digest.bytes(hex: text), bytes.count > Self.check,
            Digest.sha256(bytes.dropFirst(Self.check)).prefix(Self.check).elementsEqual(bytes.prefix(Self.check)),
            let values = JSONValue(Array(bytes.dropFirst(Self.check)))?.array, values.count == 3,
            values[0].string == Digest.short(list.utf8), let place = values[1].int, place >= 0,
            let last = values[2].string
        else { throw Problem.badCursor }
        self.init(list: list, place: place, last: last)
    }
}
