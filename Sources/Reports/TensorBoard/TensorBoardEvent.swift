/// One record of an event file, as TensorBoard reads it (`tensorflow/core/util/event.proto`, `summary.proto`).
package struct TensorBoardEvent: Sendable {
  /// Seconds since 1970.
  package var wallTime: Double
  /// The optimizer step.
  package var step: Int
  /// What it says.
  package var content: Content

  package enum Content: Sendable {
    /// The first record of a file.
    case fileVersion
    /// The run begins, or begins again, at `step`: what other files say of it and later steps no longer holds.
    case sessionStart
    /// Numbers by their tags.
    case scalars([(tag: String, value: Float)])
    /// Markdown.
    case text(tag: String, String)
  }

  /// An event of its parts.
  package init(wallTime: Double, step: Int = 0, _ content: Content) {
    self.wallTime = wallTime
    self.step = step
    self.content = content
  }

  /// The event as a record of a file.
  package var record: [UInt8] { TFRecord.framed(message.bytes) }

  private var message: ProtobufMessage {
    var event = ProtobufMessage()
    event.add(1, double: wallTime)
    event.add(2, integer: step)
    switch content {
    case .fileVersion: event.add(3, string: "brain.Event:2")
    case .scalars(let scalars): event.add(5, message: Self.summary(scalars.map(Self.value)))
    case .text(let tag, let text): event.add(5, message: Self.summary([Self.value(tag: tag, text: text)]))
    case .sessionStart:
      var sessionLog = ProtobufMessage()
      sessionLog.add(1, integer: 1)
      event.add(7, message: sessionLog)
    }
    return event
  }

  private static func summary(_ values: [ProtobufMessage]) -> ProtobufMessage {
    var summary = ProtobufMessage()
    for value in values { summary.add(1, message: value) }
    return summary
  }

  private static func value(tag: String, value number: Float) -> ProtobufMessage {
    var value = ProtobufMessage()
    value.add(1, string: tag)
    value.add(2, chosenFloat: number)
    return value
  }

  /// A string tensor of one element, and metadata that tells which of TensorBoard's plugins shows it.
  private static func value(tag: String, text: String) -> ProtobufMessage {
    var (value, tensor, shape, dimension) = (ProtobufMessage(), ProtobufMessage(), ProtobufMessage(), ProtobufMessage())
    dimension.add(1, integer: 1)
    shape.add(2, message: dimension)
    tensor.add(1, integer: 7)  // DT_STRING
    tensor.add(2, message: shape)
    tensor.add(8, string: text)
    var (plugin, metadata) = (ProtobufMessage(), ProtobufMessage())
    plugin.add(1, string: "text")
    metadata.add(1, message: plugin)
    value.add(1, string: tag)
    value.add(8, message: tensor)
    value.add(9, message: metadata)
    return value
  }
}
