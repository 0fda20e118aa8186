package import Casebook
package import Facts

/// An incident that others recorded, on its way into the casebook.
package struct ImportedIncident: Sendable {
    /// The file and line that it came from, for messages.
    package var place: String
    /// Under which it is kept.
    package var address: String
    /// What it is called where it came from: a number or an id.
    package var name: String
    /// The record as it came.
    package var bytes: [UInt8]
    /// `veris` or `csv`.
    package var format: String
    /// The record as a notice's text.
    package var text: String
    package var kind: NoticeKind
    /// The values taken from it, each with its words in the text.
    package var facts: [RecordFact]

    /// The page that the casebook keeps, with the one notice in it.
    ///
    /// - Parameter version: of what made the record: `import:veris/1`.
    package func candidate(_ version: String) -> Candidate {
        let id = Digest.noticeID(text)
        // Facts that no field takes were left out before.
        let record = NoticeRecord(id: id, kind: kind, facts: facts) ?? NoticeRecord(id: id, kind: kind)
        let notice = IncomingNotice(record: record, text: text, at: TextSpan(0, text.utf8.count))
        return .page(
            IncomingPage(
                address: address, bytes: bytes, mediaType: format == "veris" ? "application/json" : "text/plain",
                format: format, charset: "UTF-8", notices: [notice], reader: version))
    }
}

/// Why an incident, or a file, was not taken in.
package struct ImportFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file, and the line in it.
    package var place: String
    package var reason: String
    package var remedy: String

    package init(_ place: String, _ reason: String, _ remedy: String) {
        self.place = place
        self.reason = reason
        self.remedy = remedy
    }

    package var description: String { "\(place): \(reason); \(remedy)" }
}

/// What came of one record of a file.
package enum ImportItem: Sendable {
    case incident(ImportedIncident)
    case fault(ImportFault)
}

/// A file that records are taken from.
package struct ImportSource: Sendable {
    /// As it was given, for messages.
    package var name: String
    /// Its absolute path; `stdin:` with the digest of its bytes.
    package var address: String

    package init(name: String, address: String) {
        self.name = name
        self.address = address
    }

    /// Under which a record is kept: the page in the web that it names, else the file, and behind that which record it is. So it is
    /// never taken for the page itself.
    func address(_ key: String, page: String?) -> String {
        let base = page.flatMap(Self.webAddress) ?? address
        return base + (base.contains("#") ? "&" : "#") + "imported:" + Self.plain(key)
    }

    /// The first address of the web in some words, without what an import put behind it.
    static func webAddress(_ words: String) -> String? {
        let found = words.split { $0.isWhitespace || $0 == ";" || $0 == "," }.first { $0.isOfTheWeb }
        guard var found, found.utf8.count <= 2000,
            found.unicodeScalars.allSatisfy({ $0.value > 0x20 && $0.value != 0x7F })
        else { return nil }
        for mark in ["#imported:", "&imported:"] {
            if let place = found.firstRange(of: mark) { found = found[..<place.lowerBound] }
        }
        return String(found)
    }

    /// A key as an address can hold it; a long one by its digest.
    private static func plain(_ key: String) -> String {
        if key.utf8.count > 100 { return Digest.short(Array(key.utf8)) }
        return key.utf8.percentEncoded { $0.isUnreserved }
    }
}

/// Facts of a record that is being imported, without those that no field takes.
struct FactList {
    private(set) var facts: [RecordFact] = []

    /// - Returns: whether the field takes the value.
    @discardableResult
    mutating func add(_ field: RecordField, _ value: JSONValue, _ evidence: Evidence) -> Bool {
        let fact = RecordFact(field, value, evidence)
        guard !evidence.quote.isEmpty, NoticeRecord(id: "", kind: .incident, facts: [fact]) != nil else { return false }
        // One value once, with its first words; a field that holds one value holds the first.
        let isKnown = facts.contains { $0.field == field && (!field.isList || $0.value == value) }
        if !isKnown { facts.append(fact) }
        return true
    }

    func has(_ field: RecordField) -> Bool { facts.contains { $0.field == field } }
}
