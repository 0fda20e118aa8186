import HTTPTypes
import Testing

@testable import Web

@Suite struct FormTests {
    private func read(_ text: String) -> FormBody? {
        FormBody(Array(text.utf8), contentType: "application/x-www-form-urlencoded; charset=utf-8")
    }

    @Test func namesMayComeMoreThanOnce() throws {
        let form = try #require(read("a=1&b=%E6%BC%8F+%26&a=2&c&d=%zz%4"))
        #expect(form.all("a") == ["1", "2"] && form["b"] == "漏 &" && form["c"] == "" && form["d"] == "%zz%4")
        #expect(form["missing"] == "")
    }

    @Test func lineEndsAreOfOneKind() throws {
        #expect(try #require(read("t=a%0D%0Ab%0Dc%0Ad")).raw("t") == "a\nb\nc\nd")
    }

    @Test func tooManyFieldsAreNone() {
        #expect(read(String(repeating: "a&", count: FormBody.mostFields)) != nil)
        #expect(read(String(repeating: "a&", count: FormBody.mostFields + 1)) == nil)
    }

    private func parts(_ body: String, _ type: String = "multipart/form-data; boundary=\"x y\"") -> [String]? {
        Multipart.parts(of: Array(body.utf8), contentType: type)?.map {
            "\($0.name)|\($0.fileName ?? "-")|\(String(decoding: $0.bytes, as: UTF8.self))"
        }
    }

    @Test func partsAreFieldsAndFiles() {
        let body =
            "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n\r\n2\r\n"
            + "--x y\r\ncontent-disposition:form-data;name=f;filename=\"お知らせ;\\\"1.pdf\"\r\nContent-Type: a/b\r\n\r\n"
            + "--x z\r\n--x y--\r\n"
        #expect(parts(body) == ["a|-|1\r\n\r\n2", "f|お知らせ;\"1.pdf|--x z"])
    }

    @Test(arguments: [
        "", "--x y", "--x y\r\n", "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
        "--x y\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\n1\r\n--x y--",
        "--x y\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x y--", "--x y\r\n\r\n1\r\n--x y--",
        "preamble\r\n--x y--", "--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x yz",
    ])
    func whatIsNotWellFormedIsNone(body: String) { #expect(parts(body) == nil) }

    @Test func aBoundaryIsNeeded() {
        #expect(parts("--x y--", "multipart/form-data") == nil)
        #expect(parts("--x y--") == [])
    }

    @Test func draftsAreBoundedAndOnesOwn() {
        let drafts = Drafts(capacity: 100)
        func draft(_ count: Int) -> Drafts.Draft {
            .init(owner: "hana", bytes: [UInt8](repeating: 1, count: count), address: "a", name: "a")
        }
        let first = drafts.keep(draft(60))
        #expect(drafts.draft(first, of: "hana") != nil && drafts.draft(first, of: "mio") == nil)
        let second = drafts.keep(draft(60))
        #expect(drafts.draft(first, of: "hana") == nil && drafts.draft(second, of: "hana") != nil)
        drafts.drop(second)
        #expect(drafts.draft(second, of: "hana") == nil)
    }

    @Test func anAddressOfTheSixthVersionCountsByItsLine() async throws {
        let test = try TestSite {
            $0.isBehindProxy = true; $0.requestsPerMinute = 1
        }
        try await test.run { browser in
            var statuses: [Int] = []
            for address in ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::2"] {
                let headers: HTTPFields = [.xForwardedFor: address]
                statuses.append(try await browser.get("/ja/login", headers).status)
            }
            #expect(statuses == [200, 429, 200])
        }
    }
}
