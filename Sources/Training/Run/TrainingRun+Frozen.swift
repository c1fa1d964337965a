internal import Files
internal import Roberta
internal import Tensors

extension TrainingRun {
  /// Makes the cache of the frozen layers' output, where there are frozen layers and it is not turned off.
  func keepFrozenStates(
    _ learner: Learner, _ maker: DataWindowMaker, log: RunLog
  ) throws(TrainingError) -> FrozenStates? {
    guard learner.freezing.plan(epoch: 0).hasFrozenLayers else { return nil }
    if maker.cropSet(epoch: 0) != nil { try tellCropSets(log) }
    guard configuration.frozenCacheMegabytes > 0 else { return nil }
    do throws(FileError) {
      let states = try FrozenStates(
        directory: output, megabytes: configuration.frozenCacheMegabytes, reserve: checkpointBytes(learner),
        element: configuration.precision.frozenElement)
      learner.keepFrozenStates(in: states.cache)
      return states
    } catch {
      try log.tell(.note("the frozen layers' output can't be kept on disk (\(error)): they run each time"))
      return nil
    }
  }

  /// What a few checkpoints of the run take, the best weights, the model and one that is being written counted.
  private func checkpointBytes(_ learner: Learner) -> Int {
    let all = learner.parameters.buffer.count
    let learning = configuration.gradualUnfreezingEpochs == nil ? all - learner.optimizer.learningStart : all
    let one = all + (learner.average == nil ? 0 : all) + 2 * learning
    return (min(4, configuration.checkpointLimit) + 1) * one * 4 + 2 * all * 4
  }

  private func tellCropSets(_ log: RunLog) throws(TrainingError) {
    let count = configuration.frozenCropSets
    let period = count == 1 ? "the same in each epoch" : "a set an epoch, \(count) sets by turns"
    try log.tell(
      .note(
        "layers are frozen: random pieces of the texts are drawn once (\(period)), so that the frozen layers' output "
          + "serves again; \"frozenCropSets\" 0 draws new ones"))
  }
}
