// swift-tools-version: 6.2
import PackageDescription

/// Every target is held to the same language mode; in CI a warning is an error.
let strict: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let serviceLifecycleTestKit = Target.Dependency.product(
  name: "ServiceLifecycleTestKit", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1 = Target.Dependency.product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioTLS = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")

func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(
  _ module: Target.Dependency, named name: String, _ others: [Target.Dependency] = [],
  resources: [Resource] = []
) -> Target {
  .testTarget(name: name, dependencies: [module] + others, resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "recension",
  products: [
    .executable(name: "recensiond", targets: ["recensiond"]),
    .executable(name: "recension", targets: ["recension"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess.git", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system.git", from: "1.5.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.0", traits: []),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.0"),
    .package(url: "https://github.com/apple/swift-nio-http2.git", from: "1.46.0"),
  ],
  targets: [
    // Bottom to top; no target names one that stands below it in this list.
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CReadline", pkgConfig: "readline", providers: [.apt(["libreadline-dev"])]),
    .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CSSL", pkgConfig: "libssl", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CMalloc"),

    module("Curl", ["CCurl"]),
    module("Cryptography", ["CCrypto"]),
    module("TLS", ["CSSL", nioCore, nioTLS]),
    module("Archive", ["CArchive"]),
    module("XML"),
    module("Postgres", ["CLibPQ", logging, deque]),
    .target(
      name: "Schema", dependencies: ["Postgres", "Cryptography"], path: "Schema",
      exclude: ["README.md"], resources: [.embedInCode("Migrations"), .embedInCode("Objects")],
      swiftSettings: strict),
    module("PrivateCluster", [logging, subprocess, system]),
    module("Ledger", ["Cryptography"]),
    module("EventLog", ["Postgres", "Ledger", logging, deque]),

    module("CanonicalJSON"),
    module("Manuscript", ["CanonicalJSON", "Cryptography"]),
    module("Scholarship", ["Manuscript", "CanonicalJSON"]),
    module("Consensus", ["Scholarship", "Manuscript"]),
    module("Agreement"),
    module("Protocol", ["CanonicalJSON"]),
    module("Rendering", ["Scholarship", "Protocol"]),
    module("Exchange", ["Archive", "XML", "Scholarship", "Manuscript", "CanonicalJSON"]),
    module(
      "Acts",
      ["Exchange", "Rendering", "Consensus", "Scholarship", "Manuscript", "Protocol", "CanonicalJSON"]),
    module(
      "Views",
      ["Rendering", "Agreement", "Consensus", "Scholarship", "Manuscript", "Protocol", "CanonicalJSON"]),
    module(
      "Editions",
      [
        "Cryptography", "Archive", "XML", "Ledger", "Views", "Consensus", "Scholarship", "Manuscript",
        "Protocol", "CanonicalJSON",
      ]),
    module(
      "Verification",
      [
        "Archive", "Ledger", "Editions", "Views", "Consensus", "Scholarship", "Manuscript", "Protocol",
        "CanonicalJSON",
      ]),

    module("PaperLog", ["EventLog", "Ledger", "Scholarship", "Manuscript"]),
    module(
      "Papers",
      [
        "PaperLog", "EventLog", "Ledger", "Views", "Acts", "Consensus", "Scholarship", "Manuscript",
        "Protocol", "CanonicalJSON", deque,
      ]),
    module(
      "ReadModels",
      [
        "Postgres", "PaperLog", "EventLog", "Ledger", "Views", "Consensus", "Scholarship", "Manuscript",
        "Protocol", "CanonicalJSON", logging,
      ]),
    module(
      "Server",
      [
        "Schema", "Postgres", "PrivateCluster", "EventLog", "Ledger", "PaperLog", "Papers", "ReadModels",
        "Archive", "Editions", "Views", "Acts", "Exchange", "Consensus", "Scholarship", "Manuscript",
        "Protocol",
        "CanonicalJSON", hummingbird, hummingbirdCore, httpTypes,
        nioCore, nioHTTP1, nioHTTP2, nioHTTPTypes, nioHTTPTypesHTTP1, nioPosix, nioTLS, serviceLifecycle,
        unixSignals, logging, deque, subprocess, system, "Cryptography", "TLS", "CMalloc",
      ], exclude: ["ThreatModel.md"]),
    module(
      "ClientKit",
      [
        "Acts", "Exchange", "Views", "Rendering", "Scholarship", "Manuscript", "Protocol", "CanonicalJSON",
        "Ledger", "Editions", "Verification", "CReadline", "Curl",
      ]),

    .executableTarget(
      name: "recensiond", dependencies: ["Server", argumentParser, logging], swiftSettings: strict),
    .executableTarget(name: "recension", dependencies: ["ClientKit"], swiftSettings: strict),
    // Measures the server; no product of ours, scripts/bench builds it.
    .executableTarget(
      name: "recension-bench",
      dependencies: [
        "Postgres", "PrivateCluster", "Ledger", "EventLog", "PaperLog", "ReadModels", "Acts", "Scholarship",
        "Manuscript", "Protocol", "CanonicalJSON",
        argumentParser, logging, nioPosix, subprocess, system,
      ],
      swiftSettings: strict),
    // Measures how fast consensus is computed.
    .executableTarget(
      name: "consensus-bench", dependencies: ["Consensus", "Scholarship", "Manuscript"], swiftSettings: strict
    ),
    // Measures what editions cost.
    .executableTarget(
      name: "editions-bench",
      dependencies: ["Editions", "Views", "Consensus", "Scholarship", "Manuscript", "Ledger"],
      swiftSettings: strict),

    // What tests and the benchmark share: papers and texts made up and damaged, what must hold of any, and
    // another's way of anchoring to compare with.
    .target(
      name: "TextCorpus", dependencies: ["Manuscript"], path: "Tests/TextCorpus",
      swiftSettings: strict),
    // Measures how right anchoring is, and how fast and how robust reading and anchoring are.
    .executableTarget(
      name: "text-bench", dependencies: ["TextCorpus", "Manuscript"], swiftSettings: strict),

    // Random numbers that a seed brings back.
    .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: strict),
    // What several test targets share: a PostgreSQL cluster of their own, a database for each test.
    .target(
      name: "TestCluster", dependencies: ["PrivateCluster", logging, subprocess, system],
      path: "Tests/TestCluster",
      swiftSettings: strict),
    // What several test targets share: acts in short, and a paper on which they are decided.
    .target(
      name: "ActSupport",
      dependencies: ["Acts", "Scholarship", "Manuscript"], path: "Tests/ActSupport", swiftSettings: strict),
    tests("Cryptography", named: "CryptographyTests"),
    tests("TLS", named: "TLSTests", ["TestCluster", nioCore, nioTLS, nioPosix, subprocess, system]),
    tests("Archive", named: "ArchiveTests", ["SeededRandom"]),
    tests("Curl", named: "CurlTests", [nioCore, nioPosix]),
    tests("Postgres", named: "PostgresTests", ["SeededRandom", "TestCluster", logging]),
    tests("PrivateCluster", named: "PrivateClusterTests", ["TestCluster", logging]),
    tests("Ledger", named: "LedgerTests", ["SeededRandom"]),
    tests(
      "EventLog", named: "EventLogTests",
      ["Cryptography", "Postgres", "Ledger", "Schema", "SeededRandom", "TestCluster", logging]),
    .testTarget(
      name: "ManuscriptTests", dependencies: ["Manuscript", "TextCorpus"],
      resources: [.copy("Sentences/Prose"), .copy("Corpus/Papers"), .copy("Corpus/Readings")],
      swiftSettings: strict),
    tests("CanonicalJSON", named: "CanonicalJSONTests", ["SeededRandom"]),
    tests("Scholarship", named: "ScholarshipTests", ["ActSupport", "Acts", "Manuscript", "SeededRandom"]),
    tests(
      "Consensus", named: "ConsensusTests",
      ["ActSupport", "Acts", "Scholarship", "Manuscript", "SeededRandom"]),
    tests(
      "Agreement", named: "AgreementTests", ["CanonicalJSON", "SeededRandom"], resources: [.copy("Tables")]),
    tests("XML", named: "XMLTests", ["SeededRandom"]),
    tests(
      "Exchange", named: "ExchangeTests",
      [
        "ActSupport", "Acts", "Archive", "Editions", "Views", "Consensus", "Scholarship", "Manuscript",
        "Protocol", "CanonicalJSON", "SeededRandom",
      ]),
    tests(
      "Acts", named: "ActsTests",
      ["ActSupport", "Scholarship", "Manuscript", "Protocol", "CanonicalJSON", "SeededRandom"]),
    tests(
      "Editions", named: "EditionsTests",
      [
        "Archive", "ActSupport", "Acts", "Exchange", "Ledger", "Views", "Consensus", "Scholarship",
        "Manuscript", "Protocol",
        "CanonicalJSON", "SeededRandom",
      ]),
    tests(
      "Verification", named: "VerificationTests",
      [
        "Cryptography", "Archive", "ActSupport", "Acts", "Ledger", "Editions", "Views", "Consensus",
        "Scholarship",
        "Manuscript",
        "Protocol", "SeededRandom",
      ]),
    tests(
      "Views", named: "ViewsTests",
      [
        "ActSupport", "Acts", "Rendering", "Consensus", "Scholarship", "Manuscript", "Protocol",
        "CanonicalJSON", "SeededRandom",
      ]),
    tests(
      "Papers", named: "PapersTests",
      [
        "ActSupport", "Acts", "PaperLog", "EventLog", "Ledger", "Views", "Consensus", "Scholarship",
        "Manuscript", "Protocol", "CanonicalJSON", "SeededRandom",
      ]),
    tests(
      "Server", named: "ServerTests",
      [
        "recension", "recensiond", "Editions", "Verification", "Postgres", "EventLog", "Ledger", "PaperLog",
        "ReadModels",
        "Protocol", "Archive",
        "Schema", "ActSupport", "Acts", "Scholarship", "CanonicalJSON", "SeededRandom", "TestCluster",
        "Curl", subprocess, system,
        nioCore, nioHTTP1, nioPosix, serviceLifecycleTestKit, logging,
      ], resources: [.copy("Description/openapi.json")]),
    tests(
      "Server", named: "CrashTests",
      [
        "recensiond", "recension-bench", "Postgres", "PrivateCluster", "Ledger", "EventLog", "PaperLog",
        "ReadModels", "ActSupport", "Acts", "Scholarship", "Manuscript", "Protocol", "CanonicalJSON",
        "TestCluster", nioPosix, logging,
      ]),
    tests(
      "ClientKit", named: "ClientKitTests",
      [
        "ActSupport", "Acts", "Views", "Rendering", "Scholarship", "Protocol", "CanonicalJSON", "Ledger",
        "SeededRandom", "recension", nioCore, nioHTTP1, nioPosix,
      ], resources: [.copy("Help/Reference.txt")]),
  ]
)

// libFuzzer instruments what it runs and brings its own main: only scripts/fuzz builds this.
if Context.environment["RECENSION_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "text-fuzz", dependencies: ["TextCorpus", "Manuscript"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]))
}
