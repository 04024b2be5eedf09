/// The passes that change two numbers at a time.
extension ShrinkSearch {
  /// How many places apart two numbers may be that are changed together.
  private static var longestDistance: Int { 16 }

  /// Lowers two numbers by the same amount, which keeps their difference, or moves an amount from the first to the
  /// second, which keeps their sum.
  nonisolated(nonsending) mutating func changePairs() async throws {
    var first: Int = 0
    while first < choices.count, ending == nil {
      var second: Int = first + 1
      while first < choices.count, !choices[first].isSimplest,
        second < min(choices.count, first + Self.longestDistance + 1), ending == nil
      {
        try await change(first, second, direction: -1)
        try await change(first, second, direction: 1)
        second += 1
      }
      first += 1
    }
  }

  /// Moves the first number towards its simplest value, and the second the same way (−1) or the other way (1).
  nonisolated(nonsending) private mutating func change(
    _ first: Int, _ second: Int, direction: Int
  ) async throws {
    guard first < choices.count, second < choices.count else { return }
    let pair: (Choice, Choice) = (choices[first], choices[second])
    guard let (sign, distance): (Int, UInt64) = Self.reach(of: pair.0) else { return }
    // Together only towards simpler numbers: else one of them would be traded for the other.
    if direction < 0, Self.reach(of: pair.1)?.sign != sign { return }
    let attempt: nonisolated(nonsending) (inout ShrinkSearch, UInt64) async throws -> Bool = {
      search, remaining in
      let amount: Int128 = Int128(sign) * (Int128(distance) - Int128(remaining))
      guard let lowered: Choice = pair.0.moved(by: -amount),
        let moved: Choice = pair.1.moved(by: Int128(direction) * amount)
      else { return false }
      return try await search.propose(setting: [(first, lowered), (second, moved)])
    }
    guard let start: UInt64 = try await loosen(distance, steps: [1], attempt) else { return }
    if try await attempt(&self, 0) { return }
    try await lower(from: start, attempt)
  }

  /// On which side of its simplest value a number is, and how many whole steps away.
  private static func reach(of choice: Choice) -> (sign: Int, steps: UInt64)? {
    switch choice {
    case .boolean: return nil
    case .integer(let integer):
      guard integer.offset != 0 else { return nil }
      return (Int(integer.offset.signum()), UInt64(integer.offset.magnitude))
    case .float(let float):
      let distance: Double = float.value - float.domain.simplest
      guard distance.isFinite, distance.magnitude >= 1 else { return nil }
      return (distance > 0 ? 1 : -1, UInt64(exactly: distance.magnitude.rounded(.down)) ?? .max)
    }
  }
}

extension Choice {
  /// The number that is some whole steps away, or nil where that is outside of what can be chosen.
  fileprivate func moved(by amount: Int128) -> Choice? {
    switch self {
    case .boolean: return nil
    case .integer(let integer): return integer.with(offset: integer.offset + amount).map { .integer($0) }
    case .float(let float):
      let value: Double = float.value + Double(amount)
      guard float.domain.contains(value), value.isFinite else { return nil }
      return .float(FloatChoice(value, in: float.domain))
    }
  }
}
