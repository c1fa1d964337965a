/// A RoBERTa classifier's sizes and constants, with Hugging Face's meaning (`config.json`).
package struct RobertaConfiguration: Sendable, Equatable {
  /// V: rows of the word embedding.
  package var vocabSize: Int
  /// C.
  package var hiddenSize: Int
  /// L.
  package var numHiddenLayers: Int
  /// H; divides `hiddenSize`.
  package var numAttentionHeads: Int
  /// I: columns of the feed-forward's inner side.
  package var intermediateSize: Int
  /// Rows of the position embedding; the first token has position `padTokenID + 1`.
  package var maxPositionEmbeddings: Int
  package var typeVocabSize: Int
  package var layerNormEps: Double
  package var padTokenID: Int
  package var bosTokenID: Int
  package var eosTokenID: Int
  package var hiddenDropoutProb: Double
  package var attentionProbsDropoutProb: Double
  /// The head's dropout; `nil` means `hiddenDropoutProb`.
  package var classifierDropout: Double?
  /// The labels, by class index; none where the model is an encoder without a classification head.
  package var id2label: [String]
  /// "gelu", the exact one, is the only one.
  package var hiddenAct: String
  package var initializerRange: Double

  /// A configuration; the defaults are those of `roberta-base`'s family.
  package init(
    vocabSize: Int, hiddenSize: Int, numHiddenLayers: Int, numAttentionHeads: Int, intermediateSize: Int,
    maxPositionEmbeddings: Int = 514, typeVocabSize: Int = 1, layerNormEps: Double = 1e-5, padTokenID: Int = 1,
    bosTokenID: Int = 0, eosTokenID: Int = 2, hiddenDropoutProb: Double = 0.1, attentionProbsDropoutProb: Double = 0.1,
    classifierDropout: Double? = nil, id2label: [String], hiddenAct: String = "gelu", initializerRange: Double = 0.02
  ) {
    self.vocabSize = vocabSize
    self.hiddenSize = hiddenSize
    self.numHiddenLayers = numHiddenLayers
    self.numAttentionHeads = numAttentionHeads
    self.intermediateSize = intermediateSize
    self.maxPositionEmbeddings = maxPositionEmbeddings
    self.typeVocabSize = typeVocabSize
    self.layerNormEps = layerNormEps
    self.padTokenID = padTokenID
    self.bosTokenID = bosTokenID
    self.eosTokenID = eosTokenID
    self.hiddenDropoutProb = hiddenDropoutProb
    self.attentionProbsDropoutProb = attentionProbsDropoutProb
    self.classifierDropout = classifierDropout
    self.id2label = id2label
    self.hiddenAct = hiddenAct
    self.initializerRange = initializerRange
  }

  /// K: the number of classes.
  package var numLabels: Int { id2label.count }

  /// Whether there is a classification head.
  package var hasHead: Bool { !id2label.isEmpty }

  /// D: columns of one head.
  package var headSize: Int { hiddenSize / numAttentionHeads }

  /// The longest sequence the position embedding has rows for.
  package var maximumLength: Int { maxPositionEmbeddings - padTokenID - 1 }

  /// The head's dropout.
  package var headDropoutProb: Double { classifierDropout ?? hiddenDropoutProb }
}

/// A key of `config.json` that is missing, wrong, or at odds with another.
package struct RobertaConfigurationError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The key, as in the file.
  package let key: String
  /// What is wrong with it.
  package let problem: String

  /// An error about `key`.
  package init(key: String, problem: String) {
    self.key = key
    self.problem = problem
  }

  package var description: String { key.isEmpty ? problem : "\(key): \(problem)" }
}
