import Roberta
import Synchronization
import Tensors
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Layers that do not learn: nothing is spent on them, and keeping their output changes no bit.
@Suite struct FrozenTests {
  private let reference: Reference

  init() throws { reference = try Reference() }

  /// Batches of which each sequence comes several times, in other company and order, once twice in one batch.
  private func batches() -> [PackedBatch] {
    let all = (0..<reference.batch.count).map { b in
      Array(reference.batch.inputIDs[reference.batch.sequenceOffsets[b]..<reference.batch.sequenceOffsets[b + 1]])
    }
    return [all, all.reversed(), Array(all[2...4]), all + [all[0]], [all[5]], [all[3], all[0], all[6]]].map {
      PackedBatch($0)
    }
  }

  /// Logits and gradients of every batch, with dropout above the frozen layers.
  private func numbers(
    lowest: Int, element: FrozenStateCache.Element = .float32, precision: Precision = .fp32, cache: FrozenStateCache?
  ) -> [[Float]] {
    let training = RobertaTraining(
      configuration: reference.configuration, parameters: reference.parameters, pool: ThreadPool(threads: 2),
      trainable: FreezingPlan(lowestLayer: lowest), frozenElement: element, precision: precision)
    training.frozenStates = cache
    return batches().enumerated().flatMap { step, batch in
      training.zeroGradients()
      let logits = Array(training.forward(batch, dropout: DropoutState(seed: 1, step: UInt64(step))))
      logits.withUnsafeBufferPointer { training.backward(dlogits: $0) }
      return [logits, training.gradients.array]
    }
  }

  @Test(arguments: [0, 1, 2, 3]) func gradientsAreThoseOfTheUnfrozenModel(lowest: Int) throws {
    let pool = ThreadPool(threads: 2)
    let whole = TrainingStep(reference, pool: pool)
    let frozen = TrainingStep(reference, pool: pool, plan: FreezingPlan(lowestLayer: lowest))
    #expect(abs(whole.run() - frozen.run()) < 1e-6)
    for descriptor in reference.parameters.table.descriptors where descriptor.layer >= lowest {
      let floor: Float = descriptor.name.hasSuffix("key.bias") ? 1 : 0
      let difference = relativeDifference(frozen.gradient(descriptor), whole.gradient(descriptor), floor: floor)
      #expect(difference < 1e-5, "\(descriptor.name)")
    }
  }

  @Test(arguments: [0, 1, 2, 3]) func nothingIsKeptOfFrozenLayers(lowest: Int) {
    let step = TrainingStep(reference, pool: ThreadPool(threads: 2), plan: FreezingPlan(lowestLayer: lowest))
    _ = step.run()
    for layer in 0..<3 {
      #expect((step.training.keptActivations(ofLayer: layer) == 0) == (layer < lowest), "layer \(layer)")
    }
  }

  #if canImport(Glibc)
    /// The gradients' memory is the system's zero pages until it is written to, also by `zeroGradients`. Where the
    /// system hands out large pages unasked, a neighbour's may cover it.
    @Test(.enabled(if: !hasLargePagesUnasked), arguments: [1, 2, 3])
    func noMemoryIsTakenForFrozenGradients(lowest: Int) {
      let step = TrainingStep(reference, pool: ThreadPool(threads: 2), plan: FreezingPlan(lowestLayer: lowest))
      _ = step.run()
      let page = Int(sysconf(Int32(_SC_PAGESIZE)))
      let frozen = reference.parameters.table.range(ofLayer: lowest).lowerBound * 4 / page
      let pages = (step.training.gradients.count * 4 + page - 1) / page
      var resident = [UInt8](repeating: 0, count: pages)
      #expect(mincore(step.training.gradients.pointer, pages * page, &resident) == 0)
      #expect(frozen > 0 && resident[..<frozen].allSatisfy { $0 & 1 == 0 })
      #expect(resident[frozen...].contains { $0 & 1 == 1 })
    }

    private static var hasLargePagesUnasked: Bool {
      (try? readText("/sys/kernel/mm/transparent_hugepage/enabled"))?.contains("[always]") ?? false
    }
  #endif

  @Test(
    arguments: [1, 2, 3], [(FrozenStateCache.Element.float32, Precision.fp32), (.bfloat16, .bf16), (.float32, .fp16)])
  func keepingChangesNoBit(lowest: Int, kind: (FrozenStateCache.Element, Precision)) {
    let (element, precision) = kind
    func numbers(_ cache: FrozenStateCache?) -> [[Float]] {
      self.numbers(lowest: lowest, element: element, precision: precision, cache: cache)
    }
    let wanted = numbers(nil)
    let large = FrozenStateCache(byteLimit: 1 << 20, element: element, storage: Memory())
    #expect(numbers(large) == wanted)
    #expect(large.usage.sequences == 7 && large.usage.leftOut == 0 && large.usage.found > 10)
    let small = FrozenStateCache(byteLimit: lowest == 3 ? 1000 : 10_000, element: element, storage: Memory())
    #expect(numbers(small) == wanted)
    #expect(small.usage.sequences > 0 && small.usage.leftOut > 0 && small.usage.found > 0)
    #expect(small.usage.bytes <= small.byteLimit)
    let none = FrozenStateCache(byteLimit: 0, element: element, storage: Memory())
    #expect(numbers(none) == wanted)
  }

  /// Of the head's states there is one a sequence.
  @Test func theHeadAloneNeedsTokenZero() {
    let cache = FrozenStateCache(byteLimit: 1 << 20, storage: Memory())
    _ = numbers(lowest: 3, cache: cache)
    let (states, ids) = (reference.batch.count * 32 * 4, reference.batch.tokenCount * 4)
    // The sequence that stands twice in one batch was there before.
    #expect(cache.usage.bytes == states + ids)
  }

  @Test(arguments: [1, 3]) func aStorageThatFailsChangesNoBit(lowest: Int) {
    let wanted = numbers(lowest: lowest, cache: nil)
    let full = FrozenStateCache(byteLimit: 1 << 20, storage: Memory(room: lowest == 3 ? 300 : 5000))
    #expect(numbers(lowest: lowest, cache: full) == wanted)
    #expect(full.isBroken && full.usage.sequences > 0)
    let forgetful = FrozenStateCache(byteLimit: 1 << 20, storage: Memory(forgets: true))
    #expect(numbers(lowest: lowest, cache: forgetful) == wanted)
    #expect(forgetful.usage.found > 0)
  }

  @Test func whatOtherWeightsOrLayersMadeIsNotUsed() {
    let cache = FrozenStateCache(byteLimit: 1 << 20, storage: Memory())
    for lowest in [2, 1, 3, 2] {
      #expect(numbers(lowest: lowest, cache: cache) == numbers(lowest: lowest, cache: nil))
    }
    let before = numbers(lowest: 2, cache: nil)
    reference.parameters["roberta.encoder.layer.1.output.dense.weight"][77] += 0.5
    #expect(numbers(lowest: 2, cache: cache) == numbers(lowest: 2, cache: nil))
    #expect(numbers(lowest: 2, cache: nil) != before)
  }

  @Test func unfreezingGoesOnWithTheSameGradients() {
    let pool = ThreadPool(threads: 2)
    let step = TrainingStep(reference, pool: pool, plan: FreezingPlan(lowestLayer: 3))
    step.training.frozenStates = FrozenStateCache(byteLimit: 1 << 20, storage: Memory())
    for lowest in [3, 2, 1, 0, -1, 1] {
      let plan = FreezingPlan(lowestLayer: lowest)
      step.training.zeroGradients()
      step.training.train(plan)
      let fresh = TrainingStep(reference, pool: pool, plan: plan)
      #expect(step.run() == fresh.run())
      #expect(step.training.gradients.array == fresh.training.gradients.array, "\(lowest)")
    }
  }

  @Test(arguments: [1, 2, 3]) func evaluationTakesWhatIsKept(lowest: Int) {
    let plan = FreezingPlan(lowestLayer: lowest)
    let pool = ThreadPool(threads: 2)
    let cache = FrozenStateCache(byteLimit: 1 << 20, storage: Memory())
    let plain = FrozenClassifier(reference.parameters, plan: plan, cache: nil, pool: pool)
    let keeping = FrozenClassifier(reference.parameters, plan: plan, cache: cache, pool: pool)
    let usual = RobertaForSequenceClassification(
      configuration: reference.configuration, parameters: reference.parameters)
    for batch in batches() {
      let wanted = plain.logits(batch, workspace: RobertaWorkspace())
      #expect(keeping.logits(batch, workspace: RobertaWorkspace()) == wanted)
      // Another GELU, within 1e-6 of training's.
      #expect(relativeDifference(usual.logits(batch, workspace: RobertaWorkspace()), wanted, floor: 1) < 5e-6)
    }
    #expect(cache.usage.found > 10)
    // What training has kept serves evaluation, and the other way round.
    let found = cache.usage.found
    #expect(numbers(lowest: lowest, cache: cache) == numbers(lowest: lowest, cache: nil))
    #expect(cache.usage.sequences == 7 && cache.usage.found >= found + 7)
  }
}

/// Storage in memory, of which there is an end, or that gives nothing back.
private final class Memory: StateStorage {
  private let room: Int
  private let forgets: Bool
  private let bytes = Mutex([UInt8]())

  init(room: Int = .max, forgets: Bool = false) {
    self.room = room
    self.forgets = forgets
  }

  func write(_ source: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    guard offset + source.count <= room else { return false }
    let copy = Array(source)
    bytes.withLock { bytes in
      if bytes.count < offset + copy.count {
        bytes += [UInt8](repeating: 0, count: offset + copy.count - bytes.count)
      }
      bytes.replaceSubrange(offset..<offset + copy.count, with: copy)
    }
    return true
  }

  func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
    if forgets { return false }
    let copy = bytes.withLock { Array($0[offset..<offset + target.count]) }
    target.copyBytes(from: copy)
    return true
  }
}
