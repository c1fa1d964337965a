internal import Languages

/// Counts the languages of folders by the names of their files alone, as far as that goes within bounds: for a hint about
/// what somebody writes there, not for a corpus.
package struct WorkspaceSurvey {
  /// At most so many files are counted.
  package var maximumFiles = 5_000
  /// At most so many entries of one folder are looked at, files of no language too.
  package var maximumEntries = 20_000
  /// At most so long is looked.
  package var patience = Duration.milliseconds(300)

  /// The bounds as they are.
  package init() {}

  private struct Enough: Error {}

  /// How many files there are of each language. What ignore files name is left out, links are not followed, and a folder
  /// that is missing, a file or unreadable has none. An extension that several languages share counts for none.
  package func languages(in folders: [String]) -> [String: Int] {
    var counts: [String: Int] = [:]
    var (files, events) = (0, 0)
    let deadline = ContinuousClock.now.advanced(by: patience)
    var options = CorpusOptions()
    options.layout = .workspace
    let (maximumFiles, clock) = (maximumFiles, ContinuousClock())
    var walk = DirectoryWalk(options: options, entryLimit: maximumEntries) { event in
      events += 1
      if events % 64 == 0, clock.now >= deadline { throw Enough() }
      guard case .file(let file) = event, let language = Self.language(of: file) else { return }
      counts[language, default: 0] += 1
      files += 1
      if files >= maximumFiles { throw Enough() }
    }
    for (place, folder) in folders.enumerated() {
      do {
        _ = try walk.walk(folder, shownPrefix: folders.count > 1 ? "\(place)" : "")
      } catch is Enough {
        break
      } catch {
        continue
      }
    }
    return counts
  }

  private static func language(of file: FoundFile) -> String? {
    if let named = file.attributes.language { return LabelNames.label(named) }
    if let only = Languages.byFilename(file.name).first { return only.id }
    let byPath = Languages.byPath(file.name)
    return byPath.count == 1 ? byPath[0].id : nil
  }
}
