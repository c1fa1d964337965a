import Roberta
import Testing
import Training

@Suite("Schedules, stopping, losses, digests")
struct PureFunctionTests {
  /// transformers 5.23, get_{linear,cosine,constant}_schedule_with_warmup(optimizer, 4, 10), get_last_lr() by step.
  private static let cosine = [
    0.0, 0.25, 0.5, 0.75, 1.0, 0.933_012_701_892_219_3, 0.75, 0.5, 0.25, 0.066_987_298_107_780_7, 0.0,
  ]
  private static let linear = [0.0, 0.25, 0.5, 0.75, 1.0, 5 / 6.0, 4 / 6.0, 3 / 6.0, 2 / 6.0, 1 / 6.0, 0.0]
  private static let constant = [0.0, 0.25, 0.5, 0.75, 1, 1, 1, 1, 1, 1, 1]

  @Test(
    "schedules are those of transformers",
    arguments: [(ScheduleKind.cosine, cosine), (.linear, linear), (.constant, constant)])
  func schedules(kind: ScheduleKind, rates: [Double]) {
    let schedule = LearningRateSchedule(kind: kind, peak: 2, warmupSteps: 4, totalSteps: 10)
    for (step, rate) in rates.enumerated() { #expect(abs(schedule.rate(at: step) - 2 * rate) < 1e-12) }
  }

  @Test("the share of warm-up steps is rounded up, as transformers does")
  func warmup() {
    var configuration = TrainingConfiguration()
    configuration.warmupRatio = 0.1
    #expect(LearningRateSchedule(configuration, totalSteps: 101).warmupSteps == 11)
    configuration.warmupSteps = 3
    #expect(LearningRateSchedule(configuration, totalSteps: 101).warmupSteps == 3)
  }

  @Test("stops after the patience, and NaN is never better")
  func earlyStopping() {
    var configuration = TrainingConfiguration()
    configuration.earlyStoppingPatience = 2
    configuration.earlyStoppingThreshold = 0.1
    var stopping = EarlyStopping(configuration)
    let losses: [(Double, Bool)] = [(1.0, true), (0.95, true), (0.8, true), (.nan, false), (0.79, true)]
    for (step, (loss, isBest)) in losses.enumerated() {
      #expect(!stopping.shouldStop)
      #expect(stopping.record(loss, step: step) == isBest)
    }
    #expect(stopping.shouldStop)
    #expect(stopping.bestStep == 4)
  }

  @Test("none of these is pulled to the uniform distribution, by its weight")
  func outlierExposure() {
    let loss = ClassificationLoss(classCount: 4, labelSmoothing: 0, noneOfTheseWeight: 0.5)
    var gradient: [Float] = []
    let logits: [Float] = [2, 0, 0, 0, 0, 0, 0, 0]
    let sums = logits.withUnsafeBufferPointer {
      loss.sums(logits: $0, labels: [-1, 2], scale: 1, gradient: &gradient)
    }
    // numpy: p = softmax([2, 0, 0, 0]); 0.5 * (p - 0.25); 0.5 * -mean(log p) + log(4)
    let wanted: [Float] = [0.230_617, -0.076_872, -0.076_872, -0.076_872, 0.25, 0.25, -0.75, 0.25]
    for (a, b) in zip(gradient, wanted) { #expect(abs(a - b) < 1e-5) }
    #expect(abs(sums.weightedLoss - (0.5 * 1.840_753 + 1.386_294)) < 1e-5)
    #expect(sums.weight == 1.5 && sums.known == 1)
  }

  /// Python: hashlib.sha256(b"a" * n).hexdigest()
  @Test(
    "SHA-256 of texts around the block size, in one piece and in two",
    arguments: [
      (0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
      (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
      (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
      (1000, "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"),
    ])
  func digest(count: Int, wanted: String) {
    let text = [UInt8](repeating: UInt8(ascii: "a"), count: count)
    for cut in [0, count / 3, count] {
      var digest = SHA256()
      text[..<cut].withUnsafeBytes { digest.update($0) }
      text[cut...].withUnsafeBytes { digest.update($0) }
      #expect(digest.finish() == wanted)
    }
  }
}
