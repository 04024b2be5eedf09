extension InputDistribution {
  /// A family of distributions: its name on the command line, and the one number that it may have.
  public struct Kind: Sendable {
    /// The name, as on the command line: `shifted-gaussian`.
    public let name: String
    /// What the distributions are, in one line.
    public let summary: String
    /// The number's name, its default and where it lies; nil where there is none.
    public let parameter: Parameter?
    let make: @Sendable (Double) -> InputDistribution

    /// The distribution of a value of the parameter, by default that of its default.
    ///
    /// - Returns: nil where the kind has no parameter, or the value is out of range or not an integer as it must be.
    public func distribution(_ value: Double? = nil) -> InputDistribution? {
      guard let parameter else { return value == nil ? make(0) : nil }
      let value: Double = value ?? parameter.defaultValue
      guard parameter.range.contains(value), !parameter.isInteger || value == value.rounded() else {
        return nil
      }
      return make(value)
    }
  }

  /// The number that distinguishes the distributions of a kind.
  public struct Parameter: Sendable, Hashable {
    /// The name; on the command line it follows `inputs-`.
    public let name: String
    /// What it is, in one line.
    public let help: String
    /// The value where none is given.
    public let defaultValue: Double
    /// The values that are allowed.
    public let range: ClosedRange<Double>
    /// Whether it must be an integer.
    public let isInteger: Bool
  }

  /// Every kind, in the order in which they are listed.
  public static let kinds: [Kind] = [
    Kind(name: "gaussian", summary: "independent standard Gaussian coordinates", parameter: nil) { _ in
      .gaussian
    },
    Kind(
      name: "shifted-gaussian", summary: "Gaussian coordinates of variance 1 around a mean",
      parameter: Parameter(
        name: "mean", help: "the mean of each coordinate of shifted-gaussian", defaultValue: 0.7,
        range: -1000...1000, isInteger: false)
    ) { .shiftedGaussian(mean: $0) },
    Kind(
      name: "cube", summary: "uniform coordinates around 0",
      parameter: Parameter(
        name: "half-width", help: "the largest magnitude of a coordinate of cube", defaultValue: 1,
        range: 1e-6...1e6, isInteger: false)
    ) { .cube(halfWidth: $0) },
    Kind(name: "unit-cube", summary: "uniform coordinates from 0 to 1", parameter: nil) { _ in .unitCube },
    Kind(
      name: "sphere", summary: "uniform on a sphere around 0",
      parameter: Parameter(
        name: "radius", help: "the radius of sphere", defaultValue: 1, range: 1e-6...1e6, isInteger: false)
    ) { .sphere(radius: $0) },
    Kind(
      name: "lattice", summary: "uniform integers around 0",
      parameter: Parameter(
        name: "bound", help: "the largest integer of lattice", defaultValue: 3, range: 1...1e6,
        isInteger: true)
    ) { .lattice(bound: Int($0)) },
    Kind(
      name: "dyadic", summary: "Gaussian coordinates rounded to exact binary fractions",
      parameter: Parameter(
        name: "bits", help: "the fractional bits of dyadic", defaultValue: 8,
        range: Double(dyadicBits.lowerBound)...Double(dyadicBits.upperBound), isInteger: true)
    ) { .dyadic(bits: Int($0)) },
    Kind(
      name: "low-rank", summary: "Gaussian rows of a subspace",
      parameter: Parameter(
        name: "rank", help: "the dimension of the subspace of low-rank", defaultValue: 1, range: 1...100_000,
        isInteger: true)
    ) { .lowRank(rank: Int($0)) },
    Kind(
      name: "repeated", summary: "of four Gaussian rows one repeats and one is zero", parameter: nil
    ) { _ in .repeated },
    Kind(
      name: "positive", summary: "magnitudes of standard Gaussian coordinates", parameter: nil
    ) { _ in .positive },
  ]

  /// The name of the distribution's kind, as on the command line.
  public var name: String {
    switch self {
    case .gaussian: "gaussian"
    case .cube: "cube"
    case .sphere: "sphere"
    case .shiftedGaussian: "shifted-gaussian"
    case .unitCube: "unit-cube"
    case .lattice: "lattice"
    case .dyadic: "dyadic"
    case .lowRank: "low-rank"
    case .repeated: "repeated"
    case .positive: "positive"
    }
  }

  /// The value of the kind's parameter; nil where it has none.
  public var parameterValue: Double? {
    switch self {
    case .gaussian, .unitCube, .repeated, .positive: nil
    case .cube(let halfWidth): halfWidth
    case .sphere(let radius): radius
    case .shiftedGaussian(let mean): mean
    case .lattice(let bound): Double(bound)
    case .dyadic(let bits): Double(bits)
    case .lowRank(let rank): Double(rank)
    }
  }

  /// The kind of the distribution.
  public var kind: Kind? { Self.kinds.first { $0.name == name } }

  /// Whether the rows are drawn independently from a density, as statements that hold almost surely ask.
  public var hasDensity: Bool {
    switch self {
    case .gaussian, .cube, .shiftedGaussian, .unitCube, .positive: true
    // A sphere has a density on its surface, of which scaling a row leaves one in space.
    case .sphere: true
    case .lattice, .dyadic, .lowRank, .repeated: false
    }
  }
}
