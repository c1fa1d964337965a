internal import Languages

/// Names of languages as people write them in folders, settings and attributes.
package enum LabelNames {
  /// The id of the language that `name` means: an id, an alias or a name, without regard to case; nil for none.
  package static func known(_ name: String) -> String? {
    if let language = Languages[name] ?? Languages.byAlias(name) { return language.id }
    let lowered = name.lowercased()
    return byName[lowered] ?? byName[String(lowered.map { $0 == "-" || $0 == "_" ? " " : $0 })]
  }

  /// The label that `name` gives: a known language's id, else the name itself, a language of the user's own.
  package static func label(_ name: String) -> String { known(name) ?? name }

  private static let byName = Dictionary(
    Languages.all.map { ($0.name.lowercased(), $0.id) }, uniquingKeysWith: { first, _ in first })
}

/// Labels for the user's own languages and files: `.foo=foolang`, `Jobfile=groovy`.
package struct LabelMapping: Sendable, Equatable {
  private var labels: [String: String] = [:]

  /// No mapping.
  package init() {}

  /// Adds `EXT=NAME`: an extension with its dot, or a whole file name. False where the text is not of that form.
  package mutating func add(_ text: String) -> Bool {
    guard let equals = text.lastIndex(of: "="), equals != text.startIndex else { return false }
    let name = text[text.index(after: equals)...]
    guard !name.isEmpty else { return false }
    let key = text[..<equals]
    labels[key.hasPrefix(".") ? key.lowercased() : String(key)] = LabelNames.label(String(name))
    return true
  }

  /// The label of a file called `name`: by its whole name, else by the longest of its extensions.
  package func label(ofFile name: String) -> String? {
    guard !labels.isEmpty else { return nil }
    if let label = labels[name] { return label }
    var rest = name.lowercased()[...]
    while let dot = rest.firstIndex(of: ".") {
      if let label = labels[String(rest[dot...])] { return label }
      rest = rest[rest.index(after: dot)...]
    }
    return nil
  }
}
