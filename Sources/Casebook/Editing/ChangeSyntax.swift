import Facts
import GRDB

// Changes as people write them: `sector=healthcare`, `causes+=weak-password`, `counts-=862`, `actor=`.
//
// The parts of a value are parted by commas: `counts+=862,名,お客様,main`, `timeline+=exposure,2023-01-04,2023-02-01`,
// `data+=email,exposed`, `authorities+=ppc,2023-03-01`, `parties+=株式会社ミント堂,contractor`.

extension Correction {
    /// - Throws: CasebookError where it cannot be understood.
    init(change: String) throws {
        func fault(_ reason: String, _ remedy: String) -> CasebookError { CasebookError(change, reason, remedy) }
        guard let equals = change.firstIndex(of: "=") else {
            throw fault("this is no change", "write FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE")
        }
        var name = change[..<equals]
        let text = String(change[change.index(after: equals)...])
        let operation: Operation =
            switch name.last {
            case "+": .add
            case "-": .remove
            default: .set
            }
        if operation != .set { name.removeLast() }
        guard let field = RecordField(rawValue: String(name)) else {
            throw fault("the record has no field \(name)", "see docs/record.md for its fields")
        }
        guard let value = Self.value(text, field, operation) else {
            throw fault("\(field.rawValue) cannot have this value", "write it as docs/casebook.md shows")
        }
        self.init(field, operation, value)
        if let fault = self.fault { throw CasebookError(change, "cannot be done", fault) }
    }

    private static func value(_ text: String, _ field: RecordField, _ operation: Operation) -> JSONValue? {
        if text.isEmpty { return operation == .set ? .null : nil }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        let isPattern = operation == .remove
        let value: JSONValue?
        switch field {
        case .reportNumber: value = Int(text).map { .int($0) }
        case .parties:
            // A name may hold commas (Co., Ltd.); a role does not.
            let role = parts.count > 1 ? parts.last.flatMap(PartyRole.init) : nil
            let name = role == nil ? text : parts.dropLast().joined(separator: ",")
            value = role == nil && !isPattern ? nil : .array([.string(name), role.map { .string($0.slug) } ?? .null])
        case .data:
            let status = parts.count > 1 ? JSONValue.string(parts[1]) : isPattern ? .null : .string("exposed")
            value = parts.count > 2 ? nil : .array([.string(parts[0]), status])
        case .counts:
            let isKnown = parts.count < 4 || parts[3] == "main"
            value = (isKnown && parts.count < 5 ? Int(parts[0]) : nil).map { number in
                .array([
                    .int(number), parts.count > 1 ? .string(parts[1]) : isPattern ? .null : .string(""),
                    parts.count > 2 ? .string(parts[2]) : isPattern ? .null : .string(""),
                    parts.count > 3 ? .bool(true) : isPattern ? .null : .bool(false),
                ])
            }
        case .timeline: value = dated(parts, count: 3)
        case .authorities: value = dated(parts, count: 2)
        default: value = .string(text)
        }
        guard field.isList, operation == .set else { return value }
        return value.map { .array([$0]) }
    }

    /// A slug with dates behind it; what is left out is null.
    private static func dated(_ parts: [String], count: Int) -> JSONValue? {
        guard parts.count <= count, parts.dropFirst().allSatisfy({ $0.isEmpty || JSONValue.string($0).date != nil })
        else { return nil }
        return .array(
            (0..<count).map { $0 < parts.count && !parts[$0].isEmpty ? .string(parts[$0]) : .null })
    }
}

extension Database {
    /// Changes with the words of the notice that say the new value, where a person names some.
    func quoting(_ quote: String?, in notice: NoticeRef, _ changes: [Correction]) throws -> [Correction] {
        var corrections = changes
        guard let quote, !quote.isEmpty else { return corrections }
        guard let text = try self.notice(notice.id)?.text else { throw damaged("notice \(notice.hash)") }
        guard let at = text.span(of: quote) else {
            throw CasebookError(
                notice.hash, "the notice does not say 「\(quote)」", "copy the words from the notice to the letter")
        }
        for index in corrections.indices where corrections[index].operation != .remove {
            corrections[index].quote = quote
            corrections[index].at = at
        }
        return corrections
    }
}

extension String {
    /// Where words stand first, to the byte: characters that are only composed in another way are other words.
    func span(of words: String) -> TextSpan? {
        Array(utf8).firstRange(of: Array(words.utf8)).map { TextSpan($0.lowerBound, $0.upperBound) }
    }
}
