import Facts
import Language

/// Whether readers are told what to do about what leaked.
extension LintCheck {
    static let advice = [
        LintCheck("NL601") { $0.missingAdvice() },
        LintCheck("NL602") { notice in
            guard let card = notice.leaked(.cardNumber, .cardSecurityCode), !notice.text.says(.cardWatch) else {
                return []
            }
            return [Hit(card.evidence.at)]
        },
        LintCheck("NL603") { notice in
            guard notice.concernsPersonalData,
                let type = notice.record.incidentTypes.first(where: { $0.value == .paymentSkimming }),
                !notice.text.says(.unaffected)
            else { return [] }
            return [Hit(type.evidence.at)]
        },
    ]
}

extension Examination {
    /// Data of some kind that an attacker, or everybody, may have.
    fileprivate func leaked(_ kinds: DataKind...) -> DataFact? {
        guard concernsPersonalData, unlawfulType != nil || isType(.publishingError, .misconfiguration, .insiderMisuse)
        else {
            return nil
        }
        return exposed.first { kinds.contains($0.kind) && isWhole($0) }
    }

    /// Whether a password is one of the people whose other data is listed near it, and not the organisation's own.
    private func isOfPeople(_ password: DataFact) -> Bool {
        let line = text.line(at: text.unit(at: password.evidence.at.start))
        if text.lines[line].isBullet { return true }
        return exposed.contains { fact in
            fact.kind != .password && fact.kind != .loginId && fact.kind != .otherPersonal
                && abs(text.line(at: text.unit(at: fact.evidence.at.start)) - line) <= 3
        }
    }

    fileprivate func missingAdvice() -> [Hit] {
        var hits: [Hit] = []
        func add(_ fact: DataFact?, _ cue: Cue, _ message: Int) {
            guard let fact, !text.says(cue) else { return }
            hits.append(Hit(fact.evidence.at, message: message, [.same(text.quote(fact.evidence.at))]))
        }
        add(leaked(.password).flatMap { isOfPeople($0) ? $0 : nil }, .passwordAdvice, 0)
        add(leaked(.cardNumber, .cardSecurityCode), .cardAdvice, 1)
        if !text.says(.phishingAdvice) { add(leaked(.bankAccount), .bankAdvice, 2) }
        // Calls and mails come to those whose addresses an attacker has, not to whom a wrong recipient has written back.
        if unlawfulType != nil { add(leaked(.email, .phone), .phishingAdvice, 3) }
        return hits
    }
}
