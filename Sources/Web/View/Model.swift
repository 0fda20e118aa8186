import Mustache

/// What a page or a part of it shows, for its template. Texts are put in as they are: the template escapes them.
///
/// A type of its own rather than a dictionary: the renderer asks of each object on its way what it can do, and is answered
/// several times faster by a type that says so itself than by a dictionary that does under a condition.
struct Model: MustacheParent, ExpressibleByDictionaryLiteral {
    private var values: [String: Any]

    init(dictionaryLiteral elements: (String, Any)...) {
        values = Dictionary(elements, uniquingKeysWith: { $1 })
    }

    var isEmpty: Bool { values.isEmpty }

    subscript(_ name: String) -> Any? {
        get { values[name] }
        set { values[name] = newValue }
    }

    func child(named name: String) -> Any? {
        switch values[name] {
        case let text as String: ShownText(text)
        case let number as Int: ShownText("\(number)")
        case let value: value
        }
    }
}

/// A text in a template. As the object of a section it has no members, and says so without being taken apart.
struct ShownText: MustacheParent, MustacheCustomRenderable {
    let renderText: String
    var isNull: Bool { false }

    init(_ text: String) { renderText = text }

    func child(named: String) -> Any? { nil }
}

/// A text for a template's section: an empty one counts as none, so that its section is left out. In the section it is `{{.}}`.
func orNone(_ text: String?) -> Any {
    guard let text, !text.isEmpty else { return false }
    return ShownText(text)
}
