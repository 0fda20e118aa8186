import Foundation
import Testing

@testable import Collecting

@Suite("The archive")
struct ArchiveTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/jikenbo-archive-\(UUID().uuidString)"

    private func exchange(_ body: String, status: Int = 200, address: String = "https://www.example.jp/1") -> Exchange {
        Exchange(
            address: WebAddress(address)!, ip: IPAddress(bytes: [192, 0, 2, 1], text: "192.0.2.1"), at: 1_767_571_200,
            requestHeaders: [("User-Agent", "test\r\nX-Evil: 1")], status: status, reason: "OK",
            headers: [
                ("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("X-Odd", "a\r\n\r\nb"),
                ("Content-Length", "1"),
            ],
            body: Array(body.utf8))
    }

    private func open() throws -> WebArchive {
        try WebArchive(folder: folder, software: "test", fileBytes: 2_000, now: { 1_767_571_200 })
    }

    private func entries() throws -> [WARCFile.Entry] {
        var all: [WARCFile.Entry] = []
        for name in try WebArchive.files(in: folder) { try WARCFile(path: folder + "/" + name).each { all.append($0) } }
        return all
    }

    @Test func whatIsAddedIsReadBackFromItsPlace() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try open()
        _ = try archive.append([exchange("first")])
        let place = try archive.append([exchange("お詫び")])
        archive.close()
        let found = try WebArchive.entries(at: place, in: folder).map(\.record)
        #expect(found.map(\.kind) == [.request, .response])
        #expect(String(decoding: found[1].block, as: UTF8.self).hasSuffix("\r\n\r\nお詫び"))
        #expect(String(decoding: found[1].block, as: UTF8.self).contains("Content-Length: 9\r\n"))
        #expect(found[1].field("WARC-Target-URI") == "https://www.example.jp/1")
        #expect(found[1].field("WARC-IP-Address") == "192.0.2.1")
        #expect(found[0].field("WARC-Concurrent-To") == found[1].field("WARC-Record-ID"))
        #expect(found[1].field("WARC-Date") == "2026-01-05T00:00:00Z")
    }

    @Test func whatServersSayMakesNoLinesOfItsOwn() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try open()
        let place = try archive.append([exchange("x")])
        archive.close()
        let found = try WebArchive.entries(at: place, in: folder).map {
            String(decoding: $0.record.block, as: UTF8.self)
        }
        #expect(!found[0].contains("\r\nX-Evil") && found[1].contains("X-Odd: a    b\r\n"))
    }

    @Test func theSameContentIsNotKeptAgain() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try open()
        let earlier = (address: "https://www.example.jp/1", at: 1_767_571_200)
        _ = try archive.append([exchange("x", status: 304)], same: earlier)
        _ = try archive.append([exchange("same")], same: earlier)
        archive.close()
        let revisits = try entries().map(\.record).filter { $0.kind == .revisit }
        #expect(
            revisits.map { $0.field("WARC-Profile")!.split(separator: "/").last! } == [
                "server-not-modified", "identical-payload-digest",
            ])
        #expect(revisits.allSatisfy { $0.field("WARC-Refers-To-Target-URI") == earlier.address })
        #expect(!revisits.contains { String(decoding: $0.block, as: UTF8.self).contains("same") })
    }

    @Test func filesTurnAndFailuresAreNoted() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try open()
        for number in 0..<20 { _ = try archive.append([exchange("\(number) \(UUID()) \(UUID())")]) }
        try archive.append(failure: "the server fell silent", of: "https://www.example.jp/2", at: 0)
        archive.close()
        let names = try WebArchive.files(in: folder)
        #expect(
            names.count > 3 && names.allSatisfy { $0.hasPrefix("jikenbo-20260105000000-") && $0.hasSuffix(".warc.gz") })
        let check = try ArchiveCheck(folder: folder)
        #expect(check.files == names.count && check.records == 41 + names.count && check.damages.isEmpty)
    }

    /// A killed program leaves its file open, with the last record cut at any byte.
    @Test func whatWasCutShortIsCutOff() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (first, second) = try {
            let archive = try open()
            return (try archive.append([exchange("first")]), try archive.append([exchange("second")]))
        }()
        let path = folder + "/" + first.file
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: path)
        for cut in stride(from: second.offset, to: whole.count, by: 7) {
            let left = path + WebArchive.unfinished
            try whole.prefix(cut).write(to: URL(fileURLWithPath: left))
            try open().close()
            #expect(try ArchiveCheck(folder: folder).damages.isEmpty, "cut at \(cut)")
            let kept = try entries().map(\.record.kind)
            #expect(kept.prefix(3) == [.warcinfo, .request, .response], "cut at \(cut)")
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test func oneProgramAtATimeHasItOpen() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try open()
        #expect { try open() } throws: { "\($0)".contains("another program is collecting") }
        _ = try archive.append([exchange("x")])
    }

    @Test func damageIsToldWithItsPlace() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try open()
        let place = try archive.append([exchange("first")])
        archive.close()
        let path = folder + "/" + place.file
        var bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        bytes[place.offset + 30] ^= 0xFF
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let check = try ArchiveCheck(folder: folder)
        #expect(check.damages.map(\.offset) == [place.offset] && check.damages[0].file == place.file)
    }

    @Test func aCaseIsTakenOut() throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let archive = try open()
        _ = try archive.append([exchange("other")])
        let place = try archive.append([
            exchange("moved", status: 301), exchange("page", address: "https://www.example.jp/2"),
        ])
        archive.close()
        let file = folder + "/case.warc.gz"
        #expect(try ArchiveExport.write([place], from: folder, to: file, software: "test", at: 0) == 4)
        var kinds: [WARCRecord.Kind] = []
        try WARCFile(path: file).each { kinds.append($0.record.kind) }
        #expect(kinds == [.warcinfo, .request, .response, .request, .response])
    }

    @Test func baseThirtyTwoIsThatOfTheStandard() {
        #expect(WARCRecord.base32(Array("foobar".utf8)) == "MZXW6YTBOI======" && WARCRecord.base32([]) == "")
    }
}
