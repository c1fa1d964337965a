/// Elements that are written and read as they lie in memory.
///
/// The format is little-endian, as are the machines that this package builds for.
package protocol SafetensorsElement: BitwiseCopyable, Sendable {
  /// What the file's header calls them.
  static var dtype: SafetensorsDType { get }
}

extension Int8: SafetensorsElement {
  package static var dtype: SafetensorsDType { .i8 }
}

extension UInt32: SafetensorsElement {
  package static var dtype: SafetensorsDType { .u32 }
}

extension Float: SafetensorsElement {
  package static var dtype: SafetensorsDType { .f32 }
}
