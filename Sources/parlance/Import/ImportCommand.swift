internal import ArgumentParser
internal import Classification
internal import Files
internal import Roberta
internal import Safetensors

/// `parlance import`: a Hugging Face directory into a model directory.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make a model directory of a Hugging Face directory.",
    discussion: """
      Examples:
        parlance import CodeBERTa-small-v1 -o models/codeberta
        parlance train --modelName models/codeberta --data mine.jsonl --validation held-out.jsonl --output runs/first
        parlance import my-finetuned-roberta -o models/mine --dtype F16

      The directory has a RoBERTa model: config.json, tokenizer.json (or vocab.json and merges.txt), and the weights as \
      model.safetensors or pytorch_model.bin (of any version of PyTorch), or in shards with their index. \
      pytorch_model.bin is read without running anything in it: a pickle that asks for more than tensors is refused by \
      the name of what it asks for.

      Of a model of Parlance's own the n-gram part (ngrams.safetensors) is kept too.

      A model without a classification head (RobertaForMaskedLM, RobertaModel) is imported as an encoder. It tells no \
      languages apart until `parlance train` has given it a head.
      """)

  @Argument(help: ArgumentHelp("The Hugging Face directory.", valueName: "directory"))
  var directory: String

  @Option(name: [.short, .long], help: ArgumentHelp("The model directory to make.", valueName: "directory"))
  var output: String

  @Option(help: "How the weights are stored: F32 (exactly), F16 or BF16.")
  var dtype = ImportDType.f32

  @Flag(help: "Replace a model directory that is there.")
  var force = false

  /// The directories above the output, which need not be there yet.
  private func makeParent() throws(ModelError) {
    let parent = Path.parent(of: output)
    guard !parent.isEmpty else { return }
    do throws(FileError) {
      try Directory.make(parent)
    } catch {
      throw ModelError(file: error.path, problem: "\(error.problem)")
    }
  }

  func run() throws {
    do throws(ModelError) {
      try checkOutput()
      let pretrained = try ModelDirectory(path: directory).loadPretrained()
      try checkRange(pretrained.model)
      try makeParent()
      try ModelDirectory(path: output).save(pretrained.model, storing: dtype.storage)
      for note in pretrained.notes { Diagnostics.error("\(directory): \(note)") }
      report(pretrained.model)
    } catch {
      Diagnostics.error("\(error)")
      throw ExitCode.failure
    }
  }

  /// What stands there already is only replaced where that was asked for, and where it is a model or empty: a wrong name
  /// must not cost someone a directory of other things.
  private func checkOutput() throws(ModelError) {
    switch FileKind(path: output) {
    case .missing: return
    case .directory where force:
      let isModel = [ModelDirectory.File.configuration, .weights].allSatisfy { ModelDirectory(path: output).has($0) }
      guard !isModel, !Directory.names(in: output).isEmpty else { return }
      throw ModelError(
        file: output, problem: "is no model directory (config.json and model.safetensors), and is not replaced")
    case .directory: throw ModelError(file: output, problem: "is there already; --force replaces it")
    case .file, .other: throw ModelError(file: output, problem: "is there already, and is no directory")
    }
  }

  /// Half precision ends at 65,504: a weight beyond it would be stored as an infinity.
  private func checkRange(_ model: Model) throws(ModelError) {
    guard dtype == .f16 else { return }
    for descriptor in model.parameters.table.descriptors
    where model.parameters[descriptor.name].contains(where: { abs($0) >= 65_520 }) {
      throw ModelError(
        file: directory, field: descriptor.name, problem: "has a weight too large for F16; BF16 and F32 hold it")
    }
  }

  private func report(_ model: Model) {
    let configuration = model.configuration
    var output = OutputBuffer.standardOutput
    output.writeLine(Terminal.printable(self.output))
    output.writeLine("  " + ModelDescription.size(of: model))
    if let ngrams = ModelDescription.ngrams(of: model) { output.writeLine("  " + ngrams) }
    if !configuration.hasHead {
      output.writeLine(
        "  no classification head: parlance train --modelName \(Terminal.printable(self.output)) gives it one")
    }
    output.flush()
  }
}

/// How imported weights are stored.
enum ImportDType: String, ExpressibleByArgument, CaseIterable, Sendable {
  case f32 = "F32"
  case f16 = "F16"
  case bf16 = "BF16"

  /// In upper or lower case.
  init?(argument: String) { self.init(rawValue: argument.uppercased()) }

  var storage: SafetensorsDType {
    switch self {
    case .f32: .f32
    case .f16: .f16
    case .bf16: .bf16
    }
  }
}
