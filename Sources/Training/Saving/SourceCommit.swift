internal import ModelStore

/// The commit of the checkout that the program was built in, where it runs from one.
enum SourceCommit {
  /// The commit's id, found from the program's own path upwards; nil outside a checkout.
  static func current() -> String? {
    guard let program = Executable.path else { return nil }
    var parts = program.split(separator: "/").dropLast()
    while !parts.isEmpty {
      let root = "/" + parts.joined(separator: "/")
      // A program that is installed below someone's own checkout was not built from that.
      if Files.exists(root + "/Package.swift"), let commit = commit(in: root + "/.git") { return commit }
      parts = parts.dropLast()
    }
    return nil
  }

  private static func commit(in git: String) -> String? {
    guard let head = text(git + "/HEAD") else { return nil }
    guard head.hasPrefix("ref: ") else { return head }
    let reference = String(head.dropFirst(5))
    if let commit = text("\(git)/\(reference)") { return commit }
    let packed = text(git + "/packed-refs")?.split(separator: "\n") ?? []
    return packed.first { $0.hasSuffix(" " + reference) }.map { String($0.prefix { $0 != " " }) }
  }

  /// A file's text without the white space around it.
  private static func text(_ path: String) -> String? {
    guard let bytes = try? Files.read(path) else { return nil }
    let trimmed = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: true)
    return trimmed.isEmpty ? nil : trimmed.joined(separator: "\n")
  }
}
