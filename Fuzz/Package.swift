// swift-tools-version: 6.2
// A package of its own, so that users build no fuzzers.
import PackageDescription

/// libFuzzer, which `--sanitize fuzzer` links, brings `main` and calls `LLVMFuzzerTestOneInput`.
func fuzzer(_ name: String) -> Target {
    .executableTarget(
        name: name, dependencies: [.product(name: "Jikenbo", package: "jikenbo")],
        swiftSettings: [.unsafeFlags(["-parse-as-library"]), .treatAllWarnings(as: .error)])
}

/// The same for what is not public: it is compiled as if it were part of the package.
func fuzzerWithin(_ name: String) -> Target {
    .executableTarget(
        name: name, dependencies: [.product(name: "JikenboCollecting", package: "jikenbo")],
        swiftSettings: [
            .unsafeFlags(["-parse-as-library", "-package-name", "jikenbo"]), .treatAllWarnings(as: .error),
        ])
}

let package = Package(
    name: "jikenbo-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "jikenbo", path: "..")],
    targets: ["FuzzDecode", "FuzzHTML", "FuzzSplit", "FuzzRead", "FuzzLexicon"].map(fuzzer)
        + ["FuzzFeed", "FuzzRobots"].map(fuzzerWithin)
)
