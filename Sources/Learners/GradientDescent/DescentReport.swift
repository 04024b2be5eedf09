public import Networks

/// What the restarts of ``GradientDescent`` came to.
public struct DescentReport: Sendable, Hashable {
  /// How one restart ended.
  public struct Restart: Sendable, Hashable, Encodable {
    /// The true loss, with the ReLU itself; infinite where the restart overflowed.
    public let loss: Double
    /// The samples with a label other than 0 on which no unit is active at the end.
    ///
    /// Such a sample gives no gradient. On the instances of colouring it is a vertex without a colour, and costs 1.
    public let deadSamples: Int
  }

  /// The network of least loss.
  public let student: Network
  /// Its true loss.
  public let loss: Double
  /// The restart that it comes from; the first of equals.
  public let bestRestart: Int
  /// All restarts, by index.
  public let restarts: [Restart]
  /// The number of samples with a label other than 0.
  public let labelledSamples: Int

  /// The true losses of all restarts, by index.
  public var losses: [Double] { restarts.map(\.loss) }

  /// The share of the labelled samples that are dead, over all restarts; 0 where none is labelled.
  public var deadShare: Double {
    let cells: Int = labelledSamples * restarts.count
    return cells == 0 ? 0 : Double(restarts.reduce(0) { $0 + $1.deadSamples }) / Double(cells)
  }

  /// By how much a loss may differ from a whole number and count as one.
  public static let clusterWidth: Double = 0.02

  /// The share of the restarts whose loss is a positive whole number up to ``clusterWidth``.
  ///
  /// On the instances of colouring the losses of failed restarts gather there: at the number of dead vertices.
  public var wholeNumberShare: Double {
    let whole: Int = losses.count { loss in
      loss.isFinite && loss > 0.5 && abs(loss - loss.rounded()) <= Self.clusterWidth
    }
    return Double(whole) / Double(max(1, restarts.count))
  }

  /// The number of restarts whose loss is below a bound.
  public func hits(below bound: Double) -> Int { losses.count { $0 < bound } }
}
