/// What a completion is, for its icon.
package struct CompletionItemKind: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// A text.
  package static let text = CompletionItemKind(rawValue: 1)
  /// A method.
  package static let method = CompletionItemKind(rawValue: 2)
  /// A function.
  package static let function = CompletionItemKind(rawValue: 3)
  /// A constructor.
  package static let constructor = CompletionItemKind(rawValue: 4)
  /// A field.
  package static let field = CompletionItemKind(rawValue: 5)
  /// A variable.
  package static let variable = CompletionItemKind(rawValue: 6)
  /// A class.
  package static let `class` = CompletionItemKind(rawValue: 7)
  /// An interface.
  package static let interface = CompletionItemKind(rawValue: 8)
  /// A module.
  package static let module = CompletionItemKind(rawValue: 9)
  /// A property.
  package static let property = CompletionItemKind(rawValue: 10)
  /// A unit.
  package static let unit = CompletionItemKind(rawValue: 11)
  /// A value.
  package static let value = CompletionItemKind(rawValue: 12)
  /// An enumeration.
  package static let `enum` = CompletionItemKind(rawValue: 13)
  /// A keyword.
  package static let keyword = CompletionItemKind(rawValue: 14)
  /// A snippet.
  package static let snippet = CompletionItemKind(rawValue: 15)
  /// A colour.
  package static let color = CompletionItemKind(rawValue: 16)
  /// A file.
  package static let file = CompletionItemKind(rawValue: 17)
  /// A reference.
  package static let reference = CompletionItemKind(rawValue: 18)
  /// A folder.
  package static let folder = CompletionItemKind(rawValue: 19)
  /// A member of an enumeration.
  package static let enumMember = CompletionItemKind(rawValue: 20)
  /// A constant.
  package static let constant = CompletionItemKind(rawValue: 21)
  /// A structure.
  package static let `struct` = CompletionItemKind(rawValue: 22)
  /// An event.
  package static let event = CompletionItemKind(rawValue: 23)
  /// An operator.
  package static let `operator` = CompletionItemKind(rawValue: 24)
  /// A type parameter.
  package static let typeParameter = CompletionItemKind(rawValue: 25)
}
