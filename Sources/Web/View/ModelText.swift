/// A text for a template's section: an empty one counts as none, so that its section is left out. In the section it is `{{.}}`.
func orNone(_ text: String?) -> Any {
    guard let text, !text.isEmpty else { return false }
    return text
}
