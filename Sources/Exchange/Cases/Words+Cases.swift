package import Facts

/// The words of a case's sheet.
extension Words {
    private func say(_ ja: String, _ en: String) -> String { isJapanese ? ja : en }

    var notices: String { say("公表", "Notices") }
    var byPerson: String { say("人による", "by a person") }
    var relatedCases: String { say("関連事件", "Related") }
    var data: String { say("情報の項目", "Data") }

    package func report(_ number: Int) -> String { say("第\(number)報", "report \(number)") }

    func notice(of day: String) -> String { say("\(day)の公表", "the notice of \(day)") }

    /// In brackets, with the space that Latin ones have before them.
    func inBrackets(_ text: String) -> String { isJapanese ? "（\(text)）" : " (\(text))" }

    /// `第2報で訂正`, `corrected in report 2`; of what is confirmed the value itself says so.
    func changed(in report: String, _ change: CaseField.Change) -> String {
        if report.isEmpty { return self.change(change) }
        if change == .confirmed { return report }
        return say("\(report)で\(self.change(change))", "\(self.change(change)) in \(report)")
    }

    func changed(by person: String, _ change: CaseField.Change) -> String {
        say("\(person)が\(self.change(change))", "\(self.change(change)) by \(person)")
    }

    package func change(_ change: CaseField.Change) -> String {
        switch change {
        case .stated: say("公表", "stated")
        case .repeated: say("再掲", "repeated")
        case .corrected: say("訂正", "corrected")
        case .confirmed: say("確認", "confirmed")
        case .exact: say("確定", "exact")
        case .refined: say("詳細化", "made precise")
        case .superseded: say("解消", "superseded")
        case .otherSource: say("別の公表者", "another publisher")
        case .person: say("修正", "set")
        case .removed: say("削除", "removed")
        }
    }

    /// What another publisher says: `124件 (publisher)`.
    func otherwise(_ publisher: String, _ value: String) -> String {
        publisher.isEmpty ? value : value + inBrackets(publisher)
    }

    func data(_ label: String, _ status: DataFact.Status) -> String {
        switch status {
        case .exposed: label
        case .notExposed: say("\(label)は対象外", "\(label) not exposed")
        }
    }

    /// A figure with what it is meant as: `最大12,480件`, `at most 12,480件`.
    package func figure(_ figure: String, _ bound: CountBound) -> String {
        switch bound {
        case .exact: figure
        case .about: say("約", "about ") + figure
        case .atMost: say("最大", "at most ") + figure
        case .atLeast: isJapanese ? figure + "以上" : "at least " + figure
        }
    }
}
