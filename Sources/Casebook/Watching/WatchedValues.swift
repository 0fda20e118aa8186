import Facts

/// Which values of a case became others between two of its states.
enum WatchedValues {
    /// The fields whose changes are told.
    static let fields: [RecordField] = [
        .counts, .leakStatus, .misuseStatus, .actor, .incidentTypes, .causes, .data,
    ]

    /// - Parameter notices: the ids of the notices that made the difference, with their texts.
    static func changes(
        from before: CaseValues, to after: CaseValues, by notices: [String: String]
    ) -> [WatchEvent.Change] {
        var changes: [WatchEvent.Change] = []
        for name in fields {
            let old = before.all(name).filter { $0.current != nil && isTold($0) }
            let new = after.all(name).filter { $0.current != nil && isTold($0) }
            for field in new {
                guard let statement = field.current, let text = notices[statement.notice],
                    let change = change(old.first { $0.key == field.key }, field, by: notices)
                else { continue }
                changes.append(
                    WatchEvent.Change(
                        field: name, change: change, before: old.first { $0.key == field.key }?.current?.value,
                        after: statement.value, quote: statement.quote,
                        sentence: statement.at.map { NoticeSentences(text).around($0) } ?? ""))
            }
            for field in old where !new.contains(where: { $0.key == field.key }) {
                changes.append(
                    WatchEvent.Change(
                        field: name, change: .removed, before: field.current?.value, after: nil, quote: "",
                        sentence: ""))
            }
        }
        return changes
    }

    /// Of counts the main one; a cause that is being looked into is no news, nor is that it no longer is.
    private static func isTold(_ field: CaseField) -> Bool {
        switch field.current?.value {
        case .count(_, _, _, _, let main): main
        case .cause(let cause): cause != .underInvestigation
        default: true
        }
    }

    private static func change(
        _ old: CaseField?, _ new: CaseField, by notices: [String: String]
    ) -> CaseField.Change? {
        guard let before = old?.current?.value, let after = new.current?.value else { return .stated }
        let stated = new.history.last { notices[$0.statement.notice] != nil }
        if stated?.change == .otherSource { return .otherSource }
        let change = after.change(from: before)
        return change == .repeated ? nil : change
    }
}
