/// How much is looked at of folders that may be of any size.
package struct CorpusLimits: Sendable, Equatable {
  /// Files found; the walk ends there.
  package var files = 1_000_000
  /// Of each language, as far as a file's name tells it, so many files are read, chosen by a hash of their paths.
  package var filesPerKind = 500
  /// Bytes read of files; the rest of the chosen ones is left out.
  package var bytes = 256 << 20
  /// Finding and reading; each may take half.
  package var time = Duration.seconds(120)

  /// The limits' names.
  package enum Limit: String, Sendable {
    case files, bytes, time
  }

  /// The defaults.
  package init() {}
}

/// The files that are read of all that a walk finds: of each kind those whose paths have the least hashes, so that the
/// choice does not depend on the order, takes from every folder alike, and hardly changes when files come and go.
struct FileSample {
  private let limit: Int
  private let options: CorpusOptions
  private var kinds: [String: [Ranked]] = [:]
  /// How many files were found.
  private(set) var found = 0

  private struct Ranked {
    let rank: UInt64
    let file: FoundFile
  }

  init(limits: CorpusLimits, options: CorpusOptions) {
    limit = max(1, limits.filesPerKind)
    self.options = options
  }

  mutating func add(_ file: FoundFile) {
    found += 1
    let rank = TextHash.mix(TextHash.of(file.shownPath) ^ options.seed)
    let key = kind(of: file)
    kinds[key, default: []].append(Ranked(rank: rank, file: file))
    // Sorted and cut once in a while, so that a file costs the same however many there are.
    if let count = kinds[key]?.count, count >= 2 * limit { kinds[key] = least(kinds[key] ?? []) }
  }

  /// The chosen ones, in the order of their ranks: whatever end is left out is of no special kind.
  var chosen: [FoundFile] {
    kinds.values.flatMap(least).sorted { ($0.rank, $0.file.path) < ($1.rank, $1.file.path) }.map(\.file)
  }

  private func least(_ files: [Ranked]) -> [Ranked] {
    Array(files.sorted { ($0.rank, $0.file.path) < ($1.rank, $1.file.path) }.prefix(limit))
  }

  /// What has a limit of its own: a label that was given by hand, a language whose file this is by its name, all else.
  private func kind(of file: FoundFile) -> String {
    file.label ?? options.mapping.label(ofFile: file.name) ?? file.attributes.language
      ?? FileLabel.likeliest(named: file.name) ?? ""
  }
}
