// swift-tools-version: 6.2
import PackageDescription

/// The settings every Swift target of this package is built with.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// On Linux the program has Swift's runtime inside, so that it runs where no Swift is, and where another one is. The two
/// libraries are those that `FoundationEssentials`, which ArgumentParser uses, needs when it is linked that way; the linker
/// is the toolchain's own, since the system's warns of a function in it that nobody calls.
let swiftRuntimeInside: [LinkerSetting] = [
  .unsafeFlags(["-static-stdlib", "-use-ld=lld"], .when(platforms: [.linux])),
  .linkedLibrary("_FoundationCollections", .when(platforms: [.linux])),
  .linkedLibrary("_FoundationCShims", .when(platforms: [.linux])),
]

/// One room of the house: a library target, and (by its name plus "Tests") the tests that mirror it.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let orderedCollections: Target.Dependency = .product(name: "OrderedCollections", package: "swift-collections")

let package = Package(
  name: "parlance",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "parlance", targets: ["parlance"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
  ],
  targets: [
    // Level 0: system libraries and C kernels.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"]), .brew(["openblas"])]),
    .systemLibrary(name: "CJSONC", pkgConfig: "json-c", providers: [.apt(["libjson-c-dev"]), .brew(["json-c"])]),
    .systemLibrary(
      name: "CCMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"])]),
    .target(name: "CKernels", cSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]),

    // Level 1
    room("Figures"),
    room("Files"),
    room("JSON", ["CJSONC", orderedCollections]),
    room("Tensors", ["COpenBLAS", "CKernels"]),
    room("MarkdownFences", ["CCMark"]),
    room("Languages", exclude: ["languages.json"]),
    room("Workspaces"),

    // Level 2
    room("Tokenization", ["JSON", "Workspaces"]),
    room("Safetensors", ["Files", "JSON", "Tensors"]),
    room("PyTorchFiles", ["Files", "Tensors"]),
    room("Roberta", ["JSON", "Tensors"]),
    room("NGrams", ["Tensors"]),
    room("JSONRPC", ["JSON"]),
    room("LanguageServerProtocol", ["JSON"]),
    room("ModelStore", ["Files", "JSON"]),

    // Level 3
    room(
      "Classification",
      [
        "Files", "JSON", "Languages", "NGrams", "PyTorchFiles", "Roberta", "Safetensors", "Tensors", "Tokenization",
        "Workspaces",
      ]),
    room("Corpus", ["Files", "JSON", "Languages", "MarkdownFences"]),

    // Level 4
    room("CodeBlocks", ["Classification", "Languages", "MarkdownFences"]),
    room("Evaluation", ["Classification", "Corpus", "Figures", "JSON", "Languages"]),

    // Level 5
    room(
      "LanguageServer",
      [
        "Classification", "CodeBlocks", "Figures", "Files", "JSON", "JSONRPC", "Languages", "LanguageServerProtocol",
        "MarkdownFences", "ModelStore", logging,
      ]),
    room(
      "Training",
      [
        "Classification", "Corpus", "Evaluation", "Files", "JSON", "ModelStore", "NGrams", "Roberta", "Safetensors",
        "Tensors", "Tokenization",
      ]),

    // Level 6
    room("Reports", ["Evaluation", "Figures", "Files", "JSON", "Training"]),

    // Level 7
    .executableTarget(
      name: "parlance",
      dependencies: [
        "Classification", "CodeBlocks", "Corpus", "Evaluation", "Figures", "Files", "JSON", "JSONRPC", "Languages",
        "LanguageServer", "MarkdownFences", "ModelStore", "NGrams", "Reports", "Roberta", "Safetensors", "Tensors",
        "Tokenization", "Training", argumentParser, logging,
      ],
      swiftSettings: strict,
      linkerSettings: swiftRuntimeInside),
    .executableTarget(
      name: "parlance-bench",
      dependencies: [
        "Classification", "Corpus", "Files", "JSON", "NGrams", "Roberta", "Tensors", "Tokenization", "Training",
        argumentParser,
      ],
      swiftSettings: strict,
      linkerSettings: swiftRuntimeInside),

    // Tests
    .target(name: "TestSupport", dependencies: ["JSON"], path: "Tests/TestSupport", swiftSettings: strict),
    tests("HouseTests"),
    tests("FiguresTests", ["Figures"]),
    tests("FilesTests", ["Files"]),
    tests("JSONTests", ["JSON"]),
    tests("TensorsTests", ["Tensors"]),
    tests("MarkdownFencesTests", ["MarkdownFences"]),
    tests("LanguagesTests", ["Languages", "JSON"]),
    tests("WorkspacesTests", ["Workspaces"]),
    tests("TokenizationTests", ["Tokenization", "JSON"]),
    tests("SafetensorsTests", ["Safetensors", "Tensors", "JSON"]),
    tests("PyTorchFilesTests", ["PyTorchFiles", "Safetensors", "JSON"]),
    tests("RobertaTests", ["Roberta", "Safetensors", "Tensors", "JSON"]),
    tests("NGramsTests", ["NGrams", "JSON"]),
    tests("JSONRPCTests", ["JSONRPC", "JSON"]),
    tests("LanguageServerProtocolTests", ["LanguageServerProtocol", "JSON"]),
    tests("ModelStoreTests", ["ModelStore", "JSON"]),
    tests(
      "ClassificationTests",
      ["Classification", "JSON", "Languages", "NGrams", "Roberta", "Safetensors", "Tensors", "Tokenization"]),
    tests("CodeBlocksTests", ["CodeBlocks", "Classification", "MarkdownFences"]),
    tests("CorpusTests", ["Corpus", "JSON", "Languages"]),
    tests("EvaluationTests", ["Evaluation", "Classification", "Corpus", "JSON"]),
    tests(
      "LanguageServerTests",
      [
        "LanguageServer", "Classification", "JSON", "JSONRPC", "Languages", "LanguageServerProtocol", "MarkdownFences",
        "ModelStore", logging,
      ]),
    tests(
      "TrainingTests",
      [
        "Training", "Classification", "Corpus", "Evaluation", "JSON", "ModelStore", "NGrams", "Roberta", "Safetensors",
        "Tensors", "Tokenization",
      ]
    ),
    tests("ReportsTests", ["Reports", "Evaluation", "Files", "JSON", "Training"]),
    tests("ParlanceTests", ["JSON", "JSONRPC", "LanguageServer"]),
  ]
)
