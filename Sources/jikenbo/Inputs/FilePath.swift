#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A path as the file system has it: bytes, which need not be UTF-8 (old archives hold names in Shift_JIS).
struct FilePath: Hashable {
    let bytes: [UInt8]

    init(_ path: String) { bytes = Array(path.utf8) }
    init(bytes: [UInt8]) { self.bytes = bytes }

    /// The path for people; bytes that are no UTF-8 are replaced.
    var shown: String { String(decoding: bytes, as: UTF8.self) }

    /// The last component.
    var name: ArraySlice<UInt8> {
        bytes[(bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    }

    var isHidden: Bool { name.first == UInt8(ascii: ".") }

    /// The extension in lower case, without its dot.
    var kind: String {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else { return "" }
        return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
    }

    func appending(_ name: FilePath) -> FilePath {
        if bytes.isEmpty { return name }
        return FilePath(bytes: bytes + (bytes.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]) + name.bytes)
    }

    /// The path from the root, without `.`, `..` and doubled slashes; symbolic links are not followed.
    var absolute: String {
        var whole = bytes
        if whole.first != UInt8(ascii: "/"), let here = getcwd(nil, 0) {
            defer { free(here) }
            whole = Array(UnsafeRawBufferPointer(start: here, count: strlen(here))) + [UInt8(ascii: "/")] + whole
        }
        var parts: [ArraySlice<UInt8>] = []
        for part in whole.split(separator: UInt8(ascii: "/")) {
            if part.elementsEqual("..".utf8) {
                _ = parts.popLast()
            } else if !part.elementsEqual(".".utf8) {
                parts.append(part)
            }
        }
        return "/" + parts.map(Self.escaped).joined(separator: "/")
    }

    private static func escaped(_ part: ArraySlice<UInt8>) -> String {
        if let text = String(validating: part, as: UTF8.self) { return text }
        return part.map { byte in
            if byte < 0x80 { return String(Unicode.Scalar(byte)) }
            let digits = String(byte, radix: 16, uppercase: true)
            return "%" + digits
        }.joined()
    }

    /// Runs `body` with the path as C wants it.
    func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
        var bytes = bytes.map { CChar(bitPattern: $0) }
        bytes.append(0)
        return bytes.withUnsafeBufferPointer { body($0.baseAddress!) }
    }
}
