import Facts
import Language

/// What a changed file asks of the casebook: worked out from the file, the case as it is, and the case as it was last written.
struct SyncPlan {
    /// A value that was changed in the file and in the casebook.
    struct Conflict: Sendable {
        var line: Int
        var field: String
        var casebook: String
        var file: String
    }

    /// Who wins where both were changed.
    enum Preference { case ask, casebook, file }

    /// Corrections, by the notices that they are of.
    private(set) var corrections: [(notice: String, corrections: [Correction])] = []
    private(set) var notes: [String] = []
    private(set) var conflicts: [Conflict] = []
    /// What each change is, for people.
    private(set) var words: [String] = []
    /// The values that each field then has.
    private(set) var wanted: [RecordField: [JSONValue]] = [:]

    var isEmpty: Bool { corrections.isEmpty && notes.isEmpty }

    private let present: SyncedCase
    private let texts: (String) throws -> String?

    /// - Parameters:
    ///   - bases: the digests of the file's members as it may have been last written: none where that is not known, several
    ///     where a run was ended that wrote it.
    ///   - texts: gives the text of a notice of the case by its id.
    /// - Throws: SyncedFile.Fault where the file asks for what cannot be.
    init(
        _ file: SyncedFile, present: SyncedCase, bases: [[String: String]], preferring preference: Preference,
        texts: @escaping (String) throws -> String?
    ) throws {
        self.present = present
        self.texts = texts
        try checkFixed(file, bases)
        for field in SyncedCase.edited {
            let (now, then) = (present.fields[field] ?? [], file.fields[field] ?? [])
            wanted[field] = now.map(\.value)
            let line = file.lines[field.rawValue] ?? 1
            // Without a base nobody can tell who changed it.
            let isMoved = Self.isMoved(field.rawValue, bases, SyncedCase.digest(now, field))
            guard !Self.isSame(now, then) else {
                // What the casebook has put into another order is written anew.
                if !isMoved, !Self.isSameOrder(now, then) {
                    throw SyncedFile.Fault(
                        line: line,
                        reason: "the order of '\(field.rawValue)' is that of the notices, and is not edited here",
                        remedy: "put it back")
                }
                continue
            }
            let digest = Self.digest(then, now, field)
            if bases.contains(where: { $0[field.rawValue] == digest }) { continue }
            if isMoved, preference != .file {
                if preference == .ask {
                    conflicts.append(
                        Conflict(
                            line: line, field: field.rawValue, casebook: Self.words(of: now.map(\.value)),
                            file: Self.words(of: then.map(\.value))))
                }
                continue
            }
            try take(field, now, then, isOrdered: !isMoved)
        }
        try takeNotes(file, bases)
    }

    /// Whether the casebook may have changed a member since the file was written.
    private static func isMoved(_ member: String, _ bases: [[String: String]], _ present: String) -> Bool {
        bases.isEmpty || bases.contains { $0[member] != present }
    }

    private func checkFixed(_ file: SyncedFile, _ bases: [[String: String]]) throws {
        let remedies = [
            "title": "correct it with jikenbo edit NOTICE title=…",
            "published": "correct it with jikenbo edit NOTICE published=…",
            "notices": "use jikenbo add, link, unlink and exclude", "related": "use jikenbo merge and review",
        ]
        for member in present.fixed {
            guard let written = file.fixed[member.key], written.value != member.value, !bases.isEmpty
            else { continue }
            // What the casebook has changed since is written anew.
            let digest = SyncedCase.digest(written.value)
            if bases.contains(where: { $0[member.key] == digest }) { continue }
            throw SyncedFile.Fault(
                line: written.line, reason: "'\(member.key)' is not edited here, so put it back",
                remedy: remedies[member.key] ?? "")
        }
    }

    // MARK: Comparing

    private static func matches(_ now: SyncedCase.Item, _ then: SyncedFile.Item) -> Bool {
        now.value == then.value && (then.quote ?? "").isEmptyOr(now.quote) && (then.notice ?? now.notice) == now.notice
            && (then.bound ?? now.bound) == now.bound
    }

    private static func isSame(_ now: [SyncedCase.Item], _ then: [SyncedFile.Item]) -> Bool {
        now.count == then.count && now.allSatisfy { item in then.contains { matches(item, $0) } }
    }

    private static func isSameOrder(_ now: [SyncedCase.Item], _ then: [SyncedFile.Item]) -> Bool {
        zip(now, then).allSatisfy { $0.value == $1.value }
    }

    /// The digest of a field as the file has it. What the file leaves out is as the casebook has it.
    private static func digest(_ then: [SyncedFile.Item], _ now: [SyncedCase.Item], _ field: RecordField) -> String {
        SyncedCase.digest(
            then.map { item in
                let known = now.first { $0.value == item.value }
                return SyncedCase.Item(
                    value: item.value, quote: item.quote ?? known?.quote ?? "",
                    notice: item.notice ?? known?.notice ?? "", bound: item.bound ?? known?.bound)
            }, field)
    }

    private static func words(of values: [JSONValue]) -> String {
        values.isEmpty ? "nothing" : values.map(\.inWords).joined(separator: "; ")
    }

    // MARK: Taking

    private mutating func take(
        _ field: RecordField, _ now: [SyncedCase.Item], _ then: [SyncedFile.Item], isOrdered: Bool
    ) throws {
        for item in now where !then.contains(where: { $0.value == item.value }) {
            words.append("\(field.rawValue)-=\(item.value.inWords)")
            if field.isList {
                put(Correction(field, .remove, item.value), of: item.notice)
            } else if then.isEmpty {
                put(Correction(field, .set, .null), of: item.notice)
            }
        }
        let kept = now.filter { item in then.contains { $0.value == item.value } }.map(\.value)
        if isOrdered, kept != then.map(\.value).filter({ kept.contains($0) }) {
            throw SyncedFile.Fault(
                line: then[0].line,
                reason: "the order of '\(field.rawValue)' is that of the notices, and is not edited here",
                remedy: "put it back")
        }
        if then.count > max(SyncedFile.mostValues, now.count) {
            throw SyncedFile.Fault(
                line: then[0].line, reason: "'\(field.rawValue)' has more than \(SyncedFile.mostValues) values",
                remedy: "take some of them away")
        }
        var mains: [String: Int] = [:]
        for item in then {
            let known = now.first { $0.value == item.value }
            let notice = try self.notice(of: item, known, field, now)
            if field == .counts, item.value.array?.last == .bool(true) {
                mains[notice, default: 0] += 1
                // Those that the casebook has may stay.
                let present = now.count { $0.notice == notice && $0.value.array?.last == .bool(true) }
                if mains[notice, default: 0] > max(1, present) {
                    throw SyncedFile.Fault(
                        line: item.line, reason: "two figures of one notice are 'main'",
                        remedy: "let one of them be it")
                }
            }
            if now.contains(where: { Self.matches($0, item) }) { continue }
            if known == nil {
                for text in (item.value.array ?? [item.value]).compactMap(\.string) {
                    try SyncedFile.check(text, item.line)
                }
            }
            if let bound = item.bound, let known, bound != known.bound {
                throw SyncedFile.Fault(
                    line: item.line, reason: "how a figure is meant is told by its words, and 'bound' is not edited",
                    remedy: "change \"quote\" instead")
            }
            words.append("\(field.rawValue)+=\(item.value.inWords)")
            put(try quoting(item, of: notice, Correction(field, field.isList ? .add : .set, item.value)), of: notice)
        }
        wanted[field] = then.map(\.value)
    }

    /// The notice that a value is of.
    private func notice(
        of item: SyncedFile.Item, _ known: SyncedCase.Item?, _ field: RecordField, _ now: [SyncedCase.Item]
    ) throws -> String {
        let notice =
            item.notice ?? known?.notice ?? (field.isList ? nil : now.first?.notice) ?? present.notices.last ?? ""
        guard present.notices.contains(notice) else {
            throw SyncedFile.Fault(
                line: item.line, reason: "the case has no notice '\(notice)'",
                remedy: "name one of 'notices', or leave 'notice' out")
        }
        return notice
    }

    private mutating func put(_ correction: Correction, of notice: String) {
        if let index = corrections.firstIndex(where: { $0.notice == notice }) {
            corrections[index].corrections.append(correction)
        } else {
            corrections.append((notice, [correction]))
        }
    }

    /// The correction with the place of its words.
    private func quoting(_ item: SyncedFile.Item, of notice: String, _ correction: Correction) throws -> Correction {
        guard let quote = item.quote, !quote.isEmpty else { return correction }
        guard let at = try texts(notice)?.span(of: quote) else {
            throw SyncedFile.Fault(
                line: item.line, reason: "the notice \(notice) does not say 「\(quote)」",
                remedy: "copy the words from the notice to the letter, or leave \"quote\" out")
        }
        if correction.field == .counts, let value = item.value.array?.first?.int, !Self.says(quote, value) {
            throw SyncedFile.Fault(
                line: item.line, reason: "the words 「\(quote)」 do not say \(value)",
                remedy: "change \"quote\" to words that do, or leave it out")
        }
        var quoted = correction
        quoted.quote = quote
        quoted.at = at
        return quoted
    }

    /// Whether words hold a figure, as one of their numbers; words without digits may say it in another way.
    private static func says(_ words: String, _ value: Int) -> Bool {
        let text = NormalText(words)
        var hasDigits = false
        var at = 0
        while at < text.count {
            let isDigit = NumberScanner.isDigit(text.units[at])
            hasDigits = hasDigits || isDigit
            if let number = NumberScanner.number(in: text, at: at) {
                if number.value == value { return true }
                at = number.end
                continue
            }
            // What begins within a number is none.
            repeat { at += 1 } while isDigit && at < text.count && NumberScanner.isDigit(text.units[at])
        }
        return !hasDigits
    }

    private mutating func takeNotes(_ file: SyncedFile, _ bases: [[String: String]]) throws {
        let isMoved = Self.isMoved("notes", bases, SyncedCase.digest(present.notes))
        let old = file.notes.filter { $0.who != nil }
        let shown = present.notes.map { ($0.text, $0.who, SyncedCase.day($0.at)) }
        for note in old where !shown.contains(where: { $0.0 == note.text && $0.1 == note.who && $0.2 == note.on }) {
            // One that was undone in the casebook meanwhile is written away with the next file.
            if isMoved { continue }
            throw SyncedFile.Fault(
                line: note.line, reason: "a note that was made does not change",
                remedy: "add another, with \"text\" alone")
        }
        if !isMoved, old.count < present.notes.count {
            throw SyncedFile.Fault(
                line: file.lines["notes"] ?? 1, reason: "a note is not taken away here",
                remedy: "put it back, and use jikenbo undo")
        }
        var texts = shown.map(\.0)
        for note in old { if let index = texts.firstIndex(of: note.text) { texts.remove(at: index) } }
        for note in file.notes where note.who == nil {
            // One that a run took which then was ended is there already.
            if let index = texts.firstIndex(of: note.text) {
                texts.remove(at: index)
                continue
            }
            notes.append(note.text)
            words.append("notes+=\(note.text)")
        }
    }
}

extension String {
    /// Whether it is empty, or is the other.
    fileprivate func isEmptyOr(_ other: String) -> Bool { isEmpty || self == other }
}

extension JSONValue {
    /// A value as `jikenbo edit` takes it.
    var inWords: String {
        switch self {
        case .array(let parts):
            parts.filter { $0 != .null && $0 != .string("") && $0 != .bool(false) }.map(\.inWords).joined(
                separator: ",")
        case .string(let text): text
        case .bool(true): "main"
        default: text
        }
    }
}
