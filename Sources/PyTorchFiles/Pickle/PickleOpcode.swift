/// The pickle instructions that a state dictionary needs, by their names in Python's `pickletools`.
///
/// The text instructions of protocol 0 and whatever makes instances are left out on purpose.
enum PickleOpcode: UInt8 {
  case proto = 0x80
  case frame = 0x95
  case stop = 0x2E  // .

  // Constants
  case none = 0x4E  // N
  case newTrue = 0x88
  case newFalse = 0x89
  case binInt = 0x4A  // J
  case binInt1 = 0x4B  // K
  case binInt2 = 0x4D  // M
  case long1 = 0x8A
  case binFloat = 0x47  // G
  case shortBinUnicode = 0x8C
  case binUnicode = 0x58  // X
  case binUnicode8 = 0x8D
  case emptyTuple = 0x29  // )
  case emptyList = 0x5D  // ]
  case emptyDict = 0x7D  // }

  // Containers
  case mark = 0x28  // (
  case tuple = 0x74  // t
  case tuple1 = 0x85
  case tuple2 = 0x86
  case tuple3 = 0x87
  case append = 0x61  // a
  case appends = 0x65  // e
  case setItem = 0x73  // s
  case setItems = 0x75  // u

  // Memo
  case binPut = 0x71  // q
  case longBinPut = 0x72  // r
  case memoize = 0x94
  case binGet = 0x68  // h
  case longBinGet = 0x6A  // j

  // Objects
  case global = 0x63  // c
  case stackGlobal = 0x93
  case reduce = 0x52  // R
  case build = 0x62  // b
  case binPersistentID = 0x51  // Q

  /// What an instruction that is not read is called.
  static func name(_ code: UInt8) -> String {
    let others: [UInt8: String] = [
      0x49: "INT", 0x4C: "LONG", 0x8B: "LONG4", 0x53: "STRING", 0x54: "BINSTRING", 0x55: "SHORT_BINSTRING",
      0x42: "BINBYTES", 0x43: "SHORT_BINBYTES", 0x8E: "BINBYTES8", 0x96: "BYTEARRAY8", 0x97: "NEXT_BUFFER",
      0x98: "READONLY_BUFFER", 0x56: "UNICODE", 0x46: "FLOAT", 0x6C: "LIST", 0x64: "DICT", 0x8F: "EMPTY_SET",
      0x90: "ADDITEMS", 0x91: "FROZENSET", 0x30: "POP", 0x32: "DUP", 0x31: "POP_MARK", 0x67: "GET", 0x70: "PUT",
      0x82: "EXT1", 0x83: "EXT2", 0x84: "EXT4", 0x69: "INST", 0x6F: "OBJ", 0x81: "NEWOBJ", 0x92: "NEWOBJ_EX",
      0x50: "PERSID",
    ]
    return others[code] ?? "an unknown instruction, \(code),"
  }
}
