/// Values as they are shown to people.
enum ValueText {
  /// A description that Swift made, without the addresses that stand for the surroundings of private types.
  static func withoutAddresses(_ description: String) -> String {
    let parts: [Substring] = description.split(separator: surroundings, omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(into: String(parts.first ?? "")) { text, part in
      let address: Substring = part.prefix { $0.isHexDigit }
      let rest: Substring = part.dropFirst(address.count)
      text += !address.isEmpty && rest.hasPrefix(end) ? rest.dropFirst(end.count) : surroundings + part
    }
  }

  private static let surroundings: String = "(unknown context at $"
  private static let end: String = ")."
}
