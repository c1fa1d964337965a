internal import Files
internal import MarkdownFences

/// A Markdown file as the command line names it.
struct MarkdownDocument {
  /// As it was named.
  let path: String
  /// Its bytes.
  let source: [UInt8]
  /// Larger files are refused: nobody writes them by hand.
  private static let maximumBytes = 64 << 20

  /// Reads the file, or standard input for `-`.
  init(path: String) throws(InputError) {
    self.path = path
    source = path == "-" ? try InputReader.readAll(limit: Self.maximumBytes) : try Self.read(path)
  }

  private static func read(_ path: String) throws(InputError) -> [UInt8] {
    do throws(FileError) {
      return try FileReader.read(path, limit: maximumBytes)
    } catch {
      throw InputError(path, "\(error.problem)")
    }
  }

  /// Which Markdown it is written in, by its name.
  var flavor: MarkdownFlavor { path.lowercased().hasSuffix(".mdx") ? .mdx : .commonMark }

  var isStandardInput: Bool { path == "-" }

  /// The name for messages.
  var name: String { isStandardInput ? "standard input" : path }

  /// Puts `bytes` in the file's place, whole or not at all.
  func replace(with bytes: [UInt8]) throws(InputError) {
    do throws(FileError) {
      try AtomicFileWriter.write(bytes, to: path)
    } catch {
      throw InputError(path, "\(error.problem)")
    }
  }
}
