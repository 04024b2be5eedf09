/// What is wrong with the labels of a problem: noise, or a fault.
///
/// The size of noise is relative to the *label rms*: the root of the mean square of the noiseless labels.
public struct LabelNoise: Sendable, Hashable {
  /// How labels differ from the teacher's; the raw value is the name on the command line.
  public enum Law: String, Sendable, Hashable, CaseIterable {
    // Independent entries of mean zero.
    /// Gaussian.
    case gaussian
    /// ±σ, both equally likely.
    case rademacher
    /// Uniform, of standard deviation σ.
    case uniform
    // Arbitrary, but independent of the inputs.
    /// One vector of root mean square σ is added to every label row.
    case offset
    /// The same vector times √3·j/(n − 1) is added to row j, so that the sample's order matters.
    case ramp
    /// σ times the teacher's labels on other inputs is taken away.
    case otherNetwork = "other-network"
    /// ±σ is added to all labels of a share of the rows, with a sign for each entry.
    case outliers
    /// Gaussian garbage of standard deviation σ is added to a share of the rows; all others are exact.
    case sparse
    // Faults of the teacher or of one row: the labels depend on the inputs in another way.
    /// Every hidden unit has a bias of σ times the length of its row, which no network of the class has.
    case biased
    /// Hidden units let a share σ of negative numbers through.
    case leaky
    /// ±σ is added to the labels of one row.
    case wrongRow = "wrong-row"

    /// What it does, in one line.
    public var summary: String {
      switch self {
      case .gaussian: "independent Gaussian errors"
      case .rademacher: "independent errors of plus or minus the level"
      case .uniform: "independent uniform errors"
      case .offset: "one vector added to all rows"
      case .ramp: "one vector added to all rows, more from row to row"
      case .otherNetwork: "the teacher's labels on other inputs taken away"
      case .outliers: "large errors in a small share of the rows"
      case .sparse: "garbage in a share of the rows, the others exact"
      case .biased: "hidden units with a bias"
      case .leaky: "hidden units that let a share of negative numbers through"
      case .wrongRow: "one wrong row"
      }
    }

    /// The level where none is given.
    public var defaultLevel: Double {
      switch self {
      case .gaussian, .rademacher, .uniform, .biased, .leaky: 0.1
      case .offset, .ramp, .otherNetwork: 0.5
      case .outliers, .sparse: 5
      case .wrongRow: 1
      }
    }

    /// The share of rows where none is given; nil for laws that touch all rows, or one.
    public var defaultShare: Double? {
      switch self {
      case .outliers: 0.01
      case .sparse: 0.1
      default: nil
      }
    }

    /// Whether the errors are independent of each other and of the inputs, with mean zero.
    public var isMeanZero: Bool { [.gaussian, .rademacher, .uniform].contains(self) }
    /// Whether the errors do not depend on the inputs.
    public var isIndependentOfInputs: Bool { ![.biased, .leaky].contains(self) }
    /// Whether most rows have no error at all.
    public var isSparse: Bool { [.outliers, .sparse, .wrongRow].contains(self) }
  }

  /// How labels differ from the teacher's.
  public let law: Law
  /// How much, σ, in units of the label rms; for ``Law/biased`` and ``Law/leaky`` see there.
  public let level: Double
  /// The share of rows that the law touches; nil for laws that touch all rows, or one.
  public let share: Double?

  /// The levels that are allowed.
  public static let levels: ClosedRange<Double> = 0...1e6
  /// The shares of rows that are allowed.
  public static let shares: ClosedRange<Double> = 0...1

  /// Creates noise.
  ///
  /// - Parameters:
  ///   - level: σ; by default ``Law/defaultLevel``.
  ///   - share: by default ``Law/defaultShare``.
  /// - Throws: ``ProblemError`` where the level or the share is out of range, or the law has no share.
  public init(_ law: Law, level: Double? = nil, share: Double? = nil) throws(ProblemError) {
    let level: Double = level ?? law.defaultLevel
    guard Self.levels.contains(level) else {
      throw ProblemError(
        parameter: "noise level", problem: "is \(level)",
        mend: "choose a number from \(Self.levels.lowerBound) to \(Self.levels.upperBound)")
    }
    if let share {
      guard law.defaultShare != nil else {
        let known: [String] = Law.allCases.filter { $0.defaultShare != nil }.map(\.rawValue)
        throw ProblemError(
          parameter: "noise share", problem: "means nothing to noise '\(law.rawValue)'",
          mend: "leave it out, or use \(known.joined(separator: " or "))")
      }
      guard Self.shares.contains(share) else {
        throw ProblemError(
          parameter: "noise share", problem: "is \(share)", mend: "choose a number from 0 to 1")
      }
    }
    self.law = law
    self.level = level
    self.share = share ?? law.defaultShare
  }
}
