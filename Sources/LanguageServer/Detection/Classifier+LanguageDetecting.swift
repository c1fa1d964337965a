package import Classification

extension Classifier: LanguageDetecting {
  package func detect(_ text: [UInt8], options: ClassificationOptions) -> Prediction {
    predict(text, options: options)
  }

  package func explain(_ text: [UInt8], options: ClassificationOptions, timeLimit: Duration) -> Explanation {
    explain(text, options: options, timeLimit: Optional(timeLimit))
  }

  package func threshold(of language: String, characters: Int) -> Double {
    calibration.threshold(of: language, characters: characters)
  }
}
