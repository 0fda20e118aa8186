import Facts

/// Where a case stands in a synchronised folder: `cases/2023/2023-060.json`.
package enum SyncPath {
    static let cases = "cases"
    static let schema = "schema.json"
    static let readme = "README.md"
    static let state = ".jikenbo"
    /// The folder of numbers without a year.
    private static let other = "other"
    private static let longest = 80

    /// The path of a case's file below the folder. Whatever the number holds, it stays in the folder, and two numbers never share a
    /// path, not even where upper and lower case are one: all but small letters, digits and hyphens is written as `%2F`, and long
    /// numbers end with their digest.
    package static func path(of number: String) -> String {
        let bytes = Array(number.utf8)
        if bytes.allSatisfy(isPlain), bytes.count > 5, bytes.count <= longest, bytes[..<4].allSatisfy(isDigit),
            bytes[4] == UInt8(ascii: "-")
        {
            return "\(cases)/\(number.prefix(4))/\(number).json"
        }
        var name = bytes.percentEncoded(isUppercase: false, keeping: isPlain)
        if name.isEmpty { name = "%" }
        if name.utf8.count > longest { name = name.prefix(longest - 20) + "~" + Digest.short(bytes) }
        return "\(cases)/\(other)/\(name).json"
    }

    /// Whether a path is of the form that `path(of:)` gives: others are not ours, whoever says so.
    static func isCase(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == cases, parts[2].hasSuffix(".json"),
            parts[1] == other || parts[1].utf8.count == 4 && parts[1].utf8.allSatisfy(isDigit)
        else { return false }
        let name = parts[2].utf8.dropLast(5)
        return !name.isEmpty
            && name.allSatisfy { isPlain($0) || "%~".utf8.contains($0) }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        isDigit(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}
