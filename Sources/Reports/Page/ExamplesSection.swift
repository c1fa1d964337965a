internal import Figures
internal import Evaluation

/// The worst confusions, with texts.
struct ExamplesSection {
  let report: EvaluationReport

  var html: HTML {
    guard !report.examples.isEmpty else { return "" }
    let confusions = report.worstConfusions(ConfusionExample.confusions)
    return HTML.section(
      "examples", "The worst confusions, with examples",
      "<p>The wrong answers that the model was surest of; long texts are cut.</p>\n\(confusions.map(confusion).joined())"
    )
  }

  private func confusion(_ confusion: Confusion) -> HTML {
    let examples = report.examples.filter { $0.truth == confusion.truth && $0.answer == confusion.answer }
    guard !examples.isEmpty else { return "" }
    let times = confusion.count == 1 ? "once" : "\(NumberText.grouped(confusion.count)) times"
    return HTML.details(
      "\(confusion.truth) taken for \(ConfusionSection.name(confusion.answer)), \(times)",
      examples.map(Self.example).joined())
  }

  private static func example(_ example: ConfusionExample) -> HTML {
    let cut: HTML = example.isCut ? #"<p class="cut">… the text goes on</p>"# : ""
    return """
      <figure class="example"><figcaption>\(NumberText.percent(example.confidence)) sure</figcaption>\
      <pre tabindex="0"><code>\(example.text)</code></pre>\(cut)\
      </figure>

      """
  }
}
