/// Something that is claimed of every value of a generator.
///
/// A property is broken by a value for which its program throws, or returns `false`; any other result is ignored. A
/// value is passed over where the program throws ``ChoiceSource/Stop/discarded``, as ``Trial/assume(_:)`` does.
///
/// The program must depend on nothing but the value: it is run from several threads, and run again on the same value.
public struct Property<Value>: Sendable {
  enum Program: Sendable {
    case immediate(@Sendable (Value, Trial) throws -> Bool)
    case suspending(@Sendable (Value, Trial) async throws -> Bool)
  }

  let program: Program

  /// A property of a value, which may tell about the value through its trial.
  public init<Result>(_ program: @escaping @Sendable (Value, Trial) throws -> Result) {
    self.program = .immediate { value, trial in Self.holds(try program(value, trial)) }
  }

  /// A property of a value.
  public init<Result>(_ program: @escaping @Sendable (Value) throws -> Result) {
    self.program = .immediate { value, _ in Self.holds(try program(value)) }
  }

  /// A property that may suspend, of a value, which may tell about the value through its trial.
  public init<Result>(_ program: @escaping @Sendable (Value, Trial) async throws -> Result) {
    self.program = .suspending { value, trial in Self.holds(try await program(value, trial)) }
  }

  /// A property that may suspend, of a value.
  public init<Result>(_ program: @escaping @Sendable (Value) async throws -> Result) {
    self.program = .suspending { value, _ in Self.holds(try await program(value)) }
  }

  private static func holds<Result>(_ result: Result) -> Bool {
    guard Result.self != Void.self else { return true }
    return (result as? Bool) ?? true
  }
}
