extension PropertyReport: CustomStringConvertible {
  /// The report for people.
  public var description: String { name }
}
