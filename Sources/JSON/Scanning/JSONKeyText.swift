/// The text of a string that the scanner has accepted, without its escapes.
enum JSONKeyText {
  /// The value of the four hexadecimal digits at an offset, `nil` where one is none. All four must be in bounds.
  static func codeUnit(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> UInt16? {
    var unit: UInt16 = 0
    for index in offset..<offset + 4 {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
      default: return nil
      }
    }
    return unit
  }

  /// The string whose opening quote stands at an offset.
  static func string(at opening: Int, in bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: units(at: opening, in: bytes), as: UTF16.self)
  }

  /// The same, in UTF-16.
  static func units(at opening: Int, in bytes: UnsafeRawBufferPointer) -> [UInt16] {
    var units: [UInt16] = []
    var position = opening + 1
    while bytes[position] != UInt8(ascii: "\"") {
      let start = position
      while bytes[position] != UInt8(ascii: "\""), bytes[position] != UInt8(ascii: "\\") { position += 1 }
      units += String(decoding: bytes[start..<position], as: UTF8.self).utf16
      guard bytes[position] == UInt8(ascii: "\\") else { break }
      units.append(unescaped(bytes, at: &position))
    }
    return units
  }

  private static func unescaped(_ bytes: UnsafeRawBufferPointer, at position: inout Int) -> UInt16 {
    let byte = bytes[position + 1]
    defer { position += byte == UInt8(ascii: "u") ? 6 : 2 }
    switch byte {
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"): return codeUnit(bytes, at: position + 2) ?? 0xFFFD
    default: return UInt16(byte)
    }
  }
}
