package import Facts

/// Where the identifiers that others have for our slugs come from: a lexicon. The formats ask for no more of it.
package protocol TermMappings: Sendable {
    /// Paths of VERIS 1.4, such as `action.error.variety.Misdelivery`.
    func veris<V: Vocabulary>(_ term: V) -> [String]
    /// Techniques of MITRE ATT&CK.
    func attack<V: Vocabulary>(_ term: V) -> [String]
}
