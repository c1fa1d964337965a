/// Markup. A literal is markup as it stands; a text that is interpolated into it is escaped, so that nothing that comes
/// from a file can be anything else than text.
struct HTML: Sendable, ExpressibleByStringInterpolation {
  private(set) var markup: String

  init(stringLiteral: String) { markup = stringLiteral }

  init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

  /// A text as markup that shows it.
  init(text: String) { markup = Self.escaped(text) }

  /// Markup of our own that is no literal: the style and the script.
  init(trusted: StaticString) { markup = trusted.description }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { markup += literal }
    mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }
    mutating func appendInterpolation(_ number: Int) { markup += String(number) }
    mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
  }

  static func += (left: inout HTML, right: HTML) { left.markup += right.markup }

  /// The text with what means something in elements and attributes as references, and control characters, which HTML
  /// does not allow, as U+FFFD.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\r": break
      case "\u{0}"..<" ", "\u{7F}"..."\u{9F}": result += "\u{FFFD}"
      // Characters that turn the direction of what follows would show a text other than it is.
      case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension Sequence<HTML> {
  /// All of them, one behind the other.
  func joined() -> HTML { reduce(into: "") { $0 += $1 } }
}

extension HTML {
  /// A paragraph, a cell, a heading cell.
  static func paragraph(_ text: String) -> HTML { "<p>\(text)</p>\n" }
  static func cell(_ text: String) -> HTML { "<td>\(text)</td>" }
  /// A number, which is sorted by `value` and stands to the right.
  static func number(_ text: String, sortedBy value: Double) -> HTML {
    #"<td class="n" data-v="\#(value.description)">\#(text)</td>"#
  }
  static func rowHeader(_ text: String) -> HTML { #"<th scope="row">\#(text)</th>"# }

  /// A column's heading; over numbers it stands to the right as they do.
  struct Column: ExpressibleByStringLiteral {
    private let name: String
    private var isNumber = false

    init(stringLiteral: String) { name = stringLiteral }

    static func number(_ name: StringLiteralType) -> Column {
      var column = Column(stringLiteral: name)
      column.isNumber = true
      return column
    }

    var html: HTML {
      isNumber ? #"<th scope="col" class="n">\#(name)</th>"# : #"<th scope="col">\#(name)</th>"#
    }
  }

  /// A table that scrolls by itself where the window is too narrow for it.
  static func table(_ caption: String, columns: [Column], rows: [HTML], isSortable: Bool = false) -> HTML {
    let style: HTML = isSortable ? #" class="sortable""# : ""
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table\(style)>
      <caption>\(caption)</caption>
      <thead><tr>\(columns.map(\.html).joined())</tr></thead>
      <tbody>
      \(rows.map { "<tr>\($0)</tr>\n" as HTML }.joined())</tbody></table></div>

      """
  }

  /// What is shown when someone opens it.
  static func details(_ summary: String, _ content: HTML) -> HTML {
    "<details><summary>\(summary)</summary>\n\(content)</details>\n"
  }

  static func section(_ id: String, _ title: String, _ content: HTML) -> HTML {
    #"<section aria-labelledby="\#(id)"><h2 id="\#(id)">\#(title)</h2>\#n\#(content)</section>\#n"#
  }
}
