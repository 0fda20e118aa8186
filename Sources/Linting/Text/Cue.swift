import Duties
import Language
import Yams

/// What words of a notice say, by the names of `Rules/cues.yaml`.
enum Cue: String, CaseIterable {
    case openPoints, updatePromise, earlierReport, knowing, commission, authorityInGeneral, police, cardCompanies
    case telecomAuthority, healthAuthority, reportVerb, finalReport, preliminaryReport, abbreviatedAuthority
    case individualNotice, cause, vagueCause, prevention, inProgress, unknownExtent, elsewhere, duplicatesExplained
    case breakdown, sameAsAbove, confirmedLeak, suspectedLeak, others, part, asOf, examined, notRuledOut, noLeakAtAll
    case noTrace, encryptionClaimed, encryptionMethod, secondaryDamage, passwordAdvice, cardAdvice, phishingAdvice
    case bankAdvice, cardWatch, unaffected, contact, contactOnline, contactHours, delayExplained, delayStock
    case delayContractor, justInCase, couldBeSeenPeriod, wrongCommission, exploitedTheft, maliciousSite, properSite
    case contractor

    /// Its place among all: the raw values are names.
    var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

    /// The name in the file.
    var name: String {
        rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }

    /// The phrases of all cues, compiled on first use.
    static let phrases: PhraseSet = {
        do {
            let written = try CueFile.entries(RuleFile.text("cues.yaml"))
            return try PhraseSet(allCases.map { written[$0.name] ?? PhraseSet.Entry(phrases: []) })
        } catch let fault as PhraseSet.Fault {
            preconditionFailure("Rules/cues.yaml: \(fault.message)")
        } catch { preconditionFailure("Rules/cues.yaml: \(error)") }
    }()
}

/// Reads `Rules/cues.yaml`.
enum CueFile {
    static func entries(_ yaml: String) throws -> [String: PhraseSet.Entry] {
        let list = try Parser(yaml: yaml, resolver: .basic, encoding: .utf8).singleRoot()?["cues"]?.sequence
        var entries: [String: PhraseSet.Entry] = [:]
        for node in list ?? [] {
            func phrases(_ key: String) -> [String] { node[key]?.sequence?.compactMap { $0.scalar?.string } ?? [] }
            entries[node["name"]?.scalar?.string ?? ""] = PhraseSet.Entry(
                phrases: phrases("phrases"), cancel: phrases("cancel"))
        }
        return entries
    }
}
