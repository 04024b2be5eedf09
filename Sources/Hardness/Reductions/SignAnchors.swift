import ExactArithmetic

/// 2k + 1 samples on a line that only k units of positive output weight fit: they turn real output weights into
/// positive ones.
///
/// Coordinates p (the line) and q = p + 1 (the constant); for s = 0 … 2k the sample x = X (s e_p + e_q) has the label
/// Y g(s), g(s) = Σ_{i=1…k} relu(s − (2i − 1)).
///
/// Along the line a network of at most k units is piecewise linear, each unit bends it once at most, and upwards only
/// where its output weight is positive. For i = 1 … k the labels' second difference at s = 2i − 1 is Y. Where no
/// positive unit bends within (2i − 2, 2i) the network is concave there, so the errors ξ satisfy
/// ξ₋ − 2 ξ₀ + ξ₊ ≤ −Y, hence ξ₋² + ξ₀² + ξ₊² ≥ Y² / 6. The k windows share no inner point, so with weight W a loss
/// below W Y² / 6 on these samples shows k different units of positive output weight: all of them.
struct SignAnchors: Sendable {
  /// k.
  let units: Int
  /// p.
  let line: Int
  /// X.
  let inputScale: Rational
  /// Y.
  let labelScale: Rational
  /// W.
  let weight: Rational

  /// 2k + 1.
  var count: Int { 2 * units + 1 }
  /// The entries that are not zero: two in a sample, one where s = 0.
  var nonzeros: Int { 4 * units + 1 }

  /// Sample s.
  func sample(_ step: Int) -> ExactSample {
    let constant: SparseEntry = SparseEntry(line + 1, inputScale)
    let x: [SparseEntry] =
      step == 0 ? [constant] : [SparseEntry(line, inputScale * Rational(step)), constant]
    return ExactSample(x: x, y: [labelScale * Rational(Self.target(step))], weight: weight, tag: "anchor")
  }

  /// All of them.
  var samples: SampleList { SampleList(count: count) { sample($0) } }

  /// g(s): the ⌊s/2⌋ terms that are positive are s − 1, s − 3, ….
  static func target(_ step: Int) -> Int {
    let terms: Int = step / 2
    return terms * step - terms * terms
  }

  /// What unit j = 0 … k − 1 of a network that fits has at p and q: it bends at s = 2j + 1.
  func entries(ofUnit unit: Int) -> [SparseEntry] {
    let slope: Rational = labelScale / inputScale
    return [SparseEntry(line, slope), SparseEntry(line + 1, -slope * Rational(2 * unit + 1))]
  }

  /// The most colours that are taken: there are twice as many samples besides, and each has a unit.
  static let mostColours: Int = 1 << 16

  /// - Throws: ``SourceFault`` where there are too many colours.
  static func check(colours: Int) throws {
    guard colours <= mostColours else {
      throw SourceFault(
        place: "colours",
        problem: "\(colours) is more than \(mostColours), and every colour is a hidden unit",
        mend: "give fewer; as many as there are vertices always suffice")
    }
  }
}
