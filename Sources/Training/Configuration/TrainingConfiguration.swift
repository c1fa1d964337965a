/// Everything that decides what a training run does; every default stands here and nowhere else.
///
/// Its JSON form has these properties' names as keys (`TrainingConfiguration+JSON.swift`), and with the data it
/// makes a run reproducible: same configuration, same data, same threads, the same losses to the last bit.
package struct TrainingConfiguration: Sendable, Equatable {
  // MARK: What is trained

  /// A model directory to start from; nil trains from nothing.
  package var modelName: String?
  /// The share that the encoder's weights of `modelName` have in those that are saved; the best ones have the rest.
  package var startShare = 0.0
  /// A `tokenizer.json` for training from nothing; nil trains a tokenizer on the training data.
  package var tokenizer: String?
  /// How many tokens a tokenizer trained on the data has.
  package var vocabularySize = 52_000
  /// `C`, the width of the encoder, from nothing.
  package var hiddenSize = 768
  /// How many layers, from nothing.
  package var numHiddenLayers = 6
  /// `H`, how many attention heads a layer, from nothing.
  package var numAttentionHeads = 12
  /// The width of a layer's feed-forward part, from nothing.
  package var intermediateSize = 3072
  /// The longest sequence in tokens, `<s>` and `</s>` counted.
  package var maxLength = 512
  /// Languages with fewer training snippets than this are left out, and said.
  package var minimumSnippetsPerLanguage = 1

  /// Passes of the bag-of-tokens stage before the encoder's training, from nothing; 0 leaves it out.
  ///
  /// It trains embeddings and head alone (`BagOfTokensTraining`), in a thousandth of the time a pass.
  package var bagOfTokensEpochs = 0
  /// The peak learning rate of that stage.
  package var bagOfTokensLearningRate = 5e-3
  /// The tokens of a batch of that stage.
  package var bagOfTokensBatch = 32_768

  // MARK: How long and how fast

  /// How many passes over the training data.
  package var epochs = 3
  /// Ends the run after so many optimizer steps in place of `epochs`.
  package var maxSteps: Int?
  /// Snippets a batch, where `maxTokensPerBatch` is not set.
  package var batchSize = 16
  /// Fills a batch to this many tokens in place of `batchSize` snippets.
  package var maxTokensPerBatch: Int?
  /// Batches that are added up for one optimizer step.
  package var gradientAccumulationSteps = 1
  /// Batches hold snippets of like length. Packed batches have no padding to save, so that it is off by default.
  package var groupByLength = false
  /// The peak learning rate.
  package var learningRate = 2e-5
  /// `linear`, `cosine` or `constant` after the warm-up.
  package var learningRateSchedule = ScheduleKind.linear
  /// The share of the steps over which the learning rate rises to its peak.
  package var warmupRatio = 0.1
  /// The steps over which the learning rate rises, in place of `warmupRatio`.
  package var warmupSteps: Int?
  /// How many threads; nil: one a processor.
  package var threads: Int?
  /// Decides initial weights, order, crops and dropout.
  package var seed = 42
  /// The precision of the encoder's matrix products; weights, sums, moments and all else are single precision.
  package var precision = PrecisionChoice.auto

  // MARK: Optimization

  /// AdamW's decay, on everything but biases and LayerNorm.
  package var weightDecay = 0.01
  /// AdamW's decay of the first moment.
  package var adamBeta1 = 0.9
  /// AdamW's decay of the second moment.
  package var adamBeta2 = 0.999
  /// AdamW's epsilon.
  package var adamEpsilon = 1e-8
  /// The gradient's greatest global norm; 0 leaves it as it is.
  package var maxGradNorm = 1.0
  /// Dropout of hidden states, attention and the head.
  package var dropout = 0.1
  /// The share of the probability that is spread over all languages.
  package var labelSmoothing = 0.0
  /// How much a language's snippets count in the loss: `none`, `inverseFrequency` or `effectiveNumber`.
  package var classWeights = ClassWeighting.none
  /// β of `effectiveNumber`: how soon another snippet of a language says nothing new.
  package var classWeightBeta = 0.999
  /// Keeps an exponential moving average of the weights and evaluates and ships that; nil: no average.
  package var emaDecay: Double?
  /// Trains the head alone, and the last `unfreezeLastNLayers` layers.
  package var freezeBaseModel = false
  /// Layers that are trained where the base is frozen.
  package var unfreezeLastNLayers = 0
  /// Keeps the embeddings as they are, whatever else learns.
  package var freezeEmbeddings = false
  /// With a frozen base, one more layer from the top learns every so many epochs, at last the embeddings too; nil: none.
  package var gradualUnfreezingEpochs: Int?
  /// The room on disk, in the run's directory, for what frozen layers make of each text, so that they run once; 0: none.
  package var frozenCacheMegabytes = 1024
  /// Where layers are frozen, how many sets of random pieces are drawn: epoch e sees set e mod this, hidden tokens
  /// included, so that the cache serves again; 0: new ones each epoch, which it can't serve.
  package var frozenCropSets = 1

  // MARK: What is drawn

  /// Languages are drawn by their size to this power: 1 as they come, 0.5 by the square root, 0 all alike.
  package var classBalance = 1.0
  /// The share of draws that are "none of these"; nil: by `classBalance`, as a language of that size.
  package var noneOfTheseShare: Double?
  /// The weight of a "none of these" snippet's loss, which pulls towards the uniform distribution.
  package var noneOfTheseWeight = 0.5
  /// The share of draws that are a random run of lines in place of the text from its head.
  package var lineRunShare = 0.0
  /// The longest run of lines; lengths from 1 to it are drawn evenly by their logarithm.
  package var maximumRunLines = 64
  /// The share of draws that start at a random line and go on to the end.
  package var middleStartShare = 0.0
  /// The share of drawn pieces whose common indentation is taken away.
  package var stripIndentationShare = 0.0
  /// The share of tokens that are hidden behind `<mask>`.
  package var wordDropout = 0.0
  /// The chance of each token to be taken apart into the two that it was merged from, and of each of these in turn.
  package var subwordDropout = 0.0
  /// The share of draws that stop in the middle of a line, as a text that is being typed does.
  package var unfinishedShare = 0.0
  /// The share of draws whose layout is changed: tabs for spaces, spaces for tabs, another width of indentation.
  package var layoutNoiseShare = 0.0

  // MARK: The n-gram part

  /// Features of the part on hashed n-grams (`NGramStage`) that answers beside the encoder; 0: none is made. A model's own
  /// part is kept and trained on, with as many features as it has.
  package var ngramFeatures = 0
  /// The numbers that each feature has.
  package var ngramSize = 64
  /// Passes over the training data in which it learns.
  package var ngramEpochs = 2
  /// The learning rate at its beginning; it falls linearly to 0.
  package var ngramLearningRate = 0.1
  /// How often it goes on from the part of the model that the run starts from, each time with other draws: the mean of the
  /// weights is taken.
  package var ngramRuns = 1
  /// The share that the part that it goes on from has in that mean; at 1 it stays as it is where the labels do.
  package var ngramStartShare = 0.0
  /// Leaves the encoder and its labels as they are, and trains the n-gram part alone.
  package var ngramsOnly = false

  // MARK: Evaluation, checkpoints, what ships

  /// The share of each language that is held out to measure on, where no validation data are named.
  package var validationShare = 0.1
  /// Evaluates every so many steps; nil: after each epoch.
  package var evaluationSteps: Int?
  /// Evaluates on the first so many validation snippets while training; nil: all.
  package var evaluationSnippets: Int?
  /// What the best model is chosen by.
  package var bestMetric = BestMetric.loss
  /// Stops after so many evaluations without an improvement; nil: never.
  package var earlyStoppingPatience: Int?
  /// By how much `bestMetric` must be better than the best for the patience to begin anew.
  package var earlyStoppingThreshold = 0.0
  /// Writes a checkpoint every so many steps; nil: after each evaluation.
  package var checkpointSteps: Int?
  /// How many checkpoints are kept, the newest ones; the best weights, and the best step's checkpoint, are kept besides.
  package var checkpointLimit = 2
  /// Writes a line of progress every so many steps.
  package var loggingSteps = 10
  /// Keeps the run's figures as TensorBoard's event files too.
  package var tensorboard = true
  /// What the weights are saved as.
  package var savePrecision = SavePrecision.f16

  /// The defaults.
  package init() {}
}

/// How the learning rate goes on after the warm-up.
package enum ScheduleKind: String, Sendable, CaseIterable {
  /// In a straight line to 0.
  case linear
  /// By half a cosine to 0.
  case cosine
  /// As it is.
  case constant
}

/// What the operands of the encoder's matrix products are rounded to.
package enum PrecisionChoice: String, Sendable, CaseIterable {
  /// Single precision: nothing is rounded.
  case fp32
  /// bfloat16.
  case bf16
  /// IEEE half precision, with a gradient scaler.
  case fp16
  /// `bf16` where this processor's instructions make it faster, else `fp32`. A run writes down which of them it was.
  case auto
}

/// How much a language's snippets count in the loss.
package enum ClassWeighting: String, Sendable, CaseIterable {
  /// All alike.
  case none
  /// n / (K · n_k), as scikit-learn's "balanced".
  case inverseFrequency
  /// (1 − β) / (1 − β^n_k), scaled to add up to K (Cui, Jia, Lin, Song and Belongie 2019).
  case effectiveNumber
}

/// What the best model is chosen by.
package enum BestMetric: String, Sendable, CaseIterable {
  /// The share of validation snippets whose first candidate is right; more is better.
  case accuracy
  /// The mean cross-entropy on validation; less is better.
  case loss
  /// The mean F1 of all languages; more is better.
  case macroF1

  /// Whether a greater value is the better one.
  package var isGreaterBetter: Bool { self != .loss }
}

/// What weights are saved as.
package enum SavePrecision: String, Sendable, CaseIterable {
  /// 32 bits.
  case f32 = "F32"
  /// IEEE half precision.
  case f16 = "F16"
  /// bfloat16.
  case bf16 = "BF16"
}
