internal import Figures
internal import Evaluation

/// How often the answers of each confidence are right (Guo et al. 2017, figure 1), and how many there are below.
struct ReliabilityDiagram {
  let bins: [CalibrationError.Bin]
  let expectedError: Double

  // In the units of the SVG.
  private static let (left, top, side, histogram) = (40.0, 8.0, 220.0, 46.0)
  private static let gap = 8.0

  var html: HTML {
    """
    <svg class="reliability" viewBox="0 0 284 316" role="img" aria-labelledby="reliability-t reliability-d">
    <title id="reliability-t">Accuracy by confidence</title><desc id="reliability-d">\(description)</desc>
    <defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">\
    <path class="hatch" d="M0 0V4"/></pattern></defs>
    \(grid)\(bins.enumerated().map { bar($0.offset, $0.element) }.joined())\
    <path class="diagonal" d="\(SVG.path([(Self.left, Self.vertical(0)), (Self.left + Self.side, Self.vertical(1))]))"/>
    <text x="150" y="312" text-anchor="middle">confidence</text>
    </svg>

    """
  }

  private var description: String {
    let filled = bins.filter { $0.rows > 0 }
    let surest = filled.last.map {
      "; answers of the highest confidence, \(NumberText.percent($0.meanConfidence)) in the mean, are right in "
        + "\(NumberText.percent($0.accuracy))"
    }
    return "Expected calibration error \(NumberText.percent(expectedError, 2))" + (surest ?? "")
  }

  private var grid: HTML {
    let base = Self.top + Self.side + Self.gap + Self.histogram
    return stride(from: 0.0, through: 1.0, by: 0.25).map { share -> HTML in
      let (across, down) = (Self.left + share * Self.side, Self.vertical(share))
      return """
        <path class="grid" d="M\(SVG.number(Self.left)) \(SVG.number(down))H\(SVG.number(Self.left + Self.side))"/>\
        <text x="\(SVG.number(Self.left - 4))" y="\(SVG.number(down + 3))" text-anchor="end">\
        \(NumberText.percent(share, 0))</text>\
        <text x="\(SVG.number(across))" y="\(SVG.number(base + 12))" text-anchor="middle">\
        \(NumberText.percent(share, 0))</text>

        """
    }.joined()
  }

  private func bar(_ place: Int, _ bin: CalibrationError.Bin) -> HTML {
    guard bin.rows > 0 else { return "" }
    let width = Self.side / Double(bins.count)
    let x = Self.left + Double(place) * width
    let most = Double(bins.map(\.rows).max() ?? 1)
    let accuracy = Self.side * min(1, bin.accuracy)
    let rows = Self.histogram * Double(bin.rows) / most
    let floor = Self.top + Self.side + Self.gap + Self.histogram
    return """
      <g><title>\(words(place, bin))</title>\
      \(rectangle("accuracy", x, Self.vertical(0) - accuracy, width, accuracy))\
      \(rectangle("gap", x, Self.vertical(max(accuracy / Self.side, mean(bin))), width, abs(mean(bin) * Self.side - accuracy)))\
      \(rectangle("count", x, floor - rows, width, rows))</g>

      """
  }

  private func mean(_ bin: CalibrationError.Bin) -> Double { min(1, max(0, bin.meanConfidence)) }

  private func rectangle(_ style: String, _ x: Double, _ y: Double, _ width: Double, _ height: Double) -> HTML {
    """
    <rect class="\(style)"\(style == "gap" ? #" fill="url(#hatch)""# as HTML : "") x="\(SVG.number(x + 0.5))" y="\(SVG.number(y))" width="\(SVG.number(width - 1))" \
    height="\(SVG.number(height))"/>
    """
  }

  private func words(_ place: Int, _ bin: CalibrationError.Bin) -> String {
    "\(Self.range(place, of: bins.count)): \(NumberText.grouped(bin.rows)) answers, "
      + "\(NumberText.percent(bin.accuracy)) right, mean confidence \(NumberText.percent(bin.meanConfidence))"
  }

  /// The bin in words: `20.0 to 26.7 %`.
  static func range(_ place: Int, of count: Int) -> String {
    let bound = { (edge: Int) in NumberText.fixed(100 * Double(edge) / Double(count), 1) }
    return "\(bound(place)) to \(bound(place + 1)) %"
  }

  private static func vertical(_ share: Double) -> Double { top + (1 - share) * side }
}
