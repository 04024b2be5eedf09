import LinearAlgebra

/// Which samples are studied and which are held out, chosen by what the rows hold.
///
/// Copies of a row share its part, and the order of the samples does not matter: a held-out copy of a studied row would
/// confirm whatever was fitted to it.
struct RowRoles: Sendable {
  /// The part of a row.
  enum Part: Sendable { case studied, heldOut, skipped }

  /// A half of the samples that is studied alone.
  enum Half: UInt64, Sendable, CaseIterable { case first, second }

  private let salt: UInt64
  private let heldOutBelow: UInt64
  private let half: Half?

  /// The most rows that are held out; more would be kept in memory for nothing.
  static let mostHeldOut: Int = 20_000
  /// The fewest rows that are held out.
  static let fewestHeldOut: Int = 100
  /// One in so many rows is held out.
  static let heldOutShare: Int = 10

  init(samples: Int, seed: UInt64, half: Half? = nil) {
    self.salt = Self.mixed(seed)
    self.half = half
    let available: Double = Double(samples) / (half == nil ? 1 : 2)
    let count: Double = min(
      max(Double(Self.fewestHeldOut), available / Double(Self.heldOutShare)), Double(Self.mostHeldOut))
    self.heldOutBelow = Self.threshold(count / max(1, available))
  }

  /// All rows are studied.
  static let everything: RowRoles = RowRoles()

  private init() {
    self.salt = 0
    self.heldOutBelow = 0
    self.half = nil
  }

  /// Whether no row is held out or skipped.
  var studiesEverything: Bool { heldOutBelow == 0 && half == nil }

  /// A number that equal rows share.
  func hash(ofRow row: Int, of inputs: borrowing Matrix) -> UInt64 {
    var state: UInt64 = salt
    for column in 0..<inputs.columns {
      // Adding 0 makes one zero of both.
      state = (state ^ (inputs[row, column] + 0).bitPattern) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 29
    }
    return Self.mixed(state)
  }

  func part(_ hash: UInt64) -> Part {
    if let half, Self.mixed(hash ^ 1) & 1 != half.rawValue { return .skipped }
    return hash < heldOutBelow ? .heldOut : .studied
  }

  /// Whether a row is among a share of all, chosen apart from its part.
  func isAmong(_ share: Double, _ hash: UInt64) -> Bool {
    share >= 1 || Self.mixed(hash ^ 2) < Self.threshold(share)
  }

  private static func threshold(_ share: Double) -> UInt64 {
    share >= 1 ? .max : UInt64(max(0, share) * 0x1p64)
  }

  /// The finaliser of SplitMix64 (doi:10.1145/2714064.2660195).
  private static func mixed(_ word: UInt64) -> UInt64 {
    var state: UInt64 = word &+ 0x9E37_79B9_7F4A_7C15
    state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
    return state ^ state >> 31
  }
}
