/// A word of a text: letters, digits and underscores, or a run of other signs, as one would point at them. The same word
/// at several places is one.
package struct WindowWord: Sendable, Hashable {
  /// The word.
  package let text: String
  /// The bytes where it stands, ascending.
  package private(set) var ranges: [Range<Int>]

  /// The words of these bytes in the order of their first places, their ranges counted from the slice's own indices.
  /// White space, what nobody can see and bytes that are no UTF-8 belong to no word.
  package static func words(of text: ArraySlice<UInt8>) -> [WindowWord] {
    var words: [WindowWord] = []
    var indices: [String: Int] = [:]
    for range in pieces(of: text) {
      let word = String(decoding: text[range], as: UTF8.self)
      if let index = indices[word] {
        words[index].ranges.append(range)
      } else {
        indices[word] = words.count
        words.append(WindowWord(text: word, ranges: [range]))
      }
    }
    return words
  }

  private enum Kind {
    case letters, signs, nothing
  }

  /// Signs that belong to the word that follows: `#include`, `@Override`, `$name`, `\begin`, `<?php`.
  private static let sigils: Set<String> = ["#", "@", "$", "%", "\\", "<?", "<%"]

  private static func pieces(of text: ArraySlice<UInt8>) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var last = Kind.nothing
    var isSigil = false
    for (kind, range) in runs(of: text) {
      if kind == .letters, isSigil, let sign = pieces.last {
        pieces[pieces.count - 1] = sign.lowerBound..<range.upperBound
      } else if kind != .nothing {
        pieces.append(range)
      }
      isSigil = kind == .signs && last != .letters && sigils.contains(String(decoding: text[range], as: UTF8.self))
      last = kind
    }
    return pieces
  }

  /// The text as runs of one kind each.
  private static func runs(of text: ArraySlice<UInt8>) -> [(kind: Kind, range: Range<Int>)] {
    var runs: [(kind: Kind, range: Range<Int>)] = []
    var bytes = text.makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    var offset = text.startIndex
    while true {
      let (kind, length): (Kind, Int)
      switch parser.parseScalar(from: &bytes) {
      case .valid(let encoded): (kind, length) = (self.kind(Unicode.UTF8.decode(encoded)), encoded.count)
      case .error(let skipped): (kind, length) = (.nothing, skipped)
      case .emptyInput: return runs
      }
      if let last = runs.last, last.kind == kind {
        runs[runs.count - 1].range = last.range.lowerBound..<offset + length
      } else {
        runs.append((kind, offset..<offset + length))
      }
      offset += length
    }
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: return .letters
    case 0x21...0x7E: return .signs
    case ..<0x80: return .nothing
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .spaceSeparator, .surrogate, .unassigned:
      return .nothing
    case .closePunctuation, .connectorPunctuation, .currencySymbol, .dashPunctuation, .finalPunctuation,
      .initialPunctuation, .mathSymbol, .modifierSymbol, .openPunctuation, .otherPunctuation, .otherSymbol:
      return .signs
    default: return .letters
    }
  }
}
