import LinearAlgebra
public import Networks

/// The hardest teachers that searches have found, which audits try.
///
/// They are those of the files in `fixtures/hardest-teachers`, which say how each was found.
public struct KnownHardestTeacher: Sendable, Hashable {
  /// V, a row for each hidden unit.
  public let hiddenWeights: [[Double]]
  /// U, a row for each output.
  public let outputWeights: [[Double]]

  /// All of them, in the order of the names of their files.
  public static let all: [KnownHardestTeacher] = [
    KnownHardestTeacher(
      hiddenWeights: [
        [25, -452, 98, 247, 168, -512], [37, -156, -144, 237, -197, -84], [-131, -410, 293, 451, 100, -168],
      ],
      outputWeights: [[636, -193, 122], [565, 19, -629], [-58, -526, -481]])
  ]

  /// The teacher x ↦ U relu(V x).
  ///
  /// - Throws: what makes the weights no network.
  public var teacher: Network {
    get throws { try Network(hidden: Matrix(hiddenWeights), output: Matrix(outputWeights)) }
  }
}
