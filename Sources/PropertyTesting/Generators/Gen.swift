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
/// A value that was drawn with a name, as in `draw("size", .integer(in: 0...10))`, is shown by it in a counterexample.
///
/// A generator says which values are valid and which is the simplest; how likely each is follows from the
/// ``DrawStyle``. The same choices always give the same value, and simpler or fewer choices a simpler one; shrinking
/// changes the choices and generates anew, so that what a generator guarantees of its values is true of the shrunk ones
/// as well.
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

  /// A value that is always the same.
  public static func constant(_ value: Value) -> Gen<Value> where Value: Sendable {
    Gen { _ in value }
  }
}
