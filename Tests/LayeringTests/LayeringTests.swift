import Foundation
import Testing

/// The arrows between targets are those that Package.swift declares: a module that is merely reachable because
/// something else imports it must not be imported.
@Suite struct LayeringTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    static let package = Result { try PackageDescription.load(root: root) }

    @Test func everyImportIsDeclared() throws {
        let package = try Self.package.get()
        let targets = package.targets.filter(\.isSwift)
        #expect(targets.count >= 6)
        for target in targets {
            let sources = try SourceFile.all(under: Self.root.appending(path: "Sources/\(target.name)"))
            #expect(!sources.isEmpty, "no sources of \(target.name)")
            #expect(undeclaredImports(of: target, in: sources) == [])
        }
    }

    @Test func factsImportsNothing() throws {
        let sources = try SourceFile.all(under: Self.root.appending(path: "Sources/Facts"))
        #expect(sources.flatMap(\.imports) == [])
    }

    @Test func theDiagramShowsTheArrows() throws {
        let document = try String(contentsOf: Self.root.appending(path: "docs/architecture.md"), encoding: .utf8)
        let targets = try Self.package.get().targets.filter { $0.type != "test" }
        let names = Set(targets.map(\.name))
        let declared = targets.flatMap { target in
            target.dependencyNames.filter(names.contains).map { "\(target.name) --> \($0)" }
        }
        #expect(arrows(inDiagramOf: document).sorted() == declared.sorted())
    }

    // Each check must be able to fail.

    @Test func anUndeclaredImportIsFound() {
        let target = PackageDescription.Target(name: "Exchange", type: "regular", dependencyNames: ["Facts"])
        let source = SourceFile(
            path: "Exchange/Table.swift",
            text: """
                public import Facts
                import Foundation
                // import Language
                @preconcurrency internal import class Reading.Reader
                let text = "import Pages"
                """)
        #expect(
            undeclaredImports(of: target, in: [source]) == [
                "Exchange/Table.swift imports Reading, which Exchange does not declare in Package.swift"
            ])
    }

    @Test(arguments: [
        ("import Facts", "Facts"), ("public import Facts // why", "Facts"), ("@testable import Reading", "Reading"),
        ("  @_exported import struct Facts.TextSpan;", "Facts"), ("package import func Language.scan", "Language"),
        ("importer.run()", nil), ("// import Facts", nil), ("let x = 1 // import Facts", nil),
        ("/// import Facts", nil), ("private import Facts", "Facts"),
    ])
    func importLinesAreRecognised(line: String, module: String?) {
        #expect(SourceFile(path: "", text: line).imports == (module.map { [$0] } ?? []))
    }

    @Test func arrowsAreReadFromADiagram() {
        let document = """
            Pages --> Facts
            ```mermaid
            flowchart RL
                Pages["pages"] --> Facts["facts"]
                Reading --> Facts
            ```
            """
        #expect(arrows(inDiagramOf: document) == ["Pages --> Facts", "Reading --> Facts"])
    }

    /// Modules of the toolchain and the system that any target may use.
    static let systemModules: Set = [
        "Foundation", "FoundationEssentials", "Synchronization", "Dispatch", "Glibc", "Musl", "Darwin",
    ]

    func undeclaredImports(of target: PackageDescription.Target, in sources: [SourceFile]) -> [String] {
        let declared = Self.systemModules.union(target.dependencyNames)
        return sources.flatMap { source in
            source.imports.filter { !declared.contains($0) }.map {
                "\(source.path) imports \($0), which \(target.name) does not declare in Package.swift"
            }
        }
    }

    /// `A --> B` for every arrow of the Mermaid diagrams in a document.
    func arrows(inDiagramOf document: String) -> [String] {
        func name(_ node: Substring) -> String {
            String(node.trimmingPrefix { $0 == " " }.prefix { $0.isLetter || $0.isNumber })
        }
        return document.components(separatedBy: "```mermaid").dropFirst().flatMap { part in
            part.components(separatedBy: "```")[0].split(separator: "\n").compactMap { line -> String? in
                guard let arrow = line.firstRange(of: "-->") else { return nil }
                return "\(name(line[..<arrow.lowerBound])) --> \(name(line[arrow.upperBound...]))"
            }
        }
    }
}
