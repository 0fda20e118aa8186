import Casebook
import Facts
import Foundation
import GRDB
import Synchronization
import Testing

/// A clock that is set by hand.
final class Clock: Sendable {
    private let seconds = Mutex(1_800_000_000)
    var now: Int { seconds.withLock { $0 } }
    func pass(_ count: Int) { seconds.withLock { $0 += count } }
}

@Suite struct PasswordTests {
    @Test func aPasswordMatchesItsHashAndNoOther() throws {
        let hash = try PasswordHash(of: "correct horse battery")
        let read = try #require(PasswordHash(text: hash.text))
        #expect(read == hash)
        #expect(try read.matches("correct horse battery"))
        #expect(try !read.matches("correct horse batterz"))
        #expect(try !read.matches(""))
        #expect(try !read.matches(String(repeating: "x", count: PasswordHash.longest + 1)))
    }

    @Test func theHashHasItsParametersAndASaltOfItsOwn() throws {
        let hash = try PasswordHash(of: "correct horse battery").text
        #expect(hash.hasPrefix("scrypt$32768$8$1$"))
        #expect(try PasswordHash(of: "correct horse battery").text != hash)
        #expect(!hash.contains("horse"))
    }

    /// RFC 7914, 12: the third test vector, cut to the length that is kept here.
    @Test func theHashIsThatOfScrypt() throws {
        let vector =
            "scrypt$16384$8$1$536f6469756d43686c6f72696465$"
            + "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        let hash = try #require(PasswordHash(text: vector))
        #expect(try hash.matches("pleaseletmein"))
        #expect(hash.isOutdated)
    }

    @Test func aPasswordMayBeTypedInDecomposedCharacters() throws {
        #expect(try PasswordHash(of: "ガラスのうさぎとかめ").matches("カ\u{3099}ラスのうさき\u{3099}とかめ"))
    }

    @Test(arguments: [
        "", "scrypt", "bcrypt$32768$8$1$00$00", "scrypt$32767$8$1$00\(String(repeating: "$00", count: 1))",
        "scrypt$1099511627776$8$1$00$" + String(repeating: "00", count: 32),
        "scrypt$32768$8$1$$" + String(repeating: "00", count: 32),
    ])
    func whatIsNoHashIsNone(text: String) { #expect(PasswordHash(text: text) == nil) }
}

@Suite struct PeopleTests {
    let clock = Clock()
    let casebook: CasebookStore
    let password = Self.password
    private static let password = "correct horse battery"
    /// Made once and with few rounds: most of what is tested here is something else.
    private static let hash = Result { try PasswordHash(of: password, rounds: 1024) }

    init() throws {
        let clock = clock
        casebook = try CasebookStore(
            inMemory: "test casebook", surroundings: Surroundings(now: { clock.now }, user: { "tester" }))
    }

    // MARK: Users

    @Test func aUserLogsInWithTheRightPasswordOnly() throws {
        try casebook.addUser("Hana", role: .editor, hash: try Self.hash.get())
        #expect(try casebook.user(named: "hana", password: password)?.role == .editor)
        #expect(try casebook.user(named: "ＨＡＮＡ", password: password)?.name == "Hana")
        #expect(try casebook.user(named: "Hana", password: "something else") == nil)
        #expect(try casebook.user(named: "Hana", password: "") == nil)
        #expect(try casebook.user(named: "nobody", password: password) == nil)
    }

    @Test func aDisabledUserCanDoNothingUntilEnabled() throws {
        let user = try casebook.addUser("hana", role: .editor, hash: try Self.hash.get())
        let session = try casebook.beginSession(of: user)
        let token = try casebook.addToken(of: "hana", name: "t", scopes: [.edit])
        try casebook.setDisabled(true, "hana")
        #expect(try casebook.user(named: "hana", password: password) == nil)
        #expect(try casebook.session(session) == nil)
        #expect(try casebook.bearer(token) == nil)
        try casebook.setDisabled(false, "hana")
        #expect(try casebook.user(named: "hana", password: password) != nil)
        #expect(try casebook.session(session) == nil, "sessions do not come back")
        #expect(try casebook.bearer(token) != nil)
    }

    @Test func anOldHashIsRenewedAtLogin() throws {
        try casebook.addUser("hana", role: .reader, hash: try Self.hash.get())
        let vector =
            "scrypt$16384$8$1$536f6469756d43686c6f72696465$"
            + "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
        try casebook.tamper("UPDATE users SET password = '\(vector)'")
        #expect(try casebook.user(named: "hana", password: "pleaseletmein") != nil)
        #expect(try casebook.texts("SELECT password FROM users")[0].hasPrefix("scrypt$32768$"))
        #expect(try casebook.user(named: "hana", password: "pleaseletmein") != nil)
    }

    @Test(arguments: ["", "  ", String(repeating: "あ", count: 65), "a\u{202E}b", "a\u{0}", "web:hana", "a\u{200B}b"])
    func aNameThatMisleadsIsRefused(name: String) {
        #expect(throws: CasebookError.self) { try casebook.addUser(name, role: .reader, password: password) }
    }

    @Test func aNameIsGivenOnce() throws {
        try casebook.addUser("Hana", role: .editor, hash: try Self.hash.get())
        #expect(
            throws: CasebookError("ｈａｎａ", "there is a user of this name", "choose another name")
        ) { try casebook.addUser("ｈａｎａ", role: .reader, password: password) }
    }

    @Test func aWeakPasswordIsRefused() {
        #expect(
            throws: CasebookError("the password", "is too short", "choose one of at least 10 characters")
        ) { try casebook.addUser("hana", role: .reader, password: "123456789") }
        #expect(throws: CasebookError.self) {
            try casebook.addUser("hanahanahana", role: .reader, password: "HanaHanaHana")
        }
    }

    @Test func theLastAdminStays() throws {
        try casebook.addUser("hana", role: .admin, hash: try Self.hash.get())
        let only = CasebookError("hana", "is the only admin", "make another user an admin first")
        #expect(throws: only) { try casebook.setDisabled(true, "hana") }
        #expect(throws: only) { try casebook.setRole(of: "hana", to: .editor) }
        try casebook.addUser("mio", role: .admin, hash: try Self.hash.get())
        try casebook.setRole(of: "hana", to: .editor)
        #expect(try casebook.users().map(\.role) == [.editor, .admin])
    }

    @Test func whatIsDoneToUsersIsInTheAuditLogWithoutSecrets() throws {
        try casebook.addUser("hana", role: .editor, hash: try Self.hash.get())
        try casebook.setRole(of: "hana", to: .reader, by: "web:mio")
        try casebook.setPassword(of: "hana", to: "another long one")
        let token = try casebook.addToken(of: "hana", name: "nightly", scopes: [.read])
        try casebook.revokeToken(1)
        try casebook.setDisabled(true, "hana")
        #expect(
            try casebook.texts("SELECT who || ' ' || action || ' ' || subject FROM audit ORDER BY seq") == [
                "tester user add user:hana", "web:mio user role user:hana", "tester user password user:hana",
                "tester token add user:hana", "tester token revoke user:hana", "tester user disable user:hana",
            ])
        let log = try casebook.texts("SELECT detail FROM audit").joined()
        #expect(!log.contains(token) && !log.contains(password) && !log.contains("scrypt"))
        #expect(try casebook.verify(jobs: 1) { _, _ in }.faults == [])
    }

    // MARK: Sessions

    @Test func aSessionEndsWhenItIsNotUsedForAWeek() throws {
        let user = try casebook.addUser("hana", role: .reader, hash: try Self.hash.get())
        let token = try casebook.beginSession(of: user)
        clock.pass(6 * 86_400)
        #expect(try casebook.session(token)?.user.name == "hana")
        clock.pass(6 * 86_400)
        #expect(try casebook.session(token) != nil, "it was used six days ago")
        clock.pass(7 * 86_400)
        #expect(try casebook.session(token) == nil)
    }

    @Test func aSessionEndsAfterThirtyDays() throws {
        let user = try casebook.addUser("hana", role: .reader, hash: try Self.hash.get())
        let token = try casebook.beginSession(of: user)
        for _ in 0..<29 {
            clock.pass(86_400)
            #expect(try casebook.session(token) != nil)
        }
        clock.pass(86_400)
        #expect(try casebook.session(token) == nil)
        _ = try casebook.beginSession(of: user)
        #expect(try casebook.count("sessions") == 1, "ended ones are cleared away")
    }

    @Test func aNewPasswordEndsTheOtherSessions() throws {
        let user = try casebook.addUser("hana", role: .reader, hash: try Self.hash.get())
        let tokens = [try casebook.beginSession(of: user), try casebook.beginSession(of: user)]
        let kept = try #require(try casebook.session(tokens[1])).id
        try casebook.setPassword(of: "hana", to: "another long one", keeping: kept)
        #expect(try casebook.session(tokens[0]) == nil)
        #expect(try casebook.session(tokens[1]) != nil)
    }

    @Test func onlyHashesOfTokensAreKept() throws {
        let user = try casebook.addUser("hana", role: .reader, hash: try Self.hash.get())
        let session = try casebook.beginSession(of: user)
        let token = try casebook.addToken(of: "hana", name: "t", scopes: [.read])
        for table in ["sessions", "api_tokens"] {
            let rows = try casebook.rows(of: table).joined().joined(separator: " ")
            #expect(!rows.contains(session) && !rows.contains(token.dropFirst(4)))
        }
    }

    // MARK: Tokens and links

    @Test func aTokenHasItsScopesAndIsRevoked() throws {
        try casebook.addUser("hana", role: .editor, hash: try Self.hash.get())
        let token = try casebook.addToken(of: "hana", name: "nightly", scopes: [.edit])
        #expect(token.hasPrefix("jkb_") && token.count == 68)
        #expect(try casebook.bearer(token)?.scopes == [.read, .edit])
        #expect(try casebook.tokens().map(\.usedAt) == [clock.now])
        #expect(throws: CasebookError.self, "another's") { try casebook.revokeToken(1, of: "mio") }
        try casebook.revokeToken(1, of: "HANA")
        #expect(try casebook.bearer(token) == nil)
        #expect(try casebook.tokens() == [])
        #expect(throws: CasebookError.self) { try casebook.revokeToken(1) }
    }

    @Test func theFirstLoginLinkIsMadeOnceAndHoldsOnce() throws {
        let link = try #require(try casebook.firstLogin())
        #expect(try casebook.firstLogin() == nil)
        #expect(try casebook.isLoginLink(link))
        #expect(try casebook.useLoginLink("x" + link.dropFirst()) == nil)
        let user = try #require(try casebook.useLoginLink(link))
        #expect(user.name == "admin" && user.role == .admin && !user.hasPassword)
        #expect(try casebook.useLoginLink(link) == nil)
        #expect(try casebook.user(named: "admin", password: password) == nil, "it has no password yet")
    }

    @Test func theFirstLoginLinkHoldsForAnHour() throws {
        let link = try #require(try casebook.firstLogin())
        clock.pass(3600)
        #expect(try !casebook.isLoginLink(link))
        #expect(try casebook.useLoginLink(link) == nil)
        #expect(try casebook.users() == [])
    }

    @Test func whereThereAreUsersNoLinkIsMade() throws {
        try casebook.addUser("hana", role: .admin, hash: try Self.hash.get())
        #expect(try casebook.firstLogin() == nil)
    }

    // MARK: Copies

    @Test func anExportHasNoUsersABackupHas() throws {
        try casebook.add(Make.page("/1", "一", published: "2024-03-01"))
        try casebook.addUser("hana", role: .admin, hash: try Self.hash.get())
        try Folder.with { folder in
            try casebook.export(to: folder + "/export")
            let files = try FileManager.default.contentsOfDirectory(atPath: folder + "/export")
            #expect(!files.contains { $0.hasPrefix("users") || $0.hasPrefix("sessions") || $0.hasPrefix("api") })
            let copy = try Make.casebook()
            try copy.importExport(from: folder + "/export")
            #expect(try copy.users() == [])
            try casebook.backup(to: folder + "/backup.sqlite")
            let backup = try CasebookStore(file: folder + "/backup.sqlite", surroundings: Make.surroundings)
            #expect(try backup.users().map(\.name) == ["hana"])
        }
    }
}

@Suite struct EditDetailTests {
    @Test func theHistorySaysWhatWasBeforeAndAfter() throws {
        let casebook = try Make.casebook()
        let texts = ["ミント堂の第1報、862名", "ミント堂の第2報、861名"]
        try casebook.add(
            Make.page("/1", texts[0], published: "2024-03-01"), Make.page("/2", texts[1], published: "2024-03-08"))
        let first = Digest.noticeID(texts[0])
        func edit(_ edit: Edit) throws { _ = try casebook.edit(edit, why: "it is so", by: "web:hana") }
        try edit(.correct(target: first, changes: ["sector=food-service"], quote: nil))
        try edit(.change(target: first, corrections: [Correction(.sector, .set, .string("media"))], quote: "862名"))
        try edit(.merge(casefile: "2024-502", into: "2024-501"))
        try edit(.undo(edit: 2))
        try edit(.note(target: first, text: "電話した"))
        let (edits, total) = try casebook.history(limit: 10, offset: 0)
        #expect(total == 5 && edits.map(\.edit.number) == [5, 4, 3, 2, 1])
        #expect(edits.allSatisfy { $0.edit.who == "web:hana" })
        #expect(edits[0].detail.notes == ["電話した"])
        let second = try #require(edits[3].detail.values.first)
        #expect(second.before == [.string("food-service")] && second.after == [.string("media")])
        #expect(second.quote == "862名" && edits[3].edit.undoneBy == 4)
        #expect(edits[4].detail.values.first?.before == [])
        let move = try #require(edits[2].detail.moves.first)
        #expect(move.from == "2024-502" && move.to == "2024-501" && !move.isExcluded)

        let ofCase = try casebook.history(of: try casebook.target("2024-501"), limit: 2, offset: 1)
        #expect(ofCase.total == 4 && ofCase.edits.map(\.edit.number) == [3, 2])
        #expect(try casebook.history(of: try casebook.target(first), limit: 9, offset: 0).total == 3)
    }

    @Test func whatWouldBecomeOfANoticeIsToldWithoutFiling() throws {
        let casebook = try Make.casebook()
        let text = "ミント堂の第1報、862名"
        func incoming(_ text: String) -> IncomingNotice {
            IncomingNotice(record: Make.notice(text), text: text, at: .init(0, text.utf8.count))
        }
        #expect(try casebook.foresee([incoming(text)]) == [.opens(asking: [])])
        #expect(try casebook.count("notices") == 0)
        try casebook.add(Make.page("/1", text, published: "2024-03-01"))
        let before = try casebook.changeNumber()
        #expect(try casebook.foresee([incoming(text)]) == [.known(casefile: "2024-501")])
        #expect(try casebook.changeNumber() == before && casebook.count("cases") == 1)
    }
}
