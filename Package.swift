// swift-tools-version: 6.2
// Targets stand in the order the data flows: page → text → notices → records → output.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
]

let package = Package(
    name: "jikenbo",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "jikenbo", targets: ["jikenbo"]),
        .library(
            name: "Jikenbo", targets: ["Facts", "Language", "Pages", "Reading", "Exchange", "Duties", "Linting"]),
        .library(name: "JikenboCollecting", targets: ["Collecting"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    ],
    targets: [
        .target(name: "Facts", swiftSettings: strict),
        .target(name: "LexiconFiles", path: "Lexicon", sources: ["embed.c"]),
        .target(
            name: "Language",
            dependencies: ["Facts", "LexiconFiles", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .target(name: "RuleFiles", path: "Rules", sources: ["embed.c"]),
        .target(
            name: "Duties", dependencies: ["Facts", "RuleFiles", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .systemLibrary(
            name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0",
            providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .target(
            name: "Pages", dependencies: ["Facts", "Language", "CLibXML2"], swiftSettings: strict,
            linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),
        .target(name: "Reading", dependencies: ["Facts", "Language"], swiftSettings: strict),
        .target(name: "Exchange", dependencies: ["Facts"], swiftSettings: strict),
        .target(
            name: "Linting",
            dependencies: ["Facts", "Language", "Duties", "Exchange", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),
        .systemLibrary(
            name: "CZstd", path: "Sources/CZstd", pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .target(
            name: "Casebook",
            dependencies: [
                "Facts", "Language", "CZstd", .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Yams", package: "Yams"),
            ],
            resources: [
                .embedInCode("Names/kanji-forms.txt"), .embedInCode("Search/Words/common-words.txt"),
                .embedInCode("Search/Words/synonyms.yaml"),
            ],
            swiftSettings: strict),
        .systemLibrary(
            name: "CZlib", path: "Sources/CZlib", pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .target(
            name: "Collecting",
            dependencies: [
                "Facts", "Language", "Pages", "Exchange", "Casebook", "CLibXML2", "CZlib",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .target(
            name: "Importing",
            dependencies: [
                "Facts", "Language", "Pages", "Exchange", "Casebook", .product(name: "Yams", package: "Yams"),
            ],
            resources: [.embedInCode("Mappings/jikenbo.yaml")],
            swiftSettings: strict),
        .target(
            name: "Watching",
            dependencies: [
                "Facts", "Language", "Exchange", "Casebook", "Collecting",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .target(name: "WebFiles", path: "Sources/WebFiles", sources: ["embed.c"]),
        .target(
            name: "Web",
            dependencies: [
                "Facts", "Language", "Duties", "Exchange", "Linting", "Casebook", "Collecting", "Watching",
                "WebFiles",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "jikenbo",
            dependencies: [
                "Facts", "Language", "Pages", "Reading", "Exchange", "Linting", "Duties", "Casebook", "Collecting",
                "Importing", "Watching", "Web",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "ExchangeTests",
            dependencies: ["Exchange", "Facts", .product(name: "Crypto", package: "swift-crypto")],
            exclude: ["Snapshots", "validate.py"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["jikenbo", "Casebook", "Exchange", "Facts", "Language", "Linting"],
            swiftSettings: strict),
        .testTarget(
            name: "CasebookTests",
            dependencies: [
                "Casebook", "Exchange", "Facts", "Language", "LanguageTests", "Reading",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Casebook", "Exchange", "Facts", "Language", "Pages", "Reading", "Web",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTesting", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CollectingTests", dependencies: ["Casebook", "Collecting", "LanguageTests"], exclude: ["Corpus"],
            swiftSettings: strict),
        .testTarget(
            name: "ImportingTests",
            dependencies: [
                "Casebook", "Exchange", "Facts", "Importing", "Language", "LanguageTests",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "WatchingTests",
            dependencies: [
                "Casebook", "Collecting", "Exchange", "Facts", "Language", "Reading", "Watching",
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict),
        .testTarget(name: "DutiesTests", dependencies: ["Duties", "Facts"], swiftSettings: strict),
        .testTarget(name: "LayeringTests", swiftSettings: strict),
        .testTarget(name: "DocsTests", dependencies: ["Facts", "Language"], swiftSettings: strict),
        .testTarget(name: "PagesTests", dependencies: ["Facts", "Pages"], swiftSettings: strict),
        .testTarget(name: "LanguageTests", dependencies: ["Facts", "Language"], swiftSettings: strict),
        .testTarget(
            name: "ReadingTests", dependencies: ["Facts", "Language", "LanguageTests", "Reading"], swiftSettings: strict
        ),
        .testTarget(
            name: "LintingTests", dependencies: ["Duties", "Facts", "Language", "LanguageTests", "Linting", "Reading"],
            swiftSettings: strict),
        .testTarget(
            name: "SplitTests", dependencies: ["Facts", "LanguageTests", "Pages", "Reading"], swiftSettings: strict),
    ]
)
