/// Stand-in: decodes UTF-8.
public struct PageLimits: Sendable {
    public var maxBytes: Int
    public init(maxBytes: Int) { self.maxBytes = maxBytes }
}
public struct PageError: Error, CustomStringConvertible {
    public var description: String
}
public struct PageDecoder: Sendable {
    public init(limits: PageLimits) {}
    public func text(of bytes: [UInt8], name: String) throws(PageError) -> PageText {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PageError(description: "\(name): is not UTF-8 text; save it as UTF-8")
        }
        return PageText(text: text, format: .plain, charset: "UTF-8")
    }
}
