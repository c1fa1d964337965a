import CodeBlocks
package import JSON
import Languages

/// A setting that exists: its name below `parlance`, what its value has to be, and what it changes.
package struct SettingKey: Sendable {
  package let name: String
  package let expected: String
  /// Takes the value over; false where it is not what is expected.
  package let apply: @Sendable (inout ServerSettings, JSONValue) -> Bool

  /// Every setting there is.
  package static let all: [SettingKey] =
    [
      SettingKey(name: "detection.mode", expected: "\"off\", \"suggest\" or \"apply\"") { settings, value in
        take(value.stringValue.flatMap(DetectionMode.init(rawValue:)), into: &settings.detection.mode)
      },
      SettingKey(name: "detection.minimumConfidence", expected: "a number from 0 to 1") { settings, value in
        take(share(value), into: &settings.detection.minimumConfidence)
      },
      SettingKey(name: "workspacePrior", expected: "a number from 0 to 1") { settings, value in
        take(share(value), into: &settings.detection.workspacePrior)
      },
      SettingKey(name: "detection.detectOnce", expected: "true or false") { settings, value in
        take(value.boolValue, into: &settings.detection.detectOnce)
      },
      SettingKey(name: "detection.debounceMilliseconds", expected: "an integer from 0 to 60000") { settings, value in
        take(
          value.intValue.flatMap { (0...60_000).contains($0) ? $0 : nil },
          into: &settings.detection.debounceMilliseconds)
      },
      SettingKey(name: "languages.include", expected: "a list of languages") { settings, value in
        take(languages(value), into: &settings.detection.include)
      },
      SettingKey(name: "languages.exclude", expected: "a list of languages") { settings, value in
        take(languages(value), into: &settings.detection.exclude)
      },
      SettingKey(name: "markdown.inlayHints", expected: "true or false") { settings, value in
        take(value.boolValue, into: &settings.showsInlayHints)
      },
      SettingKey(name: "markdown.diagnostics", expected: "true or false") { settings, value in
        take(value.boolValue, into: &settings.diagnosesCodeBlocks)
      },
      SettingKey(name: "markdown.minimumConfidence", expected: "a number from 0 to 1") { settings, value in
        take(share(value), into: &settings.codeBlocks.minimumConfidence)
      },
      SettingKey(name: "markdown.preferredTags", expected: "an object of languages and their tags, a word each") {
        settings, value in
        take(preferredTags(value), into: &settings.codeBlocks.preferredTags)
      },
      SettingKey(name: "hover.whereverUntitled", expected: "true or false") { settings, value in
        take(value.boolValue, into: &settings.hoversWhereverUntitled)
      },
      SettingKey(name: "hover.evidence", expected: "true or false") { settings, value in
        take(value.boolValue, into: &settings.hoversGiveEvidence)
      },
      SettingKey(name: "model.path", expected: "a path") { settings, value in
        take(value.stringValue.map { $0.isEmpty ? nil : $0 }, into: &settings.modelPath)
      },
    ]
    + ofTraining

  private static func take<Value>(_ value: Value?, into target: inout Value) -> Bool {
    guard let value else { return false }
    target = value
    return true
  }

  /// A number from 0 to 1.
  private static func share(_ value: JSONValue) -> Double? {
    value.doubleValue.flatMap { (0...1).contains($0) ? $0 : nil }
  }

  /// The tags of an object by their languages' registry ids, whatever names it uses.
  private static func preferredTags(_ value: JSONValue) -> [String: String]? {
    guard let members = value.objectValue else { return nil }
    var tags: [String: String] = [:]
    for (name, value) in members {
      guard let tag = value.stringValue, CodeBlockTags.isOneWord(tag) else { return nil }
      tags[Languages.byEditorID(name)?.id ?? name] = tag
    }
    return tags
  }

  /// The same for a setting that need not have a value: what is not as expected is none.
  private static func take<Value>(_ value: Value?, into target: inout Value?) -> Bool {
    guard let value else { return false }
    target = value
    return true
  }

  /// The registry ids of a list of languages, whatever names of theirs it uses. A name that the registry does not
  /// know stays as it is: it may be a label of the user's own model.
  private static func languages(_ value: JSONValue) -> Set<String>? {
    guard let elements = value.arrayValue else { return nil }
    let names = elements.compactMap(\.stringValue)
    guard names.count == elements.count else { return nil }
    return Set(names.map { Languages.byEditorID($0)?.id ?? $0 })
  }
}
