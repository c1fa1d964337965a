private import Dispatch

/// Hands out the steps of a run in order, making the next window on another thread while this one is computed.
final class StepSource {
  private let maker: DataWindowMaker
  private let ahead: WindowAhead
  private var current: DataWindow
  private var isSpent = false
  /// The position of the step that `next` hands out next.
  private(set) var position: DataPosition
  /// Seconds that `next` has waited for a window to be made; the first one of a run is not counted.
  private(set) var waited = 0.0

  init(_ maker: DataWindowMaker, at position: DataPosition = DataPosition()) {
    self.maker = maker
    self.position = position
    current = maker.window(epoch: position.epoch, number: position.window)
    ahead = WindowAhead(maker)
    prepareNext()
  }

  /// The batches of the next step; never runs out, epoch follows epoch. Nil only where no snippet can be drawn.
  func next() -> [TokenBatch]? {
    if isSpent { takeNext() }
    guard position.step < current.steps.count else { return nil }
    let batches = current.steps[position.step]
    position.step += 1
    if position.step == current.steps.count {
      position = following
      // The next window is asked for when it is needed: this last step is still to be computed.
      isSpent = true
    }
    return batches
  }

  private func takeNext() {
    let began = ProgressMeter.now()
    current = ahead.take(epoch: position.epoch, number: position.window)
    waited += ProgressMeter.now() - began
    isSpent = false
    prepareNext()
  }

  private var following: DataPosition {
    current.isLastOfEpoch
      ? DataPosition(epoch: position.epoch + 1) : DataPosition(epoch: position.epoch, window: position.window + 1)
  }

  private func prepareNext() {
    let following = following
    ahead.prepare(epoch: following.epoch, number: following.window)
  }
}

/// One window being made on another thread.
private final class WindowAhead: @unchecked Sendable {
  private let maker: DataWindowMaker
  private let queue = DispatchQueue(label: "parlance.training.data", qos: .userInitiated)
  private let group = DispatchGroup()
  /// Written on `queue`, read after `group.wait()`: never at the same time.
  private var prepared: (epoch: Int, number: Int, window: DataWindow)?

  init(_ maker: DataWindowMaker) {
    self.maker = maker
  }

  func prepare(epoch: Int, number: Int) {
    group.wait()
    prepared = nil
    queue.async(group: group) { [self] in
      prepared = (epoch, number, maker.window(epoch: epoch, number: number))
    }
  }

  /// The window, made now if it is not the one that was prepared.
  func take(epoch: Int, number: Int) -> DataWindow {
    group.wait()
    if let prepared, prepared.epoch == epoch, prepared.number == number { return prepared.window }
    return maker.window(epoch: epoch, number: number)
  }
}
