import Yams

/// Words that mean the same, from `synonyms.yaml`.
package struct Synonyms: Sendable {
    /// The groups that the program was built with.
    package static let builtIn: Synonyms = {
        let yaml = String(decoding: PackageResources.synonyms_yaml, as: UTF8.self)
        // The file's tests hold that it is sound; were it not, searching without synonyms is better than none.
        return (try? Synonyms(yaml: yaml)) ?? Synonyms()
    }()

    private var groups: [[String]] = []
    private var groupOfWord: [String: Int] = [:]

    /// No synonyms at all.
    package init() {}

    /// - Throws: a `Fault` where the text is no list of groups, or a word stands twice.
    package init(yaml: String) throws(Fault) {
        let file: File
        do {
            file = try YAMLDecoder().decode(File.self, from: yaml)
        } catch {
            throw Fault(message: "no list of groups; write groups: and a line - [word, word] for each")
        }
        for group in file.groups {
            guard group.count > 1 else {
                throw Fault(message: "'\(group.first ?? "")' stands alone; a group has two words or more")
            }
            var kept: [String] = []
            for word in group {
                let folded = SearchWords.folded(word)
                guard SearchWords.holdsWords(word) else {
                    throw Fault(message: "'\(word)' holds nothing to search for")
                }
                if let other = groupOfWord[folded] {
                    // Spellings that fold to one are welcome: they show that both were thought of.
                    if other == groups.count { continue }
                    throw Fault(message: "'\(word)' stands in two groups; put their words into one")
                }
                groupOfWord[folded] = groups.count
                kept.append(word)
            }
            groups.append(kept)
        }
    }

    /// The word itself first, then the other words of its group.
    package func of(_ word: String) -> [String] {
        guard let group = groupOfWord[SearchWords.folded(word)] else { return [word] }
        let folded = SearchWords.folded(word)
        return [word] + groups[group].filter { SearchWords.folded($0) != folded }
    }

    /// Every group, each word as it is written.
    package var all: [[String]] { groups }

    /// How many groups there are.
    package var count: Int { groups.count }

    package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        package var message: String
        package var description: String { "synonyms.yaml: " + message }
    }

    private struct File: Decodable { var groups: [[String]] }
}
