import Casebook
package import Duties
import Exchange
import Facts

/// The clocks of the law for programs.
package enum ClocksJSON {
    /// One object on one line, without a line break.
    ///
    /// - Parameter subject: the case's number, or the notice's id.
    package static func text(of clocks: LegalClocks, subject: String) -> String {
        value(of: clocks, subject: subject).text
    }

    static func value(of clocks: LegalClocks, subject: String) -> JSONValue {
        func stated(_ stated: LegalClocks.Stated?) -> JSONValue {
            stated.map { .object(["date": .string($0.date.iso), "quote": .string($0.quote)]) } ?? .null
        }
        return .object([
            "subject": .string(subject), "known": stated(clocks.known),
            "clocks": .array(
                clocks.clocks.map { clock in
                    .object([
                        "kind": .string(clock.kind.rawValue), "state": .string(clock.state.rawValue),
                        "stated": stated(clock.stated), "days": clock.days.map { .int($0) } ?? .null,
                        "limit": clock.duty.map { .int($0.value) } ?? .null,
                        "source": clock.duty.map {
                            .object([
                                "kind": .string($0.source.rawValue), "ja": .string($0.ja), "en": .string($0.en),
                                "from": .string($0.from.iso),
                            ])
                        } ?? .null,
                    ])
                }),
        ])
    }
}
