internal import Files
internal import JSON

/// Everything that is known of the pieces while the folders are walked: texts on disk, hashes and signatures in memory
/// (some 300 bytes a piece).
struct SnippetStore {
  private struct Record {
    let offset: UInt64
    let count: UInt32
    let language: UInt32
    let group: UInt32
    /// Decides which are kept where a language has too many.
    let rank: UInt64
  }

  private let spool: SpoolFile
  private let seed: UInt64
  private var records: [Record] = []
  private var labels: [String] = []
  private var labelNumbers: [String: UInt32] = [:]
  /// Where each group's name stands in the spool.
  private var groupNames: [(offset: UInt64, count: UInt32)] = []
  /// A hash of each group's name, where the split goes by that.
  private var nameRanks: [UInt64] = []
  private var projects: [String: Int] = [:]
  private var hashes: Set<UInt64> = []
  private var nearCopies = NearCopies()

  init(directory: String, seed: UInt64) throws(FileError) {
    spool = try SpoolFile(in: directory)
    self.seed = seed
  }

  /// How many pieces there are.
  var count: Int { records.count }

  /// Adds the pieces of a file, and counts what is there already.
  mutating func add(_ examination: Examination, grouping: CorpusGrouping, _ report: inout CorpusReport)
    throws(FileError)
  {
    let new = examination.pieces.filter { hashes.insert($0.hash).inserted }
    let copies = examination.pieces.count - new.count
    if copies > 0 { report.skip(.exactCopy, examination.file.path, count: copies) }
    guard !new.isEmpty else { return }
    let group = try group(examination.file, grouping)
    for piece in new {
      report.meet(piece.language, examination.file.path)
      try append(piece, group: group)
    }
  }

  private mutating func append(_ piece: Piece, group: Int) throws(FileError) {
    records.append(
      Record(
        offset: UInt64(spool.count), count: UInt32(piece.line.count), language: number(of: piece.language),
        group: UInt32(group), rank: TextHash.mix(piece.hash ^ seed)))
    nearCopies.add(piece.signature, group: group)
    try spool.append(piece.line)
  }

  private mutating func number(of label: String) -> UInt32 {
    if let number = labelNumbers[label] { return number }
    let number = UInt32(labels.count)
    labels.append(label)
    labelNumbers[label] = number
    return number
  }

  /// The number of the file's group, made where it is new.
  private mutating func group(_ file: FoundFile, _ grouping: CorpusGrouping) throws(FileError) -> Int {
    let project = grouping == .project ? file.project : nil
    if let project, let number = projects[project] { return number }
    let number = groupNames.count
    let name = JSONValue.string(project ?? file.shownPath).serialized()
    nameRanks.append(TextHash.mix(TextHash.of(project ?? file.shownPath) ^ seed))
    groupNames.append((UInt64(spool.count), UInt32(name.count)))
    try spool.append(name)
    if let project { projects[project] = number }
    return number
  }

  /// Chooses, splits and writes.
  ///
  /// - Returns: false where it was asked to stop; then nothing was written.
  mutating func write(
    to files: CorpusFiles, _ options: CorpusOptions, _ report: inout CorpusReport, shouldStop: () -> Bool
  ) throws(FileError) -> Bool {
    var joined = UnionFind(count: groupNames.count)
    nearCopies.join(&joined, shouldStop: shouldStop)
    let roots = groupNames.indices.map { joined.find($0) }
    nearCopies = NearCopies()
    report.groups = groupNames.count
    report.joinedGroups = roots.indices.count { roots[$0] != $0 }
    let kept = keptRecords(options.maximumPerLanguage)
    report.skip(overMaximum: records.count - kept.count)
    let split = GroupSplit(
      kept.map { (roots[Int(records[$0].group)], Int(records[$0].language)) }, groupCount: groupNames.count,
      share: options.validationShare,
      order: options.splitsByName ? .ranks(nameRanks) : .random(seed: options.seed))
    return try write(kept, roots, split, to: files, options, &report, shouldStop: shouldStop)
  }

  /// The places of the records that stay, in order: all, or of each language those of the lowest rank.
  private func keptRecords(_ maximum: Int?) -> [Int] {
    guard let maximum else { return Array(records.indices) }
    var ranks = [[UInt64]](repeating: [], count: labels.count)
    for record in records { ranks[Int(record.language)].append(record.rank) }
    let limits = ranks.map { ranks in ranks.count > maximum ? ranks.sorted()[maximum - 1] : .max }
    return records.indices.filter { records[$0].rank <= limits[Int(records[$0].language)] }
  }

  private func write(
    _ kept: [Int], _ roots: [Int], _ split: GroupSplit, to files: CorpusFiles, _ options: CorpusOptions,
    _ report: inout CorpusReport, shouldStop: () -> Bool
  ) throws(FileError) -> Bool {
    var train = try SnippetWriter(path: files.train)
    guard options.validationShare > 0 else {
      for index in kept {
        if shouldStop() { return false }
        try append(index, roots, to: &train)
        report.languages[labels[Int(records[index].language)], default: .init()].train += 1
      }
      try train.synchronize()
      // An older one would be measured on, and its rows may be among those to learn from now.
      if FileKind(path: files.validation) == .file { try SymbolicLink.remove(files.validation) }
      try train.commit()
      return true
    }
    var validation = try SnippetWriter(path: files.validation)
    for index in kept {
      if shouldStop() { return false }
      let label = labels[Int(records[index].language)]
      if split.isValidation[roots[Int(records[index].group)]] {
        try append(index, roots, to: &validation)
        report.languages[label, default: .init()].validation += 1
      } else {
        try append(index, roots, to: &train)
        report.languages[label, default: .init()].train += 1
      }
    }
    try train.synchronize()
    try validation.synchronize()
    try validation.commit()
    try train.commit()
    return true
  }

  private func append(_ index: Int, _ roots: [Int], to writer: inout SnippetWriter) throws(FileError) {
    let record = records[index]
    let name = groupNames[roots[Int(record.group)]]
    try writer.append(
      spool.read(offset: Int(record.offset), count: Int(record.count)),
      group: spool.read(offset: Int(name.offset), count: Int(name.count)))
  }
}

extension CorpusReport {
  mutating func skip(overMaximum count: Int) {
    if count > 0 { skip(.overMaximum, "", count: count) }
  }
}
