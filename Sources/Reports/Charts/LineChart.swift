private import Figures

/// Curves over the steps of a run, as SVG.
struct LineChart {
  /// One curve.
  struct Series {
    let name: String
    /// The class that gives colour and dashes: `a`, `b` or `c`.
    let style: String
    let points: [(x: Double, y: Double)]
    /// Whether each point is marked, with its values as a tooltip.
    var hasMarks = false
  }

  let id: String, title: String
  let series: [Series]
  /// A value as text, with so many decimals at least.
  let text: (_ value: Double, _ decimals: Int) -> String

  // In the units of the SVG, of which the page shows one as 1 to 1.5 pixels.
  private static let (width, height) = (360.0, 210.0)
  private static let (left, right, top, bottom) = (46.0, 14.0, 8.0, 30.0)
  /// More points than pixels are means of their neighbours.
  private static let greatestPoints = 500

  /// The chart in a `figure` with its legend.
  var html: HTML {
    let shown = series.filter { !$0.points.isEmpty }
    return """
      <figure><figcaption>\(title)</figcaption>
      \(svg(shown))<ul class="legend">\(shown.map(Self.legend).joined())</ul>
      </figure>

      """
  }

  private func svg(_ shown: [Series]) -> HTML {
    let x = Axis(shown.flatMap { $0.points.map(\.x) } + [0])
    let y = Axis(shown.flatMap { $0.points.map(\.y) })
    return """
      <svg viewBox="0 0 360 210" role="img" aria-labelledby="\(id)-t \(id)-d">
      <title id="\(id)-t">\(title)</title><desc id="\(id)-d">\(description(shown))</desc>
      \(grid(x, y))\(shown.map { curve($0, x, y) }.joined())</svg>

      """
  }

  /// What the curves show, for those who don't see them.
  private func description(_ shown: [Series]) -> String {
    let curves = shown.compactMap { series -> String? in
      guard let first = series.points.first, let last = series.points.last else { return nil }
      return
        "\(series.name): from \(text(first.y, 2)) at step \(Int(first.x)) to \(text(last.y, 2)) at step \(Int(last.x))"
    }
    return curves.joined(separator: "; ")
  }

  private func grid(_ x: Axis, _ y: Axis) -> HTML {
    let end = SVG.number(Self.width - Self.right)
    let base = Self.height - Self.bottom
    let rows = y.ticks.map { tick -> HTML in
      let place = Self.vertical(y.share(tick))
      return """
        <path class="grid" d="M\(SVG.number(Self.left)) \(SVG.number(place))H\(end)"/>\
        <text x="\(SVG.number(Self.left - 5))" y="\(SVG.number(place + 3))" text-anchor="end">\(text(tick, y.decimals))</text>

        """
    }
    // There is no half a step.
    let columns = x.ticks.filter { $0 == $0.rounded() }.map { tick -> HTML in
      """
      <text x="\(SVG.number(Self.horizontal(x.share(tick))))" y="\(SVG.number(base + 12))" text-anchor="middle">\
      \(NumberText.grouped(Int(tick)))</text>

      """
    }
    return rows.joined() + columns.joined()
      + """
      <path class="axis" d="M\(SVG.number(Self.left)) \(SVG.number(base))H\(end)"/>\
      <text x="\(SVG.number((Self.left + Self.width - Self.right) / 2))" y="206" text-anchor="middle">step</text>

      """
  }

  private func curve(_ series: Series, _ x: Axis, _ y: Axis) -> HTML {
    let places = Self.thinned(series.points).map { (Self.horizontal(x.share($0.x)), Self.vertical(y.share($0.y))) }
    let line = #"<path class="line \#(series.style)" d="\#(SVG.path(places))"/>\#n"# as HTML
    // A single point has no line.
    guard series.hasMarks || places.count == 1 else { return line }
    let marks = zip(Self.thinned(series.points), places).map { point, place -> HTML in
      """
      <circle class="mark \(series.style)" cx="\(SVG.number(place.0))" cy="\(SVG.number(place.1))" r="2.2">\
      <title>\(series.name), step \(Int(point.x)): \(text(point.y, 3))</title></circle>

      """
    }
    return line + marks.joined()
  }

  private static func legend(_ series: Series) -> HTML {
    """
    <li><svg viewBox="0 0 24 8" aria-hidden="true"><path class="line \(series.style)" d="M0 4H24"/></svg>\(series.name)</li>
    """
  }

  private static func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    let size = (points.count + greatestPoints - 1) / greatestPoints
    guard size > 1 else { return points }
    return stride(from: 0, to: points.count, by: size).map { start in
      let part = points[start..<min(points.count, start + size)]
      let count = Double(part.count)
      return (part.reduce(0) { $0 + $1.x } / count, part.reduce(0) { $0 + $1.y } / count)
    }
  }

  private static func horizontal(_ share: Double) -> Double { left + share * (width - left - right) }
  private static func vertical(_ share: Double) -> Double { top + (1 - share) * (height - top - bottom) }
}

/// What drawings are written with.
enum SVG {
  /// A coordinate; a tenth of a unit is finer than a pixel.
  static func number(_ value: Double) -> String { NumberText.fixed(value, 1) }

  /// The lines through all points.
  static func path(_ points: [(Double, Double)]) -> String {
    points.enumerated().map { ($0 == 0 ? "M" : "L") + number($1.0) + " " + number($1.1) }.joined()
  }
}

extension HTML {
  static func + (left: HTML, right: HTML) -> HTML { "\(left)\(right)" }
}
