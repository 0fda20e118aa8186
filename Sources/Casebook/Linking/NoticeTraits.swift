package import Facts

/// What of a notice tells whether it belongs to a case: names, dates, figures, references and a fingerprint of the text.
///
/// Small enough to be kept beside every notice, so that candidates are compared without their records.
package struct NoticeTraits: Hashable, Sendable {
    /// A name as a number, to compare and to index.
    package typealias NameKey = UInt64

    /// Another organisation with a part in the incident.
    package struct Party: Hashable, Sendable {
        var name: NameKey
        var role: PartyRole
    }

    /// A day of an event; both ends of a range.
    package struct Day: Hashable, Sendable {
        /// Days since 1970-01-01.
        var day: Int32
        var event: TimelineEvent
    }

    package struct Figure: Hashable, Sendable {
        var value: Int
        var unit: String
        var main: Bool
    }

    /// The publisher's folded name; `nil` where the notice names none.
    package var organisation: NameKey?
    /// Other names of the publisher: short, English, former.
    package var otherNames: [NameKey] = []
    package var parties: [Party] = []
    package var service: NameKey?
    package var actor: NameKey?
    /// The heading's full number, such as `2023-060`.
    package var number: String?
    /// Days since 1970-01-01.
    package var published: Int32?
    package var report: Int?
    /// Whether the notice says by itself that it follows an earlier one.
    package var saysFollows = false
    /// Days of other notices about the incident that it refers to.
    package var earlier: [Int32] = []
    /// The main one first.
    package var types: [IncidentType] = []
    package var days: [Day] = []
    package var figures: [Figure] = []
    /// The title without its report number.
    package var title: NameKey?
    package var sketch = TextSketch(bytes: [])

    package init() {}
}

extension TimelineEvent {
    /// Whether it dates the incident itself, which is the same in all notices about it.
    var isOfIncident: Bool {
        switch self {
        case .intrusion, .exposure, .occurred, .detected, .reportedToOrg, .lostLastSeen: true
        default: false
        }
    }
}
