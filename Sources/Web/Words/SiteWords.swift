import Language

/// The words of the web pages in one language, from `Sources/WebFiles/words-*.txt`.
struct SiteWords: Sendable {
    let language: InterfaceLanguage

    subscript(_ key: String) -> String {
        guard let words = Self.table[key] else { return "⟦\(key)⟧" }
        return language == .ja ? words.ja : words.en
    }

    /// The words with its gaps filled: `{}` for each value in turn.
    func callAsFunction(_ key: String, _ values: String...) -> String {
        var parts = self[key].split(separator: "{}", omittingEmptySubsequences: false)[...]
        var text = String(parts.removeFirst())
        for (value, part) in zip(values, parts) { text += value + part }
        return text
    }

    static let table: [String: (ja: String, en: String)] = {
        var table: [String: (ja: String, en: String)] = [:]
        let files = WebFile.all.filter { $0.name.hasPrefix("words") }
        for line in files.flatMap({ $0.text.split(separator: "\n") }) where !line.hasPrefix("#") {
            let parts = line.split(separator: " | ")
            precondition(parts.count == 3, "words of the web pages: \(line)")
            table[String(parts[0])] = (String(parts[1]), String(parts[2]))
        }
        return table
    }()
}
