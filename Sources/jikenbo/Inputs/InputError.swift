import Exchange

/// Why an input could not be read. Its description is one line: the name, the reason, the remedy.
struct InputError: Error, CustomStringConvertible {
    let description: String
    /// What it is about, where that is known.
    let name: String

    init(_ name: String, _ reason: String, _ remedy: String) {
        self.name = name
        description = "\(HostileText.line(name)): \(reason); \(remedy)"
    }

    /// An error whose sentence was written elsewhere in the same form.
    init(sentence: String) {
        name = ""
        description = HostileText.line(sentence)
    }
}
