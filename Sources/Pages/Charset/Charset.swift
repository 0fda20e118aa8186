/// A charset that Japanese pages are written in.
enum Charset: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    /// Decoded as CP932 (Windows-31J), of which Shift_JIS proper is a part.
    case shiftJIS = "Shift_JIS"
    /// With the NEC and IBM rows of CP51932 and JIS X 0212.
    case eucJP = "EUC-JP"
    /// With the NEC and IBM rows of CP50221, half-width kana and JIS X 0212.
    case iso2022JP = "ISO-2022-JP"
    case utf16LE = "UTF-16LE"
    case utf16BE = "UTF-16BE"
    case windows1252 = "windows-1252"

    /// The charset that a declaration's label names, letter case apart; nil where Jikenbo does not know the label.
    init?(label: String) {
        guard let known = Self.labels[label.lowercased()] else { return nil }
        self = known
    }

    /// The labels of the WHATWG Encoding Standard that are met on Japanese pages, and some that only mail and Java know.
    private static let labels: [String: Charset] = [
        "utf-8": .utf8, "utf8": .utf8, "unicode-1-1-utf-8": .utf8, "x-unicode20utf8": .utf8,
        "shift_jis": .shiftJIS, "shift-jis": .shiftJIS, "sjis": .shiftJIS, "x-sjis": .shiftJIS, "ms_kanji": .shiftJIS,
        "csshiftjis": .shiftJIS, "windows-31j": .shiftJIS, "cswindows31j": .shiftJIS, "ms932": .shiftJIS,
        "cp932": .shiftJIS, "shiftjis": .shiftJIS, "x-ms-cp932": .shiftJIS, "sjis-win": .shiftJIS,
        "euc-jp": .eucJP, "eucjp": .eucJP, "x-euc-jp": .eucJP, "x-euc": .eucJP, "cseucpkdfmtjapanese": .eucJP,
        "cp51932": .eucJP, "eucjp-ms": .eucJP, "eucjp-win": .eucJP, "euc_jp": .eucJP, "ujis": .eucJP,
        "iso-2022-jp": .iso2022JP, "csiso2022jp": .iso2022JP, "jis": .iso2022JP, "cp50220": .iso2022JP,
        "cp50221": .iso2022JP, "cp50222": .iso2022JP, "iso-2022-jp-ms": .iso2022JP, "iso-2022-jp-1": .iso2022JP,
        "windows-1252": .windows1252, "cp1252": .windows1252, "iso-8859-1": .windows1252, "iso8859-1": .windows1252,
        "latin1": .windows1252,
    ]
}
