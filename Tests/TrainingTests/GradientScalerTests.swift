import JSON
import TestSupport
import Testing
import Training

/// The scale held against `torch.amp.GradScaler` (Fixtures/scaler/generate.py).
@Suite("Gradient scaler")
struct GradientScalerTests {
  private static func cases() throws -> [JSONValue] {
    let file = try JSONValue(parsing: try readFile(Repository.fixture("scaler") + "/scaler.json"))
    return file["cases"]?.arrayValue ?? []
  }

  /// The fixture's runs of equal values, each value for itself.
  private static func unrolled(_ runs: JSONValue?) -> [JSONValue] {
    (runs?.arrayValue ?? []).flatMap { run in
      [JSONValue](repeating: run[0] ?? .null, count: run[1]?.intValue ?? 0)
    }
  }

  private static func scaler(_ options: JSONValue?) -> GradientScaler {
    func option(_ name: String, _ otherwise: Float) -> Float {
      options?[name]?.doubleValue.map(Float.init) ?? otherwise
    }
    return GradientScaler(
      scale: option("init_scale", 65536), growthFactor: option("growth_factor", 2),
      backoffFactor: option("backoff_factor", 0.5), growthInterval: options?["growth_interval"]?.intValue ?? 2000)
  }

  @Test("every scale, unscaled gradient and step is PyTorch's")
  func sequences() throws {
    let cases = try Self.cases()
    #expect(cases.count == 4)
    for item in cases {
      var scaler = Self.scaler(item["options"])
      let (before, after) = (Self.unrolled(item["scales"]), Self.unrolled(item["scalesAfter"]))
      let (gradients, stepped) = (Self.unrolled(item["gradients"]), Self.unrolled(item["stepped"]))
      let kinds = Array(item["steps"]?.stringValue ?? "")
      try #require(kinds.count == before.count && kinds.count == after.count && !kinds.isEmpty)
      for (step, kind) in kinds.enumerated() {
        #expect(Double(scaler.scale) == before[step].doubleValue)
        let isGood = kind == "g"
        #expect(stepped[step].boolValue == isGood)
        if isGood {
          #expect(Double(0.25 * scaler.scale * scaler.inverseScale) == gradients[step].doubleValue)
        }
        scaler.update(foundInfinite: !isGood)
        #expect(Double(scaler.scale) == after[step].doubleValue, "\(item["name"] ?? .null), step \(step)")
      }
      #expect(scaler.growthTracker == item["lastGrowthTracker"]?.intValue)
    }
  }
}
