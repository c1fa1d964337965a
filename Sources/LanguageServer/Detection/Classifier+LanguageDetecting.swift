package import Classification

extension Classifier: LanguageDetecting {
  package func detect(_ text: [UInt8], options: ClassificationOptions) -> Prediction {
    predict(text, options: options)
  }
}
