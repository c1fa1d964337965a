package import JSON

extension ConfigurationKey {
  /// A sentence for people: what the key does.
  package var help: String { Self.sentences[name] ?? "" }

  /// The value that holds where nobody sets the key.
  package var defaultValue: JSONValue { read(TrainingConfiguration()) }

  /// The default as people read it.
  package var defaultText: String {
    defaultValue.stringValue ?? (defaultValue.isNull ? "-" : defaultValue.serializedString(pretty: false))
  }

  /// Every key as a table in Markdown: key, default, what it takes, meaning.
  package static var markdownTable: String {
    let rows = TrainingConfiguration.keys.map { key in
      "| `\(key.name)` | \(key.defaultText) | \(key.expected) | \(key.help) |\n"
    }
    return "| key | default | takes | meaning |\n|---|---|---|---|\n" + rows.joined()
  }

  /// In the order of the keys.
  private static let sentences = [
    "modelName": "The model directory to start from; without it, training begins from nothing.",
    "startShare": "The share that the encoder's weights of \"modelName\" have in those that are saved.",
    "tokenizer": "A tokenizer.json for training from nothing; without it, one is trained on the training data.",
    "vocabularySize": "Tokens of a tokenizer that is trained on the data.",
    "hiddenSize": "Width of the encoder, from nothing.",
    "numHiddenLayers": "Layers of the encoder, from nothing.",
    "numAttentionHeads": "Attention heads of a layer, from nothing.",
    "intermediateSize": "Width of a layer's feed-forward part, from nothing.",
    "maxLength": "The longest sequence in tokens, `<s>` and `</s>` counted; a model with fewer positions lowers it.",
    "bagOfTokensEpochs": "Passes, from nothing, in which embeddings and head learn before the encoder does.",
    "bagOfTokensLearningRate": "The peak learning rate of those passes.",
    "bagOfTokensBatch": "Tokens of a batch in those passes.",
    "minimumSnippetsPerLanguage": "Languages with fewer training snippets are left out.",
    "epochs": "Passes over the training data.",
    "maxSteps": "Ends the run after so many optimizer steps, whatever \"epochs\" says.",
    "batchSize": "Snippets of a batch, where \"maxTokensPerBatch\" is not set.",
    "maxTokensPerBatch": "Fills batches to so many tokens, whatever \"batchSize\" says.",
    "gradientAccumulationSteps": "Batches that are added up for one optimizer step.",
    "groupByLength": "Whether a batch holds snippets of like length.",
    "learningRate": "The peak learning rate.",
    "learningRateSchedule": "How the learning rate goes on after the warm-up.",
    "warmupRatio": "The share of the steps over which the learning rate rises to its peak.",
    "warmupSteps": "The steps over which it rises, whatever \"warmupRatio\" says.",
    "threads": "Threads to work with; without it, one a processor. Another number gives other last bits.",
    "seed": "Decides initial weights, order, pieces and dropout.",
    "precision":
      "What the operands of matrix products are rounded to; auto takes bf16 where the processor gains by it.",
    "weightDecay": "AdamW's decay, on everything but biases and LayerNorm.",
    "adamBeta1": "AdamW's decay of the first moment.",
    "adamBeta2": "AdamW's decay of the second moment.",
    "adamEpsilon": "AdamW's epsilon.",
    "maxGradNorm": "Clips the gradient to this global norm; 0 does not.",
    "dropout": "Dropout of hidden states, attention and head.",
    "labelSmoothing": "The share of the probability that is spread over all languages.",
    "classWeights": "Weighs languages in the loss by how few snippets they have.",
    "classWeightBeta": "How soon, with effectiveNumber, another snippet of a language says nothing new.",
    "emaDecay": "Keeps a moving average of the weights, which is then what is evaluated and saved.",
    "freezeBaseModel": "Trains the head, and the last \"unfreezeLastNLayers\" layers, alone.",
    "unfreezeLastNLayers": "Layers that learn where the base is frozen.",
    "freezeEmbeddings": "Keeps the embeddings as they are, whatever else learns.",
    "gradualUnfreezingEpochs": "With a frozen base, one more layer learns every so many epochs; without it, none.",
    "frozenCacheMegabytes": "Room on disk for what frozen layers make of each text, so that they run once; 0: none.",
    "frozenCropSets": "Sets of random pieces where layers are frozen, drawn once each; 0 draws new ones each epoch.",
    "classBalance": "Languages are drawn by their size to this power: 1 as they come, 0 all alike.",
    "noneOfTheseShare": "The share of draws that are of no language; without it, by \"classBalance\".",
    "noneOfTheseWeight": "What a snippet of no language counts in the loss.",
    "lineRunShare": "The share of draws that are a random run of lines of their text.",
    "maximumRunLines": "The longest of those runs.",
    "middleStartShare": "The share of draws that begin at a random line and go on to the end.",
    "stripIndentationShare": "The share of pieces whose common indentation is taken away.",
    "wordDropout": "The share of tokens that are hidden behind `<mask>`.",
    "subwordDropout": "The chance of a token to be taken apart into the two that it was merged from, and so on.",
    "unfinishedShare": "The share of draws that end in the middle of a line.",
    "layoutNoiseShare": "The share of draws whose indentation is changed: tabs, spaces, width.",
    "ngramFeatures":
      "Features of an n-gram part that answers beside the encoder; 0: none, but a model's own part is kept.",
    "ngramSize": "Numbers that each of its features has.",
    "ngramEpochs": "Passes over the training data in which it learns.",
    "ngramLearningRate": "Its learning rate at the beginning; it falls linearly to 0.",
    "ngramRuns":
      "How often it goes on from the part of \"modelName\", with other draws: the mean of the weights is taken.",
    "ngramStartShare":
      "The share that the part of \"modelName\" has in that mean; 1: it stays as it is where the labels do.",
    "ngramsOnly": "Leaves the encoder and the labels of \"modelName\" as they are and trains its n-gram part alone.",
    "evaluationSteps": "Evaluates every so many steps; without it, after each epoch.",
    "evaluationSnippets": "Evaluates, while training, on the first so many snippets; without it, on all.",
    "bestMetric": "What the best model, which is the one that is saved, is chosen by.",
    "earlyStoppingPatience": "Stops after so many evaluations without an improvement; without it, never.",
    "earlyStoppingThreshold": "By how much the metric must be better than its best to count as an improvement there.",
    "checkpointSteps": "Writes a checkpoint every so many steps; without it, after each evaluation.",
    "checkpointLimit": "Checkpoints that are kept; the best one and the best weights are kept besides.",
    "loggingSteps": "Tells of the progress every so many steps.",
    "validationShare":
      "The share of each language's snippets that is held out to measure on, where no validation data are named.",
    "tensorboard": "Whether the run's directory gets TensorBoard's events.",
    "savePrecision": "What the weights are saved as.",
  ]
}
