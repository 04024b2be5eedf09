/// Something that is claimed of every value of a generator.
///
/// A property is broken by a value for which its program throws, or returns `false`; any other result is ignored. A
/// value is passed over where the program throws ``ChoiceSource/Stop/discarded``, as ``Trial/assume(_:)`` does.
///
/// The program must depend on nothing but the value: it is run from several threads, and run again on the same value.
public struct Property<Value>: Sendable {
  let program: @Sendable (Value, Trial) async throws -> Bool

  /// A property of a value, which may tell about the value through its trial, and may suspend.
  public init<Result>(_ program: @escaping @Sendable (Value, Trial) async throws -> Result) {
    self.program = { value, trial in Self.holds(try await program(value, trial)) }
  }

  /// A property of a value; it may suspend.
  public init<Result>(_ program: @escaping @Sendable (Value) async throws -> Result) {
    self.program = { value, _ in Self.holds(try await program(value)) }
  }

  private static func holds<Result>(_ result: Result) -> Bool {
    guard Result.self != Void.self else { return true }
    return (result as? Bool) ?? true
  }
}
