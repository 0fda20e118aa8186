import Casebook
import Facts
// For compatibility forms, which FoundationEssentials lacks.
import Foundation

/// The search index of a published site: for each pair of neighbouring characters, and each value, the cases that have it.
/// It is cut into shards, of which the script loads those of the words that are asked for.
///
/// The script folds a query in the way of `folded`; both must stay the same.
struct StaticIndex {
    private var postings: [String: [Int32]] = [:]
    private var documents: [JSONValue] = []

    /// Cases in one file of the list of cases.
    static let chunk = 200
    /// About how many bytes a shard has.
    private static let shardBytes = 40_000

    /// A case is known by the order in which it was added: newer ones later, so that files of earlier ones stay as they are.
    mutating func add(_ document: JSONValue, texts: [String], values: Set<String>) {
        let number = Int32(documents.count)
        documents.append(document)
        var tokens = values
        for text in texts { Self.addTokens(of: text, to: &tokens) }
        for token in tokens { postings[token, default: []].append(number) }
    }

    /// Words that the casebook's own search takes for one spelling, and this one only as synonyms.
    private static let spellings = [["漏えい", "漏洩", "漏泄"], ["改ざん", "改竄"]]

    static func withSpellings(_ synonyms: [[String]]) -> [[String]] {
        var groups = synonyms
        for words in spellings {
            if let place = groups.firstIndex(where: { $0.contains(words[0]) }) {
                groups[place] += words.dropFirst()
            } else {
                groups.append(words)
            }
        }
        return groups
    }

    /// The text as it is compared: compatibility forms and case folded, without long vowel marks, small vowels as large ones.
    static func folded(_ text: String) -> [UInt16] {
        var units: [UInt16] = []
        // Compatibility mapping alone leaves a voicing mark of half width apart.
        let whole = text.precomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping
        for unit in whole.lowercased().utf16 {
            switch unit {
            // ー, and the marks that are written for it.
            case 0x30FC, 0x2015, 0x2010: continue
            // ァィゥェォ are odd, and each stands before its large one.
            case 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9: units.append(unit + 1)
            default: units.append(unit)
            }
        }
        return units
    }

    /// Letters, digits, kana and kanji are words; all else parts them.
    static func isWord(_ unit: UInt16) -> Bool {
        switch unit {
        case 0x30...0x39, 0x61...0x7A, 0xE0...0x24F, 0x3005...0x3007, 0x3041...0x3096, 0x30A0...0x30FA, 0x3400...0x9FFF,
            0xF900...0xFAFF, 0xD800...0xDFFF:
            true
        default: false
        }
    }

    private static func addTokens(of text: String, to tokens: inout Set<String>) {
        var last: UInt16?
        for unit in folded(text) {
            guard isWord(unit) else {
                last = nil
                continue
            }
            tokens.insert(String(decoding: [unit], as: UTF16.self))
            if let last { tokens.insert(String(decoding: [last, unit], as: UTF16.self)) }
            last = unit
        }
    }

    /// FNV-1a of the token's UTF-16 units, as the script computes it.
    static func shard(_ token: String, of count: Int) -> Int {
        var hash: UInt32 = 2_166_136_261
        for unit in token.utf16 { hash = (hash ^ UInt32(unit)) &* 16_777_619 }
        return Int(hash % UInt32(count))
    }

    /// The files of the index: names below `search/`, and contents.
    func files(synonyms: [[String]], put: (String, String) throws -> Void) throws {
        let size = postings.reduce(0) { $0 + $1.key.utf8.count + 4 + $1.value.count * 3 }
        var shards = 1
        while shards * Self.shardBytes < size { shards *= 2 }
        var lists = [[String]](repeating: [], count: shards)
        for token in postings.keys { lists[Self.shard(token, of: shards)].append(token) }
        for (number, tokens) in lists.enumerated() {
            let members = tokens.sorted().map { token in
                JSONValue.Member(key: token, value: .array(Self.gaps(postings[token]!).map { .int($0) }))
            }
            try put("search/shard-\(number).json", JSONValue.object(members).text)
        }
        for (number, start) in stride(from: 0, to: documents.count, by: Self.chunk).enumerated() {
            let part = documents[start..<min(documents.count, start + Self.chunk)]
            try put("search/cases-\(number).json", JSONValue.array(Array(part)).text)
        }
        try put(
            "search/index.json",
            JSONValue.object([
                "cases": .int(documents.count), "chunk": .int(Self.chunk), "shards": .int(shards),
                "synonyms": .array(synonyms.map { .strings($0) }),
            ]).text)
    }

    /// Each number as the distance from the one before.
    private static func gaps(_ numbers: [Int32]) -> [Int] {
        var last: Int32 = 0
        return numbers.map { number in
            defer { last = number }
            return Int(number - last)
        }
    }
}
