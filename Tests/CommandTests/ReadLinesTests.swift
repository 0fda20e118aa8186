import Foundation
import Testing

/// `jikenbo read --lines`, by which another program has pages read.
@Suite struct ReadLinesTests {
    private static let notice = "株式会社見本商店 不正アクセスのお知らせ 2023年2月14日\n\n当社のサーバーが不正アクセスを受け、お客様862名の氏名が漏えいしました。\n"

    private func answers(_ pages: [String], _ options: [String] = []) throws -> [Substring] {
        let outcome = try Command.run(["read", "--lines"] + options, input: pages.map { $0 + "\n" }.joined())
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        return outcome.lines
    }

    private func page(_ members: [String: String]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: members), as: UTF8.self)
    }

    @Test func aRecordIsThatOfTheFileToTheByte() throws {
        try Scratch.with { folder in
            try folder.write("a.txt", Self.notice)
            let record = try Command.run(["read", "--format", "json", "a.txt"], in: folder).output.dropLast()
            let base64 = Data(Self.notice.utf8).base64EncodedString()
            let found = try answers([
                page(["id": "1", "url": "a.txt", "text": Self.notice]),
                page(["id": "2", "url": "a.txt", "base64": base64]),
                page(["id": "a.txt", "text": Self.notice]),
            ])
            #expect(found == ["1", "2", "a.txt"].map { #"{"id":"\#($0)","records":[\#(record)]}"# })
        }
    }

    @Test func severalNoticesOfAPageComeInOneAnswer() throws {
        let path = repository.appending(path: "Samples/pages/casebook-blog.html")
        let base64 = try Data(contentsOf: path).base64EncodedString()
        let alone = try Command.run(["read", "--format", "json", path.path]).lines
        #expect(alone.count > 1)
        let found = try answers([page(["id": "x", "url": path.path, "base64": base64])])
        #expect(found == ["{\"id\":\"x\",\"records\":[\(alone.joined(separator: ","))]}"])
    }

    @Test func whatIsWrongWithAPageIsItsAnswer() throws {
        let both = "has not just one of text and base64; give the page's text, or its bytes in base64"
        let noPDF = "the PDF cannot be read (it does not begin with %PDF-); fetch or save it again"
        let found = try answers([
            "no JSON", "[]", #"{"text":"a"}"#, #"{"id":1,"text":"a"}"#, #"{"id":"a"}"#,
            #"{"id":"b","text":"x","base64":"eA=="}"#,
            #"{"id":"c","base64":"%"}"#, #"{"id":"d","url":1,"text":"x"}"#, #"{"id":"e","text":""}"#,
            #"{"id":"f","url":"https://a.example/f.pdf","text":"x"}"#, page(["id": "g", "text": Self.notice]),
        ])
        #expect(
            found.dropLast() == [
                #"{"id":null,"error":"line 1: is no JSON object; give one page a line"}"#,
                #"{"id":null,"error":"line 2: is no JSON object; give one page a line"}"#,
                #"{"id":null,"error":"line 3: has no id; give each page an \"id\" that is a text"}"#,
                #"{"id":null,"error":"line 4: has no id; give each page an \"id\" that is a text"}"#,
                #"{"id":"a","error":"a: \#(both)"}"#,
                #"{"id":"b","error":"b: \#(both)"}"#,
                #"{"id":"c","error":"c: has a base64 that is none; write the page's bytes as RFC 4648 has it"}"#,
                #"{"id":"d","error":"d: has an url that is no text; give a text, or leave it out"}"#,
                #"{"id":"e","error":"e: the file is empty; fetch or save the page again"}"#,
                #"{"id":"f","error":"https://a.example/f.pdf: \#(noPDF)"}"#,
            ])
        #expect(found.last?.hasPrefix(#"{"id":"g","records":[{"id":"#) == true)
    }

    @Test func whatIsTooLargeIsToldAndTheNextIsRead() throws {
        let large = String(repeating: "x", count: 2_000)
        let larger = String(repeating: "x", count: 200_000)
        let tooLarge =
            "the file has 2000 bytes, more than the limit of 1000; give the notice's own page, or raise the limit"
        let found = try answers(
            [
                page(["id": "a", "text": large]), page(["id": "b", "text": larger]), page(["id": "c", "text": "お知らせ"]),
            ],
            ["--max-size", "1KB"])
        #expect(
            found.dropLast() == [
                #"{"id":"a","error":"a: \#(tooLarge)"}"#,
                #"{"id":null,"error":"line 2: is longer than 67536 bytes; raise the limit of pages with --max-size"}"#,
            ])
        #expect(found.last?.hasPrefix(#"{"id":"c","records":[{"id":"#) == true)
    }

    @Test func noticesOfAnotherKindAreLeftOut() throws {
        let lines = try [page(["id": "a", "text": Self.notice])]
        #expect(try answers(lines, ["--kind", "other"]) == [#"{"id":"a","records":[]}"#])
        #expect(try answers(lines, ["--kind", "incident"])[0].contains(#""kind":"incident""#))
    }

    @Test func anAnswerComesBeforeTheNextPage() throws {
        let line = try page(["id": "a", "text": Self.notice])
        let script = """
            mkfifo into out
            "$jikenbo" read --lines <into >out &
            exec 3>into 4<out
            for i in 1 2 3; do printf '%s\\n' '\(line)' >&3; read answer <&4; echo "${answer%%,*}"; done
            """
        let outcome = try Scratch.with { try Command.shell(script, in: $0) }
        #expect(outcome.output == String(repeating: "{\"id\":\"a\"\n", count: 3))
    }

    @Test(arguments: [["a.txt"], ["--format", "table"], ["--explain"], ["--jobs", "2"]])
    func whatDoesNotGoTogetherIsRefused(arguments: [String]) throws {
        let outcome = try Command.run(["read", "--lines"] + arguments)
        #expect(outcome.code == 64 && outcome.errors.contains("--lines"))
    }
}
