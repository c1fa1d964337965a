import JSON
import LanguageServerProtocol

/// What is known of the client since `initialize`.
struct ClientProfile: Sendable {
  /// What it can do.
  var capabilities = ClientCapabilities()
  /// The units of positions that were agreed on.
  var encoding = TextEncoding.utf16
  /// Whether it wants to be told of languages; no client is, unless it asks.
  var wantsAnnouncements = false
  /// What it calls the languages.
  var names = EditorNames(editor: nil)
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
    names = EditorNames(editor: options?["editor"]?.stringValue)
    let folders = request.workspaceFolders?.map(\.uri) ?? [request.rootUri].compactMap(\.self)
    workspaceFolders = folders.compactMap { FileURI.path(of: $0.rawValue) }
    if workspaceFolders.isEmpty, let path = request.rootPath, !path.isEmpty { workspaceFolders = [path] }
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
