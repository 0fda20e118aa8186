package import Facts

extension JSONValue {
    /// The grounds of a tie as the casebook keeps them: `[{"kind":"refers-to-date","points":4,"day":19338},…]`.
    package static func reasons(_ reasons: [LinkReason]) -> JSONValue {
        .array(
            reasons.map { reason in
                var members = [
                    Member(key: "kind", value: .string(reason.kind.rawValue)),
                    Member(key: "points", value: .double(reason.points)),
                ]
                func add(_ key: String, _ value: JSONValue?) {
                    if let value { members.append(Member(key: key, value: value)) }
                }
                add("day", reason.day.map { .int($0) })
                add("number", reason.number.map { .int($0) })
                add("other", reason.other.map { .int($0) })
                add("text", reason.text.map { .string($0) })
                add("event", reason.event.map { .string($0.slug) })
                return .object(members)
            })
    }

    /// The grounds in a stored array; what is none of them, such as a person's own words, is left out.
    package var reasons: [LinkReason] {
        (array ?? []).compactMap { value in
            guard let kind = value["kind"]?.string.flatMap(LinkReason.Kind.init) else { return nil }
            return LinkReason(
                kind, value["points"]?.double ?? 0, day: value["day"]?.int, number: value["number"]?.int,
                other: value["other"]?.int, text: value["text"]?.string,
                event: value["event"]?.string.flatMap(TimelineEvent.init))
        }
    }
}
