// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "ReadOne",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "jikenbo", path: "../..")],
    targets: [
        .executableTarget(name: "ReadOne", dependencies: [.product(name: "Jikenbo", package: "jikenbo")])
    ]
)
