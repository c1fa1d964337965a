/// One draw of an epoch.
struct Draw: Sendable {
  /// The snippet.
  var snippet: Int
  /// The epoch, and the draw's place in it.
  var epoch: Int, place: Int
  /// The set of fixed crops that the epoch uses; nil: its own.
  var set: Int?
  /// How often the epoch has drawn the snippet before.
  var occurrence: Int
}

/// Turns draws into ids: a pure function of the draw, in which what comes again is tokenized once.
struct DrawEncoder: Sendable {
  private let texts: [[UInt8]]
  private let crop: TextCrop
  private let noise: TokenNoise
  private let encode: SnippetEncoder
  private let seed: Int
  private let kept = KeptIDs()

  init(
    _ texts: [[UInt8]], _ configuration: TrainingConfiguration, noise: TokenNoise,
    encode: @escaping SnippetEncoder
  ) {
    self.texts = texts
    crop = TextCrop(configuration)
    self.noise = noise
    self.encode = encode
    seed = configuration.seed
  }

  /// Whether a snippet is the same ids each time.
  var isIdentity: Bool { crop.isIdentity && !noise.isActive }

  /// Appends the draw's ids.
  func append(_ draw: Draw, to ids: inout [Int32]) {
    if let set = draw.set, !isIdentity {
      let number = draw.occurrence * texts.count + draw.snippet
      kept.append(KeptIDs.Key(set: set, draw: number), to: &ids) { ids in
        var random = RandomStream(seed: seed, .fixedCrop, set, number)
        appendDrawn(draw.snippet, to: &ids, &random)
      }
    } else {
      var random = RandomStream(seed: seed, .crop, draw.epoch, draw.place)
      appendDrawn(draw.snippet, to: &ids, &random)
    }
  }

  private func appendDrawn(_ snippet: Int, to ids: inout [Int32], _ random: inout RandomStream) {
    let start = ids.count
    if crop.isIdentity {
      kept.append(KeptIDs.Key(set: -1, draw: snippet), to: &ids) { encode(texts[snippet], &$0) }
    } else {
      encode(crop.draw(from: texts[snippet], &random), &ids)
    }
    noise.apply(to: &ids, from: start, &random)
  }
}
