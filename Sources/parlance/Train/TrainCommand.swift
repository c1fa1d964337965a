internal import ArgumentParser
private import Corpus
private import JSON
private import Training

/// `parlance train`: from labelled snippets to a model directory.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Trains or fine-tunes a model on labelled snippets.",
    usage: """
      parlance train [--config FILE] --data TRAIN [--validation FILE] --output DIR [--resume] [--KEY VALUE ...]
      parlance train --workspace DIR [--label .EXT=NAME ...] [--config FILE] [--KEY VALUE ...]
      """,
    discussion: """
      Snippets are JSON lines: {"text": "...", "language": "python"}; a null language is "none of these". Lines that are
      no snippets are left out, and said, and the run goes on (as in `parlance evaluate`). TRAIN may also be a folder, which is turned into snippets as `parlance corpus` does. Without --validation a tenth of each language
      (--validationShare) is held out, whole groups at a time; the snippets then lie in DIR/data.jsonl and
      DIR/data.validation.jsonl.
      The model comes to lie in DIR/model, beside the run's configuration.json, log.jsonl and checkpoints/. What the run
      does is shown by DIR/report.html, a page that is written after evaluations and at the end (parlance report), and by
      DIR/tensorboard (tensorboard --logdir DIR; --tensorboard false leaves it out). Once it has ended, evaluation.json
      has all figures; it and the page hold some of the validation snippets, the ones that were surely wrong.
      Every key of the configuration is a flag too: --learningRate 3e-5 or --learning-rate 3e-5. Flags win over FILE.
      The run's configuration.json says it all: given as FILE, with the same data, it repeats the run to the last bit.

      Examples:
        parlance train --data ~/src --output runs/mine --modelName share/parlance/model --epochs 2
        parlance train --data mine.jsonl --validation held-out.jsonl --output runs/first \\
          --modelName share/parlance/model --maxLength 128 --epochs 2
        parlance train --data mine.jsonl --validation held-out.jsonl --output runs/codeberta \\
          --modelName CodeBERTa-small-v1
        parlance train --config DefaultModel/configuration.json --data train.jsonl \\
          --validation validation.jsonl --output runs/x
        parlance train --config DefaultModel/configuration.json --data train.jsonl \\
          --validation validation.jsonl --output runs/x --resume

      --freezeBaseModel trains the head alone, --unfreezeLastNLayers N the last N layers too, and
      --gradualUnfreezingEpochs E one more every E epochs; --freezeEmbeddings keeps the embeddings.
      Frozen layers run without dropout, and once for each text: their output is kept on disk, up to
      --frozenCacheMegabytes, while the run lasts. So that it serves again, random pieces of the texts
      are drawn once, in --frozenCropSets sets; 0 draws new ones each epoch.

        parlance train --data mine.jsonl --validation held-out.jsonl --output runs/last \\
          --modelName share/parlance/model --freezeBaseModel --unfreezeLastNLayers 1

      --ngramFeatures 65536 gives the model an n-gram part: a linear classifier on runs of characters, words, pairs of
      words and the shape of the text, which learns after the encoder and whose logits are added to its. A part that the
      model of --modelName has is kept and trained on. --ngramsOnly leaves the encoder as it is, to the bit, and trains the
      n-gram part alone.

        parlance train --data train.jsonl --validation validation.jsonl --output runs/with-ngrams \\
          --modelName share/parlance/model --ngramsOnly --ngramFeatures 65536

      Ctrl-C writes a checkpoint, and so do a polite kill (SIGTERM) and a terminal that is closed (SIGHUP, unless nohup
      keeps it off); --resume goes on from it to the same result, bit for bit. A second one ends the program at once. What comes before the first step (reading, the tokenizer, the bag-of-tokens stage)
      is in no checkpoint: a run that is stopped in it begins anew. So does the n-gram part of one that is stopped in it.

      --workspace retrains the model that answers in a workspace from the workspace's own files, with a small set of pieces
      of all languages so that nothing is forgotten. The new model answers (.parlance/model) only where it is better on
      held-out files of the workspace and no worse on the other languages; the exit code is then 0. An extension that
      --label names, or .gitattributes (linguist-language), becomes a language of its own. Its defaults are others:
      \(retrainingDefaults).

        parlance train --workspace .
        parlance train --workspace . --label .foo=foolang
        parlance model rollback

      Exit code 0: the model was saved (with --workspace: taken over). 1: it was not, or with --progress json standard
      output could not be written to. 2: wrong usage.

      Keys, with their defaults:
      \(keyLines)
      """)

  /// What `TrainingConfiguration.retraining` has otherwise than the defaults.
  private static var retrainingDefaults: String {
    let (usual, retraining) = (TrainingConfiguration().json(), TrainingConfiguration.retraining.json())
    let differing = TrainingConfiguration.keys.filter { retraining[$0.name] != usual[$0.name] }
    return differing.map { "\($0.name) \(retraining[$0.name]?.serializedString() ?? "")" }.joined(separator: ", ")
  }

  /// A key a line, and under it what it does.
  private static var keyLines: String {
    TrainingConfiguration.keys.map { key in
      "  \(key.name) (\(key.defaultText)): \(key.expected)\n      \(key.help)"
    }.joined(separator: "\n")
  }

  @Option(help: "The configuration, as JSON.")
  var config: String?

  @Option(help: "Snippets to learn from: a file, or a folder to make them of.")
  var data: String?

  @Option(help: "Snippets to measure on (default: a part of the data is held out).")
  var validation: String?

  @Option(help: "The run's directory.")
  var output: String?

  @Flag(help: "Go on from the newest checkpoint in the run's directory.")
  var resume = false

  @Option(help: "auto: for people, on standard error; json: one object a line on standard output.")
  var progress = TrainingProgressStyle.auto

  @OptionGroup var workspace: WorkspaceArguments

  @Argument(parsing: .allUnrecognized, help: .hidden)
  var overrides: [String] = []

  mutating func validate() throws {
    if workspace.isUsed {
      guard !workspace.workspace.isEmpty else { throw ValidationError("Which workspace? Name it with --workspace.") }
      guard data == nil, output == nil, validation == nil, !resume else {
        throw ValidationError(
          "--workspace finds its data and its place itself: leave out --data, --validation, --output and --resume.")
      }
      _ = try workspace.mapping()
    } else if data == nil || output == nil {
      throw ValidationError(
        "Missing expected argument '--\(data == nil ? "data" : "output") <\(data == nil ? "data" : "output")>'")
    }
    var probe = TrainingConfiguration()
    do {
      try probe.merge(flags: overrides)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  func run() throws {
    let interruption = Interruption()
    guard let data, let output else { return try retrain(until: interruption) }
    let reporter = TrainingReporter(progress)
    do {
      var run = TrainingRun(
        configuration: try settings(), trainPath: data, validationPath: validation, output: output)
      run.resumes = resume
      run.commandLine = ["parlance"] + CommandLine.arguments.dropFirst()
      let outcome = try observed(run, by: reporter, until: interruption)
      guard case .interrupted(let step) = outcome else {
        if reporter.hasLostOutput { throw ExitCode.failure }
        return
      }
      reporter.say(
        step.map { "Stopped after step \($0); the checkpoint is in \(output). Go on with --resume." }
          ?? "Stopped before the first step, where there is no checkpoint yet: the run begins anew next time.")
    } catch let error as ValidationError {
      throw error
    } catch let code as ExitCode {
      throw code
    } catch {
      reporter.say("parlance train: \(error)")
    }
    throw ExitCode.failure
  }

  private func retrain(until interruption: Interruption) throws {
    var configuration = TrainingConfiguration.retraining
    do {
      if let config { try configuration.merge(file: config) }
    } catch {
      RetrainingReporter(progress).finish(.failed(RetrainingFailure(.error, "\(error)")))
      throw ExitCode.failure
    }
    do {
      try configuration.merge(flags: overrides)
    } catch {
      throw ValidationError("\(error)")
    }
    let training = WorkspaceTraining(arguments: workspace, configuration: configuration, progress: progress)
    throw try training.run(until: interruption)
  }

  /// Runs, shows what happens, and leaves the report behind however it ends.
  private func observed(
    _ run: TrainingRun, by reporter: TrainingReporter, until interruption: Interruption
  ) throws -> TrainingRun.Outcome {
    let observer = RunObserver(
      directory: run.output, writesTensorBoard: run.configuration.tensorboard, say: { reporter.say($0) })
    defer {
      reporter.finish()
      if let report = observer.finish() { reporter.tell("What the run did: \(report)") }
    }
    return try run.run(
      emit: { event in
        reporter.show(event)
        observer.take(event)
      }, shouldStop: { interruption.isAsked })
  }

  /// Defaults < file < flags. A flag that is no key, or contradicts another, is wrong usage; a file that is wrong is a
  /// failure.
  private func settings() throws -> TrainingConfiguration {
    var configuration = TrainingConfiguration()
    if let config { try configuration.merge(file: config) }
    do {
      try configuration.merge(flags: overrides)
      if config == nil || !overrides.isEmpty { try configuration.validate() }
    } catch {
      throw ValidationError("\(error)")
    }
    return configuration
  }
}
