import Casebook
import Foundation
import Testing

@testable import Web

@Suite struct MCPTests {
    private func ask(_ server: MCPServer, _ line: String) -> JSONValue? {
        server.answer(Array(line.utf8)).flatMap { JSONValue(text: $0) }
    }

    private func call(_ server: MCPServer, _ tool: String, _ arguments: String) -> JSONValue? {
        ask(
            server,
            #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\#(tool)","arguments":\#(arguments)}}"#)?[
                "result"]
    }

    private func server() throws -> MCPServer { MCPServer(site: try TestSite().site, version: "test") }

    @Test func aConversationBeginsWithTheVersion() throws {
        let server = try server()
        for version in MCPServer.versions {
            let greeting = ask(
                server,
                #"{"jsonrpc":"2.0","id":"a","method":"initialize","params":{"protocolVersion":"\#(version)","capabilities":{}}}"#
            )
            #expect(greeting?["id"]?.string == "a" && greeting?["result"]?["protocolVersion"]?.string == version)
        }
        let other = ask(
            server, #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"1999-01-01"}}"#)
        #expect(other?["result"]?["protocolVersion"]?.string == MCPServer.versions[0])
        #expect(server.answer(Array(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#.utf8)) == nil)
        #expect(ask(server, #"{"jsonrpc":"2.0","id":2,"method":"ping"}"#)?["result"] == .object([]))
    }

    @Test func toolsSayWhatTheyTakeAndGive() throws {
        let tools = ask(try server(), #"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#)?["result"]?["tools"]?.array
        #expect(tools?.map { $0["name"]?.string } == ["search_cases", "get_case", "read_notice", "statistics"])
        for tool in tools ?? [] {
            #expect(tool["inputSchema"]?["type"]?.string == "object")
            #expect(tool["outputSchema"]?["type"]?.string == "object")
        }
        #expect(tools?.prefix(3).allSatisfy { $0["description"]?.string?.contains("untrusted") == true } == true)
    }

    @Test func toolsAnswerFromTheCasebook() throws {
        let server = try server()
        let found = call(server, "search_cases", #"{"query":"文具","limit":3}"#)
        #expect(found?["structuredContent"]?["hits"]?.array?.first?["number"]?.string == TestSite.casefile)
        #expect(found?["content"]?.array?.first?["text"]?.string == found?["structuredContent"]?.text)
        let casefile = call(server, "get_case", #"{"number":"\#(TestSite.casefile)"}"#)
        #expect(casefile?["structuredContent"]?["number"]?.string == TestSite.casefile)
        let read = call(server, "read_notice", JSONValue.object(["text": .string(TestSite.text)]).text)
        #expect(read?["structuredContent"]?["notices"]?.array?.count == 1)
        let figures = call(server, "statistics", "{}")
        #expect(figures?["structuredContent"]?["cases"]?.int == 1)
    }

    @Test(arguments: [
        ("search_cases", #"{"query":"type:nonsense"}"#, "type: does not know"),
        ("search_cases", #"{"q":"x"}"#, "argument"),
        ("search_cases", #"{"limit":0}"#, "limit must be"), ("search_cases", #"{"query":["x"]}"#, "argument"),
        ("get_case", "{}", "missing"), ("get_case", #"{"number":"1900-001"}"#, "no case"),
        ("read_notice", "{}", "text"), ("statistics", "[]", "object"),
    ])
    func whatGoesWrongIsASentence(tool: String, arguments: String, words: String) throws {
        let result = call(try server(), tool, arguments)
        #expect(result?["isError"]?.bool == true)
        let text = result?["content"]?.array?.first?["text"]?.string ?? ""
        #expect(text.contains(words), "\(text)")
    }

    @Test(arguments: [
        ("{", -32700), ("", -32700), ("[]", -32600), (#"{"id":1,"method":"ping"}"#, -32600),
        (#"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#, -32601),
        (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"rm"}}"#, -32602),
        (#"{"jsonrpc":"2.0","id":[],"method":"ping"}"#, -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
    ])
    func whatIsNoRequestHasItsCode(line: String, code: Int) throws {
        #expect(ask(try server(), line)?["error"]?["code"]?.int == code)
    }

    @Test func aLineThatIsTooLongIsRefused() throws {
        let line = [UInt8](repeating: UInt8(ascii: " "), count: MCPServer.most + 1)
        #expect(try server().answer(line)?.contains("-32600") == true)
    }
}
