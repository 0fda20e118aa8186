package import Facts
import GRDB

extension CasebookStore {
    /// A case with its notices, its values through time, and the cases that it has to do with; `nil` where the casebook has
    /// none of this number. The number of a case that was merged leads to the one that it was merged into.
    package func caseView(_ number: String) throws -> CaseView? {
        try read("showing \(number)") { db in
            try db.caseRef(number).map { try db.caseView($0).view }
        }
    }
}

extension CasebookStore {
    /// The numbers of all cases that have a notice about an incident in force, by the day on which they were first published,
    /// and then in order of filing.
    package func openCases() throws -> [String] {
        try read("listing cases") { db in
            try String.fetchAll(db, sql: "SELECT c.number" + Self.openCasesSQL)
        }
    }

    /// Behind what is to be known of the cases `c`.
    static let openCasesSQL = """
         FROM cases c JOIN case_notices f ON f."case" = c.id JOIN notices n ON n.id = f.notice
        WHERE n.state = 'current' AND n.kind = 'incident'
        GROUP BY c.id ORDER BY min(n.published) IS NOT NULL, min(n.published), c.id
        """
}

extension Database {
    /// A case as it is shown, and its notices in the same order.
    func caseView(_ found: CaseRef) throws -> (view: CaseView, notices: [CasebookNotice]) {
        try CaseReader(db: self).parts(of: [found.id])[0].view()
    }
}
