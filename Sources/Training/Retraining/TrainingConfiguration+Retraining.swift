extension TrainingConfiguration {
  /// How a model is retrained from a workspace unless the user says otherwise; every default stands here.
  ///
  /// What the frozen layers make of a text is kept, so that an epoch costs what the layers above them cost; pieces of the
  /// texts are drawn as for the default model, in several sets, since what is asked about is mostly shorter than a file.
  /// A model's n-gram part has more passes than from nothing and a higher rate, since there is less to learn from, and the encoder
  /// a lower one than it would need alone, since it forgets more than the n-grams do (docs/retraining.md has the figures).
  package static var retraining: TrainingConfiguration {
    var configuration = TrainingConfiguration()
    configuration.freezeBaseModel = true
    configuration.unfreezeLastNLayers = 1
    configuration.frozenCropSets = 3
    configuration.frozenCacheMegabytes = 512
    configuration.epochs = 12
    configuration.earlyStoppingPatience = 2
    configuration.bestMetric = .loss
    configuration.learningRate = 2e-4
    configuration.maxTokensPerBatch = 4096
    configuration.groupByLength = true
    configuration.classBalance = 0.5
    configuration.labelSmoothing = 0.05
    configuration.lineRunShare = 0.4
    configuration.middleStartShare = 0.1
    configuration.stripIndentationShare = 0.05
    configuration.ngramEpochs = 6
    configuration.ngramLearningRate = 0.15
    configuration.validationShare = 0.2
    configuration.checkpointLimit = 1
    configuration.tensorboard = false
    return configuration
  }
}
