/// The laws that belong together, such as those of a protocol.
///
/// ```swift
/// try await checkLaws(.comparable + .hashable, of: versions)
/// ```
///
/// The laws of a protocol contain those of the protocols that it refines.
public struct Laws<Value>: Sendable {
  /// The laws in the order in which they are checked, no two with the same name.
  public let laws: [Law<Value>]

  /// Creates a list of laws; of several with the same name the first counts.
  public init(_ laws: [Law<Value>]) {
    var names: Set<String> = []
    self.laws = laws.filter { names.insert($0.name).inserted }
  }

  /// Creates a list of laws; of several with the same name the first counts.
  public init(_ laws: Law<Value>...) {
    self.init(laws)
  }

  /// The laws of two lists.
  public static func + (first: Laws, second: Laws) -> Laws {
    Laws(first.laws + second.laws)
  }
}
