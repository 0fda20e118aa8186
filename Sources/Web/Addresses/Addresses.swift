import Casebook
import Facts
import Language

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// All addresses of the site, in one language. The only place that knows how they are written.
struct Addresses: Sendable {
    let language: InterfaceLanguage

    private var root: String { "/" + language.rawValue }

    var home: String { root + "/" }
    var about: String { root + "/about" }
    var login: String { root + "/login" }
    var logout: String { root + "/logout" }
    var account: String { root + "/account" }
    var review: String { root + "/review" }
    var history: String { root + "/history" }
    var submit: String { root + "/submit" }
    /// Where the bookmarklet sends a page: fills in the form, files nothing.
    var clip: String { submit + "/clip" }
    /// Where a notice is checked.
    var lint: String { root + "/lint" }
    var users: String { root + "/users" }
    var watches: String { root + "/watches" }
    var status: String { root + "/status" }
    var cases: String { root + "/cases" }

    /// The list of cases that a query finds.
    ///
    /// - Parameter terms: what they must fulfil as wholes.
    func cases(_ query: String, terms: [CaseTerm] = [], sort: String? = nil, page: Int = 1) -> String {
        var parameters = Self.counted(query, terms)
        if let sort, sort != "date" { parameters.append(("sort", sort)) }
        if page > 1 { parameters.append(("page", "\(page)")) }
        return cases + Self.query(parameters)
    }

    private static func counted(_ query: String, _ terms: [CaseTerm]) -> [(String, String)] {
        var parameters: [(String, String)] = []
        if !query.isEmpty { parameters.append(("q", query)) }
        if !terms.isEmpty { parameters.append(("case", terms.map(\.description).joined(separator: " "))) }
        return parameters
    }

    var insights: String { root + "/insights" }
    /// Figures of the cases that a query finds.
    func insights(_ query: String, terms: [CaseTerm] = []) -> String {
        insights + Self.query(Self.counted(query, terms))
    }

    func casefile(_ number: String) -> String { root + "/cases/" + Self.escaped(number) }
    func notice(_ id: String) -> String { root + "/notices/" + Self.escaped(id) }
    /// The original of the newest page that a notice stands on.
    func original(_ id: String) -> String { notice(id) + "/original" }
    /// The page of an organisation; `nil` where the name is none once its legal form is taken away.
    func ifAny(organisation name: String) -> String? { OrganisationName(name).map { _ in organisation(name) } }
    func organisation(_ name: String) -> String { root + "/organisations/" + Self.escaped(name) }

    /// Where to log in, and where that leads then.
    func login(next: String) -> String { login + Self.query([("next", next)]) }
    /// A link by which one logs in once.
    static func loginLink(_ token: String, _ language: InterfaceLanguage) -> String { "/\(language)/login/" + token }
    func edit(notice id: String) -> String { notice(id) + "/edit" }
    func edit(casefile number: String) -> String { casefile(number) + "/edit" }
    func review(page: Int) -> String { review + (page > 1 ? Self.query([("page", "\(page)")]) : "") }
    func history(of target: String, page: Int = 1) -> String {
        history + Self.query([("target", target), ("page", page > 1 ? "\(page)" : "")].filter { !$0.1.isEmpty })
    }

    /// An address of the site that a form may lead on to: nothing else is let through.
    static func own(_ path: String?) -> String? {
        guard let path, path.utf8.count <= 2000, path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x5C }),
            InterfaceLanguage.allCases.contains(where: { path.hasPrefix("/\($0)/") })
        else { return nil }
        return path
    }

    /// The same page in another language.
    static func path(_ path: String, in language: InterfaceLanguage) -> String {
        for known in InterfaceLanguage.allCases where path == "/\(known)" || path.hasPrefix("/\(known)/") {
            return "/\(language)" + path.dropFirst(known.rawValue.count + 1)
        }
        return "/\(language)/"
    }

    // MARK: Feeds and data

    static func feed(_ format: String, _ query: String, _ language: InterfaceLanguage) -> String {
        "/feeds/cases." + format + Self.query([("q", query), ("lang", language.rawValue)].filter { !$0.1.isEmpty })
    }
    /// A watch's feed, for who is logged in; others have the secret besides.
    static func feed(_ format: String, watch name: String) -> String {
        "/feeds/watches/" + escaped(name) + "." + format
    }
    static let api = "/api/v1"

    static func apiCases(_ query: String) -> String {
        api + "/cases" + Self.query(query.isEmpty ? [] : [("q", query)])
    }

    static func apiInsights(_ query: String, _ terms: String) -> String {
        api + "/insights" + Self.query([("q", query), ("case", terms)].filter { !$0.1.isEmpty })
    }

    static func apiCase(_ number: String) -> String { api + "/cases/" + escaped(number) }

    // MARK: Writing

    static func query(_ parameters: [(String, String)]) -> String {
        if parameters.isEmpty { return "" }
        return "?" + parameters.map { $0.0 + "=" + escaped($0.1) }.joined(separator: "&")
    }

    /// Takes a percent-encoding off; `nil` where it is none of UTF-8.
    static func unescaped(_ text: some StringProtocol) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
            guard digits.count == 2 else { return nil }
            bytes.append(UInt8(digits[0] * 16 + digits[1]))
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    /// Percent-encodes all but the unreserved characters of RFC 3986.
    static func escaped(_ text: String) -> String { text.utf8.percentEncoded { $0.isUnreserved } }
}
