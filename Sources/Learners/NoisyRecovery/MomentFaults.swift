/// Faults that can be built into the moment estimator on purpose, to see whether a check catches them.
package struct MomentFaults: Sendable, Hashable {
  /// By what the Hermite constant c₂ of relu is multiplied; −1 takes c₄ in its place, √(2π)/2 takes c₁.
  package var secondConstantFactor: Double = 1
  /// Whether the two orientations of each direction are told apart.
  package var recoversSigns: Bool = true

  /// No fault.
  package static let none: MomentFaults = MomentFaults()

  /// Creates a record without faults.
  package init() {}
}
