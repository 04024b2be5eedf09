/// A statement that is true of every one, two or three values of a type.
///
/// ```swift
/// let doubling = Law<Money>("doubling is adding to oneself") { a in a.doubled == a + a }
/// let commutative = Law<Money>("+ is commutative") { a, b in a + b == b + a }
/// ```
///
/// A law is about values and knows of no generator. The values that it is checked with are drawn so that many of them
/// are equal although they were made separately, or nearly equal; see ``checkLaws(_:of:examples:settings:fileID:filePath:line:column:function:)``.
public struct Law<Value>: Sendable {
  /// What the law says, such as `== is symmetric`; reports call a broken law by it.
  public let name: String
  /// How many values the law speaks of, from 1 to 3.
  public let valueCount: Int
  /// Says what is wrong with values, nil where nothing is.
  private let fault: @Sendable ([Value]) throws -> String?

  /// Creates a law of one value.
  ///
  /// - Parameters:
  ///   - name: what the law says.
  ///   - holds: whether it is true; an error thrown breaks the law.
  public init(_ name: String, holds: @escaping @Sendable (Value) throws -> Bool) {
    self.init(name, ofOne: { a in try holds(a) ? nil : "it is false" })
  }

  /// Creates a law of two values.
  ///
  /// - Parameters:
  ///   - name: what the law says.
  ///   - holds: whether it is true; an error thrown breaks the law.
  public init(_ name: String, holds: @escaping @Sendable (Value, Value) throws -> Bool) {
    self.init(name, ofTwo: { a, b in try holds(a, b) ? nil : "it is false" })
  }

  /// Creates a law of three values.
  ///
  /// - Parameters:
  ///   - name: what the law says.
  ///   - holds: whether it is true; an error thrown breaks the law.
  public init(_ name: String, holds: @escaping @Sendable (Value, Value, Value) throws -> Bool) {
    self.init(name, ofThree: { a, b, c in try holds(a, b, c) ? nil : "it is false" })
  }

  init(_ name: String, ofOne fault: @escaping @Sendable (Value) throws -> String?) {
    (self.name, self.valueCount) = (name, 1)
    self.fault = { values in try fault(values[0]) }
  }

  init(_ name: String, ofTwo fault: @escaping @Sendable (Value, Value) throws -> String?) {
    (self.name, self.valueCount) = (name, 2)
    self.fault = { values in try fault(values[0], values[1]) }
  }

  init(_ name: String, ofThree fault: @escaping @Sendable (Value, Value, Value) throws -> String?) {
    (self.name, self.valueCount) = (name, 3)
    self.fault = { values in try fault(values[0], values[1], values[2]) }
  }

  /// Checks the law with given values.
  ///
  /// - Precondition: there are ``valueCount`` values.
  /// - Throws: ``LawViolation`` where the law is broken, also by an error that one of its operations throws.
  public func check(_ values: [Value]) throws(LawViolation) {
    precondition(values.count == valueCount, "this law speaks of \(valueCount) values; give as many")
    let explanation: String?
    do {
      explanation = try fault(values)
    } catch {
      explanation = "an operation threw \(error)"
    }
    if let explanation { throw LawViolation(law: name, explanation: explanation) }
  }
}

/// A law that is broken, and how.
public struct LawViolation: Error, Sendable, Hashable, CustomStringConvertible {
  /// The name of the law.
  public let law: String
  /// What the operations gave; the values are called *a*, *b* and *c*.
  public let explanation: String

  /// The law and how it is broken, in one sentence.
  public var description: String { "the law '\(law)' is broken: \(explanation)" }
}
