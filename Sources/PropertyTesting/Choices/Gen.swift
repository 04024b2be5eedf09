/// A description of valid values of a type, which turns choices into one of them.
///
/// ```swift
/// let sorted = Gen.build { draw in
///   let size = try draw(.integer(in: 0...10))
///   var items: [Int] = []
///   for _ in 0..<size { items.append(try draw(.integer(in: (items.last ?? 0)...100))) }
///   return items
/// }
/// ```
///
/// A generator says which values are valid and which is the simplest, not how likely each is. The same choices always
/// give the same value, and lower or fewer choices a simpler one; shrinking changes the choices and generates anew, so
/// that what a generator guarantees of its values is true of the shrunk ones as well.
public struct Gen<Value>: Sendable {
  let generate: @Sendable (inout ChoiceSource) throws -> Value

  init(generate: @escaping @Sendable (inout ChoiceSource) throws -> Value) {
    self.generate = generate
  }

  /// A generator written as a program that draws from others.
  ///
  /// The program must depend on nothing but what it draws.
  public static func build(
    _ program: @escaping @Sendable (_ draw: inout ChoiceSource) throws -> Value
  ) -> Gen<Value> {
    Gen(generate: program)
  }

  /// The values of this generator, each put through a function.
  public func map<Result>(_ transform: @escaping @Sendable (Value) throws -> Result) -> Gen<Result> {
    Gen<Result> { source in try transform(source(self)) }
  }

  /// The values of a generator that depends on a value of this one.
  public func flatMap<Result>(
    _ transform: @escaping @Sendable (Value) throws -> Gen<Result>
  ) -> Gen<Result> {
    Gen<Result> { source in
      let next: Gen<Result> = try transform(source(self))
      return try source(next)
    }
  }

  /// A value that is always the same.
  public static func constant(_ value: Value) -> Gen<Value> where Value: Sendable {
    Gen { _ in value }
  }
}

/// Values of several generators together, drawn from left to right.
public func zip<each Value>(_ generators: repeat Gen<each Value>) -> Gen<(repeat each Value)> {
  Gen { source in (repeat try source(each generators)) }
}

/// A fresh value: what a generator made of a source, with the choices that lead to it.
public struct Generated<Value> {
  /// The value.
  public let value: Value
  /// The choices that give the value again.
  public let choices: ChoiceSequence
  /// The places in ``choices`` that belong together, inner before outer.
  public let spans: [Range<Int>]
  /// Whether a replayed sequence fitted the generator, choice by choice and to its end.
  public let isExact: Bool
}

extension Generated: Sendable where Value: Sendable {}

extension Gen {
  /// A random value that is fixed by a seed.
  ///
  /// - Throws: ``ChoiceSource/Stop`` where the generator discards the value or does not end, or what its program
  ///   throws.
  public func generate(
    seed: UInt64, maximumChoices: Int = ChoiceSource.defaultMaximumChoices
  ) throws -> Generated<Value> {
    try generate(from: ChoiceSource(seed: seed, maximumChoices: maximumChoices))
  }

  /// The value of a sequence of choices.
  ///
  /// - Throws: ``ChoiceSource/Stop`` where the generator discards the value or does not end, or what its program
  ///   throws.
  public func generate(
    replaying choices: ChoiceSequence, maximumChoices: Int = ChoiceSource.defaultMaximumChoices
  ) throws -> Generated<Value> {
    let result: Generated<Value> = try generate(
      from: ChoiceSource(replaying: choices, maximumChoices: maximumChoices))
    return Generated(
      value: result.value, choices: result.choices, spans: result.spans,
      isExact: result.isExact && result.choices.count == choices.count)
  }

  /// A value from any fresh source.
  ///
  /// - Throws: ``ChoiceSource/Stop`` where the generator discards the value or does not end, or what its program
  ///   throws.
  public func generate(from source: ChoiceSource) throws -> Generated<Value> {
    var source: ChoiceSource = source
    let value: Value = try source(self)
    return Generated(
      value: value, choices: source.recorded, spans: source.spans, isExact: source.isExact)
  }
}
