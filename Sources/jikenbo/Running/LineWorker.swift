import Casebook
import Exchange
import Facts

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Answers pages that another program gives as lines of JSON, each by one line: docs/spark.md says what both hold.
///
/// A page is read as a file of the same bytes and name would be. What is wrong with one is its answer, and the next is read.
struct LineWorker {
    let reader: PageReader
    /// The kind of notices that is asked for; `nil` for all.
    let kind: NoticeKind?
    let limit: ByteSize
    /// Lines so far.
    private var count = 0

    init(reader: PageReader, kind: NoticeKind?, limit: ByteSize) {
        self.reader = reader
        self.kind = kind
        self.limit = limit
    }

    /// Bytes of the longest line: a page of the largest size whose every character is escaped, and what stands around it.
    var longest: Int { 2 * limit.bytes + 65_536 }

    /// - Returns: the answer with its line break.
    mutating func answer(_ line: [UInt8]) -> [UInt8] {
        count += 1
        var id: String?
        do throws(InputError) {
            if line.count > longest {
                throw fault("is longer than \(longest) bytes", "raise the limit of pages with --max-size")
            }
            guard let page = JSONValue(line), case .object = page else {
                throw fault("is no JSON object", "give one page a line")
            }
            id = page["id"]?.string
            let (name, bytes) = try content(of: page)
            return Self.line(id, "records", array: try records(bytes, name))
        } catch {
            var reason = JSONBytes()
            reason.string(error.description)
            return Self.line(id, "error", reason.bytes)
        }
    }

    private func records(_ bytes: [UInt8], _ name: String) throws(InputError) -> [[UInt8]] {
        try reader.read(bytes, name: name).notices.filter { kind == nil || $0.record.kind == kind }.map {
            RecordJSON.bytes($0.record)
        }
    }

    /// The page's name in records and errors, and its bytes.
    private func content(of page: JSONValue) throws(InputError) -> (name: String, bytes: [UInt8]) {
        guard let id = page["id"]?.string else { throw fault("has no id", "give each page an \"id\" that is a text") }
        let name: String
        switch page["url"] {
        case nil, .null: name = id
        case .string(let url): name = url
        default: throw InputError(id, "has an url that is no text", "give a text, or leave it out")
        }
        switch (page["text"], page["base64"]) {
        case (.string(let text), nil): return (name, Array(text.utf8))
        case (nil, .string(let text)):
            guard let data = Data(base64Encoded: text) else {
                throw InputError(id, "has a base64 that is none", "write the page's bytes as RFC 4648 has it")
            }
            return (name, Array(data))
        default:
            throw InputError(id, "has not just one of text and base64", "give the page's text, or its bytes in base64")
        }
    }

    private func fault(_ reason: String, _ remedy: String) -> InputError { InputError("line \(count)", reason, remedy) }

    private static func line(_ id: String?, _ member: String, array: [[UInt8]]) -> [UInt8] {
        line(id, member, [UInt8(ascii: "[")] + array.joined(separator: [UInt8(ascii: ",")]) + [UInt8(ascii: "]")])
    }

    private static func line(_ id: String?, _ member: String, _ value: [UInt8]) -> [UInt8] {
        var name = JSONBytes()
        name.optional(id) { $0.string($1) }
        return Array("{\"id\":".utf8) + name.bytes + Array(",\"\(member)\":".utf8) + value + Array("}\n".utf8)
    }
}
