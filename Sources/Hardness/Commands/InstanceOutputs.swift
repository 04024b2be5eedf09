/// What is done to an instance's samples before they are written, and which files are written besides the usual.
public struct InstanceOutputs: Sendable, Hashable {
  /// The transformations, in the order in which they are applied.
  public var transformations: [Transformation.Kind]
  /// What the transformations' randomness is derived from.
  public var seed: UInt64
  /// Whether `samples.csv` is written.
  public var writesCSV: Bool
  /// Whether the inputs are written as a dense array whatever their size.
  public var forcesDense: Bool

  /// Creates a choice; by default nothing is transformed, and the usual files are written.
  public init(
    transformations: [Transformation.Kind] = [], seed: UInt64 = 0, writesCSV: Bool = false,
    forcesDense: Bool = false
  ) {
    self.transformations = transformations
    self.seed = seed
    self.writesCSV = writesCSV
    self.forcesDense = forcesDense
  }

  /// The words of the command line that ask for this, but for the seed.
  var words: [String] {
    var words: [String] = transformations.flatMap { ["--transform", $0.rawValue] }
    if writesCSV { words.append("--csv") }
    if forcesDense { words.append("--dense") }
    return words
  }
}
