import Assay
import Foundation

/// The eigenvalues of each round's slices against the edge of the noise, as an SVG picture.
///
/// One column of points for each round, eigenvalues divided by the edge on a logarithmic scale; those above the line
/// that counts are filled.
struct EigenvaluePlot {
  private let outcome: SubspaceOutcome

  private static let panelWidth: Double = 180
  private static let height: Double = 260
  private static let margin: (left: Double, top: Double, bottom: Double) = (64, 40, 52)

  init(_ outcome: SubspaceOutcome) { self.outcome = outcome }

  /// The ratios of each round, none where there is nothing to draw.
  private var panels: [(round: FilterRound, ratios: [Double])] {
    outcome.rounds.map { round in
      (round, round.eigenvalues.map { $0 / round.noiseEdge }.filter { $0 > 0 && $0.isFinite })
    }
  }

  var svg: String {
    let panels: [(round: FilterRound, ratios: [Double])] = panels
    let all: [Double] = panels.flatMap { $0.ratios + [1, $0.round.slack] }
    let low: Double = log10(max(1e-3, all.min() ?? 0.1) * 0.8)
    let high: Double = log10((all.max() ?? 10) * 1.3)
    let width: Double = Self.margin.left + Double(max(1, panels.count)) * Self.panelWidth + 20
    let total: Double = Self.margin.top + Self.height + Self.margin.bottom
    func y(_ ratio: Double) -> Double {
      Self.margin.top + Self.height * (high - log10(max(ratio, pow(10, low)))) / max(high - low, 1e-9)
    }
    var lines: [String] = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(Self.text(width))\" height=\"\(Self.text(total))\" "
        + "viewBox=\"0 0 \(Self.text(width)) \(Self.text(total))\" font-family=\"sans-serif\" font-size=\"12\">",
      "<title>Filtered PCA: eigenvalues against the edge of the noise</title>",
      "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>",
      Self.label(
        Self.margin.left, 20, "eigenvalue of the filter / edge of the noise (\(outcome.status.rawValue))"),
    ]
    for power in Int(low.rounded(.up))...max(Int(low.rounded(.up)), Int(high.rounded(.down))) {
      let height: Double = y(pow(10, Double(power)))
      lines.append(Self.line(Self.margin.left, height, width - 20, height, "#ddd"))
      lines.append(
        Self.label(
          Self.margin.left - 8, height + 4,
          power >= 0 ? "\(Int(pow(10, Double(power))))" : "0.\(String(repeating: "0", count: -power - 1))1",
          anchor: "end"))
    }
    for (index, panel) in panels.enumerated() {
      let left: Double = Self.margin.left + Double(index) * Self.panelWidth
      let right: Double = left + Self.panelWidth - 16
      lines.append(Self.line(left, y(1), right, y(1), "#888", dashes: "4 3"))
      lines.append(Self.line(left, y(panel.round.slack), right, y(panel.round.slack), "#c33"))
      for (place, ratio) in panel.ratios.enumerated() {
        let x: Double =
          left + 10 + (right - left - 20) * Double(place) / Double(max(1, panel.ratios.count - 1))
        let isAbove: Bool = ratio > panel.round.slack
        lines.append(
          "<circle cx=\"\(Self.text(x))\" cy=\"\(Self.text(y(ratio)))\" r=\"3.5\" stroke=\"#1f5fa8\" "
            + "fill=\"\(isAbove ? "#1f5fa8" : "white")\"/>")
      }
      let found: String =
        panel.round.found == 0 ? "nothing new" : "\(panel.round.found) by \(panel.round.filter ?? "")"
      let base: Double = Self.margin.top + Self.height
      lines.append(Self.label(left + 4, base + 18, "round \(panel.round.round): \(found)"))
      lines.append(
        Self.label(
          left + 4, base + 36,
          panel.round.dropped == nil
            ? "dimension \(panel.round.dimension), residual \(Self.text(panel.round.residual))" : "dropped"))
    }
    if panels.isEmpty {
      lines.append(Self.label(Self.margin.left, 60, "no round was made: \(outcome.detail)"))
    }
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func line(
    _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ colour: String, dashes: String? = nil
  ) -> String {
    let dash: String = dashes.map { " stroke-dasharray=\"\($0)\"" } ?? ""
    return
      "<line x1=\"\(text(x1))\" y1=\"\(text(y1))\" x2=\"\(text(x2))\" y2=\"\(text(y2))\" stroke=\"\(colour)\"\(dash)/>"
  }

  private static func label(_ x: Double, _ y: Double, _ words: String, anchor: String = "start") -> String {
    let escaped: String = words.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
      ">", with: "&gt;")
    return "<text x=\"\(text(x))\" y=\"\(text(y))\" text-anchor=\"\(anchor)\">\(escaped)</text>"
  }

  private static func text(_ value: Double) -> String {
    value.isFinite ? String(format: "%.4g", value) : "0"
  }
}
