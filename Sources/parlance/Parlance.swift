import ArgumentParser

@main
struct Parlance: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parlance", abstract: "Tells which programming language a text is written in.")
}
