package import GRDB
import Language

/// The tokenizer of the search index.
///
/// - A notice's text is cut as `IndexTokens` says.
/// - A text that begins with `SearchMark.sign` is a list of marks parted by spaces, each a token.
/// - A query is tokens parted by spaces: whoever wrote the query's text never reaches FTS5's own syntax.
package final class SearchTokenizer: FTS5CustomTokenizer {
    package static let name = "jikenbo"

    private var tokens = IndexTokens(common: .builtIn)

    package init(db: Database, arguments: [String]) {}

    package func tokenize(
        context: UnsafeMutableRawPointer?, tokenization: FTS5Tokenization, pText: UnsafePointer<CChar>?, nText: CInt,
        tokenCallback: @escaping FTS5TokenCallback
    ) -> CInt {
        guard let pText, nText > 0 else { return 0 }
        return UnsafeRawPointer(pText).withMemoryRebound(to: UInt8.self, capacity: Int(nText)) { start in
            let bytes = UnsafeBufferPointer(start: start, count: Int(nText))
            func emit(_ token: UnsafeBufferPointer<UInt8>, _ colocated: Bool) -> CInt {
                guard let start = token.baseAddress else { return 0 }
                return UnsafeRawPointer(start).withMemoryRebound(to: CChar.self, capacity: token.count) {
                    tokenCallback(context, colocated ? 1 : 0, $0, CInt(token.count), 0, 0)
                }
            }
            if tokenization.contains(.query) || bytes[0] == SearchMark.sign {
                return Self.list(bytes, emit)
            }
            return tokens.index(NormalText(utf8: bytes), emit: emit)
        }
    }

    private static func list(_ bytes: UnsafeBufferPointer<UInt8>, _ emit: (UnsafeBufferPointer<UInt8>, Bool) -> CInt)
        -> CInt
    {
        var start = 0
        while start < bytes.count {
            var end = start
            while end < bytes.count, bytes[end] != SearchMark.space { end += 1 }
            let colocated = bytes[start] == SearchMark.beside
            let from = colocated ? start + 1 : start
            if end > from {
                let code = emit(UnsafeBufferPointer(rebasing: bytes[from..<end]), colocated)
                if code != 0 { return code }
            }
            start = end + 1
        }
        return 0
    }
}

/// Tokens that stand for a notice's values and not for its words, such as `type:ransomware`. A sign that no text keeps
/// begins each, so that no word of a notice is taken for one.
enum SearchMark {
    static let sign: UInt8 = 0x01
    static let space: UInt8 = 0x20
    /// Before a token of a list that stands at the place of the one before.
    static let beside: UInt8 = 0x1F

    static let everything = "\u{01}all"
    /// No notice has it.
    static let nothing = "\u{01}none"

    static func term(_ field: QueryField, _ slug: String) -> String {
        var bytes: [UInt8] = []
        write(field, slug.utf8, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
    /// Writes the mark of a term.
    static func write(_ field: QueryField, _ slug: some Collection<UInt8>, to out: inout [UInt8]) {
        out.append(sign)
        out += field.rawValue.utf8
        out.append(UInt8(ascii: ":"))
        out += slug
    }
    /// Of a word of `CommonWords`, as normal text.
    static func word(_ word: String) -> String { "\u{01}w:" + word }
    static func has(_ field: QueryField) -> String { term(.has, field.rawValue) }
    static func name(_ field: QueryField, _ token: String) -> String { term(field, token) }
    static func year(_ year: Int) -> String { "\u{01}y:\(year)" }
    static func month(_ year: Int, _ month: Int) -> String { "\u{01}m:\(year)-\(month)" }
    static func day(_ number: Int) -> String { "\u{01}d:\(number)" }

    /// Numbers from 10^places to 10^(places+1)-1.
    static func magnitude(_ field: QueryField, _ places: Int) -> String { "\u{01}\(field.rawValue)^\(places)" }
    /// Numbers that begin with `head` and have `places` more digits.
    static func number(_ field: QueryField, head: Int, places: Int) -> String {
        "\u{01}\(field.rawValue)\(places)=\(head)"
    }
}
