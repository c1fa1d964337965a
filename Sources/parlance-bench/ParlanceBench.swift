import ArgumentParser

@main
struct ParlanceBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parlance-bench", abstract: "Measures kernels, tokenizer, training and server.",
    subcommands: [
      EvidenceBench.self, ForwardBench.self, InferenceBench.self, KernelBench.self, MakeModel.self, NGramBench.self,
      StepBench.self, TokenizerBench.self, TrainTokenizer.self,
    ])
}
