/// The choices that one draw of a generator made, and what kind of part they are.
///
/// Spans nest as the draws do. The shrinker removes, simplifies, replaces and sorts whole spans, so that a part of a
/// value goes with all its choices.
public struct Span: Sendable, Hashable {
  /// What a part is to the value around it.
  public enum Kind: Sendable, Hashable {
    /// The draw of a generator.
    case draw
    /// One of the elements of a collection, with the choice to go on before it: it can be removed by itself.
    case element
    /// A value of a recursive generator: any other inside it can take its place.
    case recursion
  }

  /// The places of the choices.
  public let range: Range<Int>
  /// How many spans it lies in.
  public let depth: Int
  /// What kind of part it is.
  public let kind: Kind
}
