import JSON
import LanguageServerProtocol
import Languages

/// What is known of the client since `initialize`.
struct ClientProfile: Sendable {
  /// What it can do.
  var capabilities = ClientCapabilities()
  /// The units of positions that were agreed on.
  var encoding = TextEncoding.utf16
  /// Whether it wants to be told of languages; no client is, unless it asks.
  var wantsAnnouncements = false
  /// What it calls the languages: by the ids of the protocol, which are VS Code's, unless it says which editor it is.
  var names = EditorNames(.vscode)
  /// What is wrong with what it says of its editor, a sentence.
  private(set) var editorProblem: String?
  /// How much it wants to be told of the server's work.
  var trace = TraceValue.off
  /// The directories of its workspace.
  var workspaceFolders: [String] = []

  /// The profile of one that knows nothing, which gets the protocol's defaults.
  init() {}

  init(_ request: InitializeRequest) {
    let options = request.initializationOptions
    capabilities = request.capabilities
    encoding = Self.encoding(from: request.capabilities.positionEncodings)
    wantsAnnouncements = capabilities.wantsLanguageDetected || options?["announce"]?.boolValue == true
    trace = request.trace ?? .off
    read(editor: options?["editor"])
    let folders = request.workspaceFolders?.map(\.uri) ?? [request.rootUri].compactMap(\.self)
    workspaceFolders = folders.compactMap { FileURI.path(of: $0.rawValue) }
    if workspaceFolders.isEmpty, let path = request.rootPath, !path.isEmpty { workspaceFolders = [path] }
  }

  /// Takes the names of the editor that `initializationOptions.editor` is.
  private mutating func read(editor value: JSONValue?) {
    guard let value, !value.isNull else { return }
    if let editor = value.stringValue.flatMap(Editor.init(name:)) { return names = EditorNames(editor) }
    let found = value.stringValue.map { "no editor is called \"\($0)\"" } ?? "expected a name"
    let known = Editor.allCases.map(\.rawValue).joined(separator: ", ")
    editorProblem = "parlance.editor: \(found) (known: \(known)); languages go by VS Code's ids"
  }

  /// How a hover may be marked up: the client's first choice of those that exist.
  var hoverKind: MarkupKind {
    capabilities.hoverContentFormat.first { [.markdown, .plaintext].contains($0) } ?? .plaintext
  }

  /// UTF-8 where the client can, since that is how documents are kept; else what it likes best.
  private static func encoding(from offered: [PositionEncodingKind]) -> TextEncoding {
    let known = offered.compactMap(TextEncoding.init)
    return known.contains(.utf8) ? .utf8 : known.first ?? .utf16
  }
}

extension TextEncoding {
  /// The encoding of that name; nil for one that nobody knows.
  init?(_ kind: PositionEncodingKind) {
    switch kind {
    case .utf8: self = .utf8
    case .utf16: self = .utf16
    case .utf32: self = .utf32
    default: return nil
    }
  }

  /// Its name in the protocol.
  var kind: PositionEncodingKind {
    switch self {
    case .utf8: .utf8
    case .utf16: .utf16
    case .utf32: .utf32
    }
  }
}
