package import Casebook
import Exchange
import Facts
package import Language

/// Events as JSON, for programs: what webhooks of the style `plain` and standard output get.
package struct EventJSON: Sendable {
    let words: ClippingWords
    let casePage: @Sendable (String, InterfaceLanguage) -> String?

    package init(words: ClippingWords, casePage: @escaping @Sendable (String, InterfaceLanguage) -> String?) {
        self.words = words
        self.casePage = casePage
    }

    /// The body of a webhook.
    ///
    /// - Parameter time: when it is sent: seconds since 1970-01-01 UTC.
    package func message(_ message: OutgoingMessage, _ events: [WatchEvent], of watch: Watch, time: Int) -> [UInt8] {
        var json = JSONBytes()
        json.object { json in
            json.key("type")
            json.string("jikenbo.watch.events")
            json.key("id")
            json.string(message.key)
            json.key("timestamp")
            json.string(Moment.iso(time))
            json.key("watch")
            json.string(watch.name)
            json.key("events")
            json.array(events) { write($1, &$0) }
        }
        return json.bytes
    }

    /// A line for one event.
    package func line(_ event: WatchEvent, in message: OutgoingMessage, of watch: Watch) -> String {
        var json = JSONBytes()
        json.object { json in
            json.key("watch")
            json.string(watch.name)
            json.key("message")
            json.string(message.key)
            json.key("event")
            write(event, &json)
        }
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    private func write(_ event: WatchEvent, _ json: inout JSONBytes) {
        let detail = event.detail
        json.object { json in
            json.key("id")
            json.string(event.key)
            json.key("kind")
            json.string(event.kind.rawValue)
            json.key("at")
            json.string(Moment.iso(event.at))
            json.key("case")
            json.string(event.number)
            json.key("url")
            json.optional(casePage(event.number, words.language)) { $0.string($1) }
            json.key("organisation")
            json.optional(detail.organisation) { $0.string($1) }
            json.key("title")
            json.optional(detail.title) { $0.string($1) }
            json.key("published")
            json.optional(detail.published?.iso) { $0.string($1) }
            json.key("report_number")
            json.optional(detail.report) { $0.int($1) }
            json.key("notice")
            json.string(detail.notice)
            json.key("address")
            json.optional(detail.address) { $0.string($1) }
            json.key("person")
            json.optional(detail.person) { $0.string($1) }
            json.key("sentence")
            json.string(detail.sentence)
            json.key("changes")
            json.array(detail.changes) { write($1, &$0) }
            json.key("added")
            json.array(detail.added) { $0.string($1) }
            json.key("removed")
            json.array(detail.removed) { $0.string($1) }
            json.key("reasons")
            json.array(event.reasons.filter { $0 != .everything }) { write($1, &$0) }
        }
    }

    private func write(_ change: WatchEvent.Change, _ json: inout JSONBytes) {
        json.object { json in
            json.key("field")
            json.string(change.field.rawValue)
            json.key("change")
            json.string(change.change.rawValue)
            json.key("before")
            write(change.before, &json)
            json.key("after")
            write(change.after, &json)
            json.key("quote")
            json.string(change.quote)
            json.key("sentence")
            json.string(change.sentence)
        }
    }

    /// The figure or slug for programs, and the words for people.
    private func write(_ value: StatedValue?, _ json: inout JSONBytes) {
        guard let value else { return json.null() }
        json.object { json in
            json.key("value")
            switch value {
            case .count(let number, _, _, _, _): json.int(number)
            case .incidentType(let type): json.string(type.slug)
            case .cause(let cause): json.string(cause.slug)
            case .data(let kind, _): json.string(kind.slug)
            case .leak(let status): json.string(status.rawValue)
            case .misuse(let status): json.string(status.rawValue)
            default: json.string(words.values.text(of: value))
            }
            json.key("text")
            json.string(words.values.text(of: value))
        }
    }

    private func write(_ reason: WatchReason, _ json: inout JSONBytes) {
        json.object { json in
            switch reason {
            case .words(let words, let found, let times):
                json.key("words")
                json.string(words)
                json.key("found")
                json.string(found)
                json.key("times")
                json.int(times)
            case .value(let field, let value, let quote):
                json.key("field")
                json.string(field)
                json.key("value")
                json.string(value)
                json.key("quote")
                json.optional(quote) { $0.string($1) }
            case .organisation(let organisation, let name, let words, let role):
                json.key("organisation")
                json.string(organisation)
                json.key("name")
                json.string(name)
                json.key("words")
                json.string(words)
                json.key("role")
                json.string(role)
            case .everything: break
            }
        }
    }
}
