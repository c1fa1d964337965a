package import Evaluation

/// A run, or an evaluation, as one page of HTML that needs nothing else: no script from elsewhere, no font, no network.
///
/// Its content security policy allows its own style and script alone, by their digests.
package struct ReportPage: Sendable {
  /// What it is about: the run's or the model's name.
  package var title: String
  /// What the run did; nil for an evaluation alone.
  package var history: RunHistory?
  /// What the run was told to do.
  package var configuration: RunConfiguration?
  /// What the model is worth.
  package var evaluation: EvaluationReport?
  /// Further facts, by name, in the order in which they are shown.
  package var facts: [(name: String, value: String)] = []
  /// What the reader should know.
  package var notes: [String] = []

  /// A page of that title.
  package init(title: String) { self.title = title }

  /// The page in UTF-8.
  package func rendered() -> [UInt8] { Array(document.markup.utf8) }

  private var document: HTML {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(PageAssets.policy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="referrer" content="no-referrer">
    <title>\(title) – Parlance</title>
    <style>\(PageAssets.style)</style>
    </head>
    <body>
    <header><p class="kind">\(history == nil ? "Evaluation" : "Training run")</p><h1>\(title)</h1>
    \(OverviewSection(page: self).html)</header>
    <main>
    \(sections.joined())</main>
    <footer><p>Written by Parlance. This page is complete in itself and loads nothing.</p></footer>
    <script>\(PageAssets.script)</script>
    </body>
    </html>

    """
  }

  private var sections: [HTML] {
    var sections: [HTML] = []
    if let history { sections.append(CurvesSection(history: history).html) }
    if let evaluation, evaluation.rows > 0 {
      sections += [
        LengthSection(report: evaluation).html, CalibrationSection(report: evaluation).html,
        ConfusionSection(report: evaluation).html, ExamplesSection(report: evaluation).html,
        LanguagesSection(report: evaluation).html,
      ]
    }
    if let configuration { sections.append(ConfigurationSection(configuration: configuration).html) }
    return sections
  }
}
