// swift-tools-version: 6.2
// A package of its own, so that nobody who uses Jikenbo resolves or builds it.
import PackageDescription

let package = Package(
    name: "jikenbo-benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "jikenbo", path: "..")],
    targets: [
        .executableTarget(
            name: "reading-bench",
            dependencies: [.product(name: "Jikenbo", package: "jikenbo")]),
        .executableTarget(
            name: "lint-bench",
            dependencies: [.product(name: "Jikenbo", package: "jikenbo")]),
        .executableTarget(
            name: "notice-writer",
            dependencies: [.product(name: "Jikenbo", package: "jikenbo")]),
    ]
)
