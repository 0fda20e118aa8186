import Language

/// The words of queries and names in the form in which the index holds them.
package enum SearchWords {
    /// The text as it is compared: width, case and spelling folded, without spaces.
    package static func folded(_ text: String) -> String {
        String(decoding: NormalText(text).units, as: UTF16.self)
    }

    /// Whether the text holds anything that the index knows.
    package static func holdsWords(_ text: String) -> Bool { !SearchText(text).pieces.isEmpty }
}
