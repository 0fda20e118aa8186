import Foundation
import Testing

/// The code in docs/library.md is the code in examples/, which is built and run.
@Suite struct ExampleTests {
    @Test func theLibraryExampleIsTheOneThatIsBuilt() throws {
        let document = try String(contentsOf: LinkTests.root.appending(path: "docs/library.md"), encoding: .utf8)
        for file in ["examples/ReadOne/Package.swift", "examples/ReadOne/Sources/ReadOne/main.swift"] {
            let code = try String(contentsOf: LinkTests.root.appending(path: file), encoding: .utf8)
            let shown = document.contains("```swift\n\(code)```")
            #expect(shown, "docs/library.md does not show \(file) to the letter")
        }
    }
}
