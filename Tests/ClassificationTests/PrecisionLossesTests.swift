import Classification
import JSON
import Tensors
import Testing

@Suite struct PrecisionLossesTests {
  @Test func theFastestThatLosesLittleIsTaken() {
    #expect(PrecisionLosses([:]).fastest == .fp32)
    for precision in InferencePrecision.faster {
      #expect(PrecisionLosses([precision: 0.001]).fastest == precision)
      #expect(PrecisionLosses([precision: -0.01]).fastest == precision)
      #expect(PrecisionLosses([precision: 0.0011]).fastest == .fp32)
      #expect(PrecisionLosses([precision: .nan]).fastest == .fp32)
    }
    let all = PrecisionLosses([.bf16: 0, .int8: 0])
    #expect(all.fastest == InferencePrecision.faster.first ?? .fp32)
  }

  @Test func comesBackAsItWasWritten() throws {
    let calibration = Calibration(precisionLosses: PrecisionLosses([.bf16: -0.0002, .int8: 0.00093]))
    #expect(try Calibration(json: calibration.json()) == calibration)
    #expect(calibration.json()["precisionLosses"] == ["bf16": -0.0002, "int8": 0.00093])
  }

  @Test(arguments: [
    (#"{"int4": 0}"#, "precisionLosses.int4"), (#"{"int8": "0"}"#, "precisionLosses.int8"),
    (#"{"int8": 1.5}"#, "precisionLosses.int8"), ("3", "precisionLosses"),
  ]) func namesTheFieldThatIsWrong(text: String, field: String) throws {
    let json: JSONValue = ["temperature": 1, "precisionLosses": try JSONValue(parsing: text)]
    let error = #expect(throws: JSONFieldError.self) { try Calibration(json: json) }
    #expect(error?.path == field)
  }

  /// What is measured is what differs from single precision; a stop leaves nothing.
  @Test func measuresByTheAnswers() throws {
    let model = try ModelDirectory(path: TinyModel.path).load()
    var asked: [InferencePrecision] = []
    let losses = PrecisionLosses(of: model) { classifier in
      asked.append(classifier.precision)
      return classifier.precision == .fp32 ? 0.75 : 0.5
    }
    #expect(asked == [.fp32] + InferencePrecision.faster)
    #expect(losses?.losses == Dictionary(uniqueKeysWithValues: InferencePrecision.faster.map { ($0, 0.25) }))
    #expect(PrecisionLosses(of: model) { _ in nil } == nil)
  }

  @Test func aClassifierComputesInWhatItsModelAllows() throws {
    var model = try ModelDirectory(path: TinyModel.path).load()
    #expect(Classifier(model).precision == .fp32)
    model.calibration = Calibration(precisionLosses: PrecisionLosses([.bf16: 0, .int8: 0]))
    #expect(Classifier(model).precision == InferencePrecision.faster.first ?? .fp32)
    for precision in InferencePrecision.allCases {
      #expect(Classifier(model, precision: precision).precision == precision)
    }
  }
}
