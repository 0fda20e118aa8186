// swift-tools-version: 6.2
// A package of its own, so that users build no fuzzers.
import PackageDescription

/// libFuzzer, which `--sanitize fuzzer` links, brings `main` and calls `LLVMFuzzerTestOneInput`.
func fuzzer(_ name: String, of product: String = "Jikenbo") -> Target {
    .executableTarget(
        name: name, dependencies: [.product(name: product, package: "jikenbo")],
        swiftSettings: [.unsafeFlags(["-parse-as-library"]), .treatAllWarnings(as: .error)])
}

let package = Package(
    name: "jikenbo-fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "jikenbo", path: "..")],
    targets: ["FuzzDecode", "FuzzHTML", "FuzzSplit", "FuzzRead", "FuzzLexicon"].map { fuzzer($0) }
        + ["FuzzFeed", "FuzzRobots"].map { fuzzer($0, of: "JikenboCollecting") }
)
