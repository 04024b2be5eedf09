public import RandomStreams

/// A family of source problems of any size, many with an answer that is known beforehand.
///
/// A new family is one file with a conforming type, and one line in ``SourceFamilyRegistry/all``.
public protocol SourceFamily: Sendable {
  /// The name on the command line: `--family NAME`.
  static var name: String { get }
  /// What the problems are, in one line.
  static var summary: String { get }
  /// What the size counts: `vertices`.
  static var sizeMeaning: String { get }
  /// The sizes there are.
  static var sizes: ClosedRange<Int> { get }
  /// The parameters beyond the size.
  static var parameters: [FamilyParameter] { get }
  /// The kind of problem.
  static var kind: SourceContent.Kind { get }

  /// Makes the problem of a size from the elements of a stream.
  ///
  /// Callers use ``draw(size:seed:parameters:)``, which checks the size and names the stream.
  ///
  /// - Throws: ``SourceFault`` where size and parameters do not go together.
  static func make(size: Int, stream: RandomStream, parameters: FamilyParameters) throws -> FamilyDraw
}

extension SourceFamily {
  /// The parameters beyond the size: none.
  public static var parameters: [FamilyParameter] { [] }

  /// Draws a problem; the same size, seed and parameters give the same one.
  ///
  /// - Throws: ``SourceFault`` where the size is none of the family's, or does not go with the parameters.
  public static func draw(
    size: Int, seed: UInt64, parameters: FamilyParameters = .defaults
  ) throws -> FamilyDraw {
    guard sizes.contains(size) else {
      throw SourceFault(
        place: "size", problem: "\(size) is none of the sizes of the family '\(name)'",
        mend: "choose a number of \(sizeMeaning) from \(sizes.lowerBound) to \(sizes.upperBound)")
    }
    let stream: RandomStream = RandomStream(seed: seed, path: ["family", .label(name)])
    return try make(size: size, stream: stream, parameters: parameters)
  }
}

/// A number that a family can be given, beyond the size of its problems.
public struct FamilyParameter: Sendable, Hashable {
  /// The name, as on the command line without its dashes: `degree`.
  public let name: String
  /// What it does, in one line.
  public let meaning: String
  /// The value where none is given; `nil` where it follows from the size.
  public let defaultValue: Double?
  /// The default in words, such as `4.69` or `a third of the sets`.
  public let defaultText: String
  /// The values that are allowed.
  public let range: ClosedRange<Double>
  /// Whether only whole numbers are.
  public let isInteger: Bool

  /// A parameter with real values.
  public init(_ name: String, _ meaning: String, default value: Double, in range: ClosedRange<Double>) {
    self.name = name
    self.meaning = meaning
    self.defaultValue = value
    self.defaultText = "\(value)"
    self.range = range
    self.isInteger = false
  }

  /// A parameter with whole values; without a default value its text says what follows from the size.
  public init(
    whole name: String, _ meaning: String, default value: Int? = nil, text: String? = nil,
    in range: ClosedRange<Int>
  ) {
    self.name = name
    self.meaning = meaning
    self.defaultValue = value.map(Double.init)
    self.defaultText = text ?? value.map(String.init) ?? "by size"
    self.range = Double(range.lowerBound)...Double(range.upperBound)
    self.isInteger = true
  }
}

/// The values of a family's parameters.
public struct FamilyParameters: Sendable, Hashable {
  private let values: [String: Double]

  /// The default of every parameter.
  public static let defaults: FamilyParameters = FamilyParameters(values: [:])

  private init(values: [String: Double]) { self.values = values }

  /// Values by name for a family; a parameter without a value has its default.
  ///
  /// - Throws: ``SourceFault`` where the family has no such parameter, or the value is none that it takes.
  public init(_ values: [String: Double], for family: any SourceFamily.Type) throws(SourceFault) {
    for name in values.keys.sorted() {
      guard let parameter = family.parameters.first(where: { $0.name == name }) else {
        let known: String = family.parameters.map(\.name).joined(separator: ", ")
        throw SourceFault(
          place: name, problem: "is no parameter of the family '\(family.name)'",
          mend: known.isEmpty ? "leave it out; the family has none" : "use \(known)")
      }
      let value: Double = values[name] ?? .nan
      guard parameter.range.contains(value), !parameter.isInteger || value == value.rounded() else {
        let range: ClosedRange<Double> = parameter.range
        throw SourceFault(
          place: name, problem: "is \(value)",
          mend: parameter.isInteger
            ? "choose a whole number from \(Int(range.lowerBound)) to \(Int(range.upperBound))"
            : "choose a number from \(range.lowerBound) to \(range.upperBound)")
      }
    }
    self.values = values
  }

  /// The value of a parameter, or `nil` where it has neither value nor default.
  public subscript(parameter: FamilyParameter) -> Double? { values[parameter.name] ?? parameter.defaultValue }

  /// The value of a real parameter, or what follows from the size.
  func number(_ parameter: FamilyParameter) -> Double { self[parameter] ?? 0 }

  /// The value of a whole parameter, or what follows from the size.
  func whole(_ parameter: FamilyParameter, or automatic: Int = 0) -> Int {
    self[parameter].map { Int($0) } ?? automatic
  }
}
