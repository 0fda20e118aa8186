package import Facts
import GRDB

/// What would become of a notice, were it filed now.
package enum Foreseen: Hashable, Sendable {
    /// The casebook has it, in the case of that number where it is in one.
    case known(casefile: String?)
    /// It would join a case.
    case joins(casefile: String, reasons: [LinkReason])
    /// It would open a case, and people be asked whether it belongs to these.
    case opens(asking: [String])
    /// It is about no incident.
    case other
}

extension CasebookStore {
    /// What would become of notices, each by itself, without filing anything.
    package func foresee(_ notices: [IncomingNotice]) throws -> [Foreseen] {
        try read("looking for cases") { db in
            try notices.map { notice in
                if let known = try db.noticeRef(notice.record.id) {
                    return .known(casefile: try db.caseRef(of: known)?.number)
                }
                guard let traits = notice.traits else { return .other }
                let decision = Linker.decide(traits, among: try LinkIndex(db: db).candidates(for: traits))
                func number(_ tie: Linker.Tie) throws -> String { try db.caseRef(id: tie.incident).number }
                if let tie = decision.joins { return .joins(casefile: try number(tie), reasons: tie.reasons) }
                return .opens(asking: try decision.review.map(number))
            }
        }
    }
}
