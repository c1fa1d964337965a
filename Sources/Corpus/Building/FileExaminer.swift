internal import Files
internal import JSON
internal import MarkdownFences

/// A piece of text that may go into the corpus.
struct Piece: Sendable {
  let language: String
  /// `{"text":…,"language":…,"source":…`: its line without the group and the closing brace.
  let line: [UInt8]
  /// Equal for texts that differ in white space alone.
  let hash: UInt64
  let signature: Signature

  init(_ text: ArraySlice<UInt8>, language: String, source: String) {
    self.language = language
    let fields: JSONValue = [
      "text": .string(String(decoding: text, as: UTF8.self)), "language": .string(language), "source": .string(source),
    ]
    line = fields.serialized().dropLast()
    hash = TextHash.ofWords(text)
    signature = Signature(text)
  }
}

/// What a file gave.
struct Examination: Sendable {
  var file: FoundFile
  var bytes = 0
  var pieces: [Piece] = []
  /// Why the file, or code blocks in it, gave nothing.
  var skipped: [SkipReason: Int] = [:]
}

/// Reads files and makes pieces of them; of any number of files at once.
struct FileExaminer: Sendable {
  let options: CorpusOptions

  /// Reads a file. Whatever is wrong with it is a reason to skip it.
  func examine(_ file: FoundFile) -> Examination {
    var examination = Examination(file: file)
    do throws(SkipReason) {
      try checkName(file)
      let bytes = try read(file.path)
      examination.bytes = bytes.count
      let text = try TextDecoding.decode(bytes).get()
      try takeText(text, &examination)
    } catch {
      examination.skipped[error, default: 0] += 1
    }
    return examination
  }

  private func checkName(_ file: FoundFile) throws(SkipReason) {
    if file.attributes.isDocumentation == true { throw .documentation }
    if file.attributes.isDetectable == false { throw .undetectable }
    if file.attributes.isGenerated ?? GeneratedFiles.isGenerated(name: file.name) { throw .generated }
  }

  private func read(_ path: String) throws(SkipReason) -> [UInt8] {
    do {
      return try FileReader.read(path, limit: options.maximumFileBytes)
    } catch {
      switch error.problem {
      case .tooLarge: throw .tooLarge
      case .notARegularFile: throw .specialFile
      case .system: throw .unreadable
      }
    }
  }

  private func takeText(_ text: [UInt8], _ examination: inout Examination) throws(SkipReason) {
    let file = examination.file
    if file.attributes.isGenerated == nil, GeneratedFiles.isGenerated(text: text) { throw .generated }
    let flavor = file.label == nil && options.takesMarkdownBlocks ? MarkdownBlocks.flavor(ofFile: file.name) : nil
    if let flavor { MarkdownBlocks.take(text, flavor, options, &examination) }
    switch file.label.map(FileLabel.language)
      ?? FileLabel(name: file.name, text: text, attributes: file.attributes, mapping: options.mapping)
    {
    case .unknown: if flavor == nil { throw .unknownLanguage }
    case .ambiguous: throw .ambiguousLanguage
    case .language(let language):
      if GeneratedFiles.isMinified(text, language: language) { throw .minified }
      for piece in PieceCutter.pieces(of: text, maximum: options.maximumCharacters) {
        examination.pieces.append(Piece(piece, language: language, source: "file"))
      }
    }
  }
}

/// The tagged code blocks of Markdown documents.
enum MarkdownBlocks {
  /// How a file of that name is read; nil where it is no Markdown.
  static func flavor(ofFile name: String) -> MarkdownFlavor? {
    let lowered = name.lowercased()
    if lowered.hasSuffix(".mdx") { return .mdx }
    let endings = [".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".rmd", ".rmarkdown", ".qmd"]
    return endings.contains { lowered.hasSuffix($0) } ? .commonMark : nil
  }

  /// Adds the blocks whose tag the registry knows, and counts the others. What is tagged as plain text is left out:
  /// people write `text` behind a fence for output of all kinds.
  static func take(_ text: [UInt8], _ flavor: MarkdownFlavor, _ options: CorpusOptions, _ to: inout Examination) {
    for block in MarkdownFences.codeBlocks(in: text, flavor: flavor) where block.kind == .fenced && !block.isIgnored {
      let content = Array(block.content.utf8)
      guard !content.allSatisfy(isWhitespace) else { continue }
      guard let tag = block.infoString.tag else {
        to.skipped[.untaggedBlock, default: 0] += 1
        continue
      }
      guard let language = LabelNames.known(tag) ?? options.mapping.label(ofFile: "." + tag) else {
        to.skipped[.unknownTag, default: 0] += 1
        continue
      }
      guard language != "plaintext" else {
        to.skipped[.plainTextBlock, default: 0] += 1
        continue
      }
      for piece in PieceCutter.pieces(of: content, maximum: options.maximumCharacters) {
        to.pieces.append(Piece(piece, language: language, source: "markdown"))
      }
    }
  }
}
