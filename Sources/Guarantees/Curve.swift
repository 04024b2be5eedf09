import PropertyTesting

/// How the share of successes depends on a quantity: a phase transition, as data for a plot.
///
/// Each point has a number of trials that was fixed beforehand, so that the exact interval of Clopper and Pearson holds at
/// it, for each point by itself.
public struct Curve: Sendable, Hashable, Encodable {
  /// The trials at one place.
  public struct Point: Sendable, Hashable, Encodable {
    /// The place, in the unit of ``Curve/xLabel``.
    public let x: Double
    /// The number of samples of each problem, *n*.
    public let samples: Int
    /// The number of trials.
    public let trials: Int
    /// The trials whose answer is certified and right.
    public let successes: Int
    /// The lower end of the interval for the probability of success.
    public let lower: Double
    /// The upper end of the interval for the probability of success.
    public let upper: Double
    /// The confidence of the interval.
    public let confidence: Double
    /// The trials whose network is right, certified or not.
    public let right: Int
    /// The trials whose network is certified, right or not.
    public let certified: Int
    /// How often the learner refused, by reason.
    public let refused: [String: Int]
    /// A quantity that every trial measures, such as the error of its answer; nil where none is measured.
    public let metric: MetricSummary?

    /// Counts trials.
    ///
    /// - Throws: `StatisticsError` where there are more successes than trials, or the confidence is not strictly between
    ///   0 and 1.
    public init(
      x: Double, samples: Int, trials: Int, successes: Int, right: Int, certified: Int,
      refused: [String: Int], confidence: Double, metric: MetricSummary? = nil
    ) throws {
      let interval: ClopperPearson = try ClopperPearson(
        successes: successes, trials: trials, confidence: confidence)
      self.x = x
      self.samples = samples
      self.trials = trials
      self.successes = successes
      self.lower = interval.lowerBound
      self.upper = interval.upperBound
      self.confidence = confidence
      self.right = right
      self.certified = certified
      self.refused = refused
      self.metric = metric
    }

    /// The share of successes; 0 without a trial.
    public var share: Double { trials > 0 ? Double(successes) / Double(trials) : 0 }
  }

  /// A name that is unique within the guarantee, fit for a file.
  public let name: String
  /// What the places of the points are, for people.
  public let xLabel: String
  /// The points, by growing place.
  public let points: [Point]

  /// Creates a curve.
  public init(name: String, xLabel: String, points: [Point]) {
    self.name = name
    self.xLabel = xLabel
    self.points = points
  }

  /// Whether the points allow a probability of success that never falls: no point's interval lies wholly below that of
  /// a point before it.
  public var mayBeMonotone: Bool {
    var highest: Double = 0
    for point in points {
      if point.upper < highest { return false }
      highest = max(highest, point.lower)
    }
    return true
  }

  /// The points as comma-separated values with a header line; a measured quantity has two columns, each reason for a refusal
  /// has one.
  public var csv: String {
    let reasons: [String] = Set(points.flatMap(\.refused.keys)).sorted()
    let measures: Bool = points.contains { $0.metric != nil }
    let header: [String] =
      [
        "x", "samples", "trials", "successes", "share", "lower", "upper", "confidence", "right", "certified",
      ] + (measures ? ["median", "worst"] : [])
      + reasons.map { "refused: " + $0.replacing(",", with: ";").replacing("\"", with: "'") }
    let rows: [String] = points.map { point in
      let numbers: [String] = [
        "\(point.x)", "\(point.samples)", "\(point.trials)", "\(point.successes)", "\(point.share)",
        "\(point.lower)", "\(point.upper)", "\(point.confidence)", "\(point.right)", "\(point.certified)",
      ]
      let measured: [String] = point.metric.map { ["\($0.median)", "\($0.worst)"] } ?? ["", ""]
      return (numbers + (measures ? measured : []) + reasons.map { "\(point.refused[$0] ?? 0)" }).joined(
        separator: ",")
    }
    return ([header.joined(separator: ",")] + rows).joined(separator: "\n") + "\n"
  }
}
