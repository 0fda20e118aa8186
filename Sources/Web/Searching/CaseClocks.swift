import Casebook
package import Duties
package import Facts

extension LegalClocks {
    /// The clocks of a case: from the values in force of all its notices.
    package init(_ view: CaseView, duties: DutyTable = .builtIn) {
        var facts = Facts()
        for field in view.values.fields {
            guard let current = field.current else { continue }
            switch current.value {
            case .event(let event, let start?, _):
                let stated = Stated(date: start, quote: current.quote)
                switch event {
                case .detected, .reportedToOrg: facts.found.append(stated)
                case .disclosed: facts.published.append(stated)
                case .individualsNotified: facts.individuals.append(stated)
                default: break
                }
            case .authority(.ppc, let date?): facts.reports.append(Stated(date: date, quote: current.quote))
            case .incidentType(let type): facts.types.append(type)
            default: break
            }
        }
        facts.published += view.notices.compactMap(\.published).map { Stated(date: $0, quote: "") }
        self.init(facts, duties: duties)
    }
}
