/// Where a text has its features, so that what is said without some of its bytes costs little.
///
/// What is left without bytes are the features of which the text has a place that none of them touches. Features that come
/// about where the rest would grow together are not looked for, so that it is a hint and no more.
package struct NGramPlaces {
  private let classifier: NGramClassifier
  private let workspace = NGramWorkspace()
  /// Where each scalar begins in the text; -1 for a line feed that is none of the text's.
  private var offsets: [Int32] = []
  private var places: [Place] = []
  /// The rows of the features that the text has, each once, and at how many places it has each.
  private var rows: [UInt32] = []
  private var counts: [Int32] = []
  /// The sum of these rows, (D).
  private var sums: [Int32] = []

  /// A feature, as an index into `rows`, and the scalars that it is made of.
  private struct Place {
    let feature: Int32
    let start: Int32
    let end: Int32
  }

  init(of text: UnsafeBufferPointer<UInt8>, by classifier: NGramClassifier) {
    self.classifier = classifier
    offsets = [Int32](unsafeUninitializedCapacity: NGramText.mostScalars) { [workspace] buffer, count in
      count = NGramText.read(text, into: workspace.scalars, offsets: buffer.baseAddress)
    }
    findPlaces()
    for (index, row) in rows.enumerated() { workspace.found[index] = row }
    classifier.sumFound(rows.count, workspace)
    sums = Array(UnsafeBufferPointer(start: workspace.sums, count: classifier.dimensions))
  }

  private mutating func findPlaces() {
    var features = [Int32](repeating: -1, count: classifier.featureCount)
    func add(_ row: UInt32, _ start: Int, _ end: Int) {
      if features[Int(row)] < 0 {
        features[Int(row)] = Int32(rows.count)
        rows.append(row)
        counts.append(0)
      }
      let feature = features[Int(row)]
      counts[Int(feature)] += 1
      places.append(Place(feature: feature, start: Int32(start), end: Int32(end)))
    }
    let scalars = workspace.scalars
    classifier.index.withLookup { lookup in
      NGramFeatures.forEach(scalars, count: offsets.count, workspace.features) { key, start, end in
        let place = lookup.place(of: key)
        if place.isThere { add(place.row, start, end) }
        return place.isThere
      }
    }
  }

  /// What is said without the bytes of these ranges, which ascend.
  package func answer(without ranges: [Range<Int>]) -> NGramAnswer {
    let lost = findLost(ranges)
    classifier.sumFound(lost, workspace)
    for d in 0..<classifier.dimensions { workspace.sums[d] = sums[d] - workspace.sums[d] }
    var answer = NGramAnswer(classCount: classifier.classCount)
    answer.fill { classifier.addLogits(featureCount: rows.count - lost, workspace, to: $0) }
    return answer
  }

  /// Finds the rows of the features all of whose places touch a byte of the ranges. How many they are.
  private func findLost(_ ranges: [Range<Int>]) -> Int {
    let touched = touchedScalars(ranges)
    var left = counts
    var lost = 0
    for place in places where touched[Int(place.end)] > touched[Int(place.start)] {
      left[Int(place.feature)] -= 1
      if left[Int(place.feature)] == 0 {
        workspace.found[lost] = rows[Int(place.feature)]
        lost += 1
      }
    }
    return lost
  }

  /// For each scalar, and the end, how many before it begin in one of the ranges.
  private func touchedScalars(_ ranges: [Range<Int>]) -> [Int32] {
    var touched: [Int32] = [0]
    touched.reserveCapacity(offsets.count + 1)
    var count: Int32 = 0
    var next = 0
    for offset in offsets.lazy.map(Int.init) {
      while next < ranges.count, ranges[next].upperBound <= offset { next += 1 }
      if next < ranges.count, ranges[next].contains(offset) { count += 1 }
      touched.append(count)
    }
    return touched
  }
}

extension NGramClassifier {
  /// Where a prepared text, in UTF-8, has its features.
  package func places(of text: [UInt8]) -> NGramPlaces {
    text.withUnsafeBufferPointer { NGramPlaces(of: $0, by: self) }
  }
}
