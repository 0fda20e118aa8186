import Duties
import Facts
import Language

/// Whether those who are to be told are named, and rightly.
extension LintCheck {
    static let authorities = [
        LintCheck("NL505") { $0.reportableButSilent() },
        LintCheck("NL506") { notice in
            guard let type = notice.unlawfulType,
                !notice.record.authorities.contains(where: { $0.authority == .police }), !notice.text.says(.police)
            else { return [] }
            return [Hit(type.evidence.at, [notice.label(type.value)])]
        },
        LintCheck("NL507") { $0.wrongNames() },
        LintCheck("NL508") { $0.sectorAuthority() },
    ]
}

extension Examination {
    /// One of the classes that are to be reported whatever the number of people.
    fileprivate func reportableButSilent() -> [Hit] {
        guard concernsPersonalData, duty(.finalReport) != nil, !isReportedToCommission else { return [] }
        if let fact = exposed(.health, .diagnosis, .patientId) {
            return [Hit(fact.evidence.at, message: 0, [label(fact.kind)])]
        }
        if let fact = exposed(.cardNumber, .cardSecurityCode, .bankAccount), isWhole(fact) {
            return [Hit(fact.evidence.at, message: 1, [label(fact.kind)])]
        }
        if let type = unlawfulType {
            return [Hit(type.evidence.at, message: 2, [label(type.value)])]
        }
        return []
    }

    /// 個人情報委員会, 経産省: names that are wrong, or short where the full name is expected.
    fileprivate func wrongNames() -> [Hit] {
        let wrong = text.all(.wrongCommission).filter {
            text.says(.reportVerb, in: range(ofSentence: text.sentence(at: $0.lowerBound)))
        }
        let short = text.all(.abbreviatedAuthority).filter { place in
            // 個人情報保護委員会(以下「個情委」): introduced before.
            !text.all(.abbreviatedAuthority).contains { $0.upperBound <= place.lowerBound } && !isIntroduced(place)
        }
        return wrong.map { Hit(text.span($0), message: 0, [quoted($0)]) }
            + short.map { Hit(text.span($0), message: 1, [quoted($0)], most: .info) }
    }

    private func isIntroduced(_ place: Range<Int>) -> Bool {
        place.lowerBound > 0 && text.units[place.lowerBound - 1] == Unit.quoteOpen
    }

    private static let hospitals = LintText.words("病院", "医院", "クリニック", "診療所", "医療法人")

    /// Whether more of a card's number is concerned than its last digits.
    func isWhole(_ card: DataFact) -> Bool {
        let range = text.range(of: card.evidence.at)
        return !text.holds(Self.lastDigits, in: range.lowerBound..<min(text.normal.count, range.upperBound + 12))
    }

    private static let lastDigits = LintText.words("下4", "下四", "下3", "下2", "末尾", "マスク", "桁")

    /// Who else is usually told in a sector.
    fileprivate func sectorAuthority() -> [Hit] {
        var hits: [Hit] = []
        if let card = exposed(.cardNumber, .cardSecurityCode), isWhole(card), unlawfulType != nil,
            !text.says(.cardCompanies),
            !record.authorities.contains(where: { $0.authority == .cardBrands })
        {
            hits.append(Hit(card.evidence.at, message: 0))
        }
        if record.sector?.value == .telecom, concernsPersonalData, !text.says(.telecomAuthority),
            !record.authorities.contains(where: { $0.authority == .mic })
        {
            hits.append(Hit(record.sector?.evidence.at, message: 1))
        }
        if record.sector?.value == .healthcare, text.holds(Self.hospitals, in: whole), isType(.ransomware, .malware),
            !text.says(.healthAuthority),
            !record.authorities.contains(where: { $0.authority == .mhlw || $0.authority == .localGovernment }),
            let type = record.incidentTypes.first
        {
            hits.append(Hit(type.evidence.at, message: 2))
        }
        return hits
    }
}
