import Facts
import Foundation
import Testing

@testable import Pages

/// Text about an invented firm, in the words of such notices: about 120 characters.
let notice = """
    不正アクセスに関するお詫びとお知らせ
    株式会社架空商事は、2023年1月4日、当社サーバーへの不正アクセスを確認いたしました。
    お客様の個人情報（氏名、メールアドレス）約3,400件が漏えいしたおそれがあります。心よりお詫び申し上げます。
    """

/// The text in another charset, by the C library's tables.
func encode(_ text: String, _ charset: String) throws -> [UInt8] {
    let table = try #require(Optional(iconv_open(charset, "UTF-8")).flatMap { Int(bitPattern: $0) == -1 ? nil : $0 })
    defer { iconv_close(table) }
    var input = text.utf8.map { CChar(bitPattern: $0) }
    var output = [CChar](repeating: 0, count: input.count * 4 + 64)
    let used = input.withUnsafeMutableBufferPointer { from in
        output.withUnsafeMutableBufferPointer { to -> Int? in
            var (source, target) = (from.baseAddress, to.baseAddress)
            var (left, free) = (from.count, to.count)
            guard iconv(table, &source, &left, &target, &free) != -1 else { return nil }
            iconv(table, nil, nil, &target, &free)
            return to.count - free
        }
    }
    return output[..<(try #require(used, "\(charset) cannot say the text"))].map { UInt8(bitPattern: $0) }
}

func decode(_ bytes: [UInt8], _ name: String = "notice.txt") throws -> PageText {
    try PageDecoder().text(of: bytes, name: name)
}

/// The text of a page whose body is `body`.
func text(_ body: String) throws -> String {
    try decode(
        Array("<!doctype html><html><head><meta charset=utf-8></head><body>\(body)</body></html>".utf8), "page.html"
    ).text
}

/// The one line that says why a file has no text.
func complaint(_ bytes: [UInt8], _ name: String, _ decoder: PageDecoder = PageDecoder()) -> String {
    do {
        let page = try decoder.text(of: bytes, name: name)
        return "no complaint: \(page.text.prefix(80))"
    } catch {
        return error.description
    }
}

/// Filler that looks like a notice's prose.
func prose(_ sentences: Int) -> String {
    (1...max(1, sentences)).map { "第\($0)に、当社は被害の範囲と原因を調べ、関係機関へ届け出ました。" }.joined()
}

/// Pseudo-random numbers that are the same in every run.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
