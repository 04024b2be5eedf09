/// The pass for numbers that fail only here and there, such as the multiples of a number.
extension ShrinkSearch {
  /// Numbers up to here are left as they are: neither of the two next smaller ones fails, and few are left.
  private static var fewNumbers: UInt64 { 16 }
  /// Steps down that are tried one by one, and then taken as often as the failure stays.
  private static var steps: ClosedRange<UInt64> { 3...16 }
  /// Numbers from here on are looked for anew among those of each number of bits.
  private static var manyNumbers: UInt64 { 1000 }
  /// How many numbers of each number of bits are tried.
  private static var triesForBits: UInt64 { 3 }

  /// Lowers numbers that are held by a condition which few smaller numbers satisfy.
  ///
  /// It comes last, when nothing else finds anything simpler, because it costs many calls for each number in vain.
  nonisolated(nonsending) mutating func lowerSparse() async throws {
    var place: Int = 0
    while place < choices.count, ending == nil {
      if let units: UInt64 = units(at: place), units > Self.fewNumbers {
        try await lowerSparse(from: units, at: place, like: choices[place])
      }
      place += 1
    }
  }

  nonisolated(nonsending) private mutating func lowerSparse(
    from current: UInt64, at place: Int, like choice: Choice
  ) async throws {
    if try await stepDown(from: current, at: place, like: choice) { return }
    guard current > Self.manyNumbers else { return }
    var bits: Int = UInt64.bitWidth - Self.fewNumbers.leadingZeroBitCount
    while bits < UInt64.bitWidth - current.leadingZeroBitCount, ending == nil {
      let largest: UInt64 = .max >> UInt64(UInt64.bitWidth - bits)
      for number in (largest - Self.triesForBits + 1)...largest where ending == nil {
        if try await set(number, at: place, like: choice) {
          _ = try await stepDown(from: number, at: place, like: choice)
          return
        }
      }
      bits += 1
    }
  }

  /// Finds the shortest step down that stays a failure, and takes it as often as it does.
  nonisolated(nonsending) private mutating func stepDown(
    from current: UInt64, at place: Int, like choice: Choice
  ) async throws -> Bool {
    for step in Self.steps where step < current && ending == nil {
      let most: Int = Int(clamping: current / step)
      if try await extend(
        upTo: most,
        { search, count in
          try await search.set(current - step * UInt64(count), at: place, like: choice)
        }) > 0
      {
        return true
      }
    }
    return false
  }

  // MARK: - Numbers as units

  /// How many units a number is away from the simplest: whole numbers, or units of a float's last decimal.
  private func units(at place: Int) -> UInt64? {
    switch choices[place] {
    case .boolean: return nil
    case .integer(let integer): return UInt64(integer.offset.magnitude)
    case .float(let float):
      guard float.value.isFinite,
        let decimals: Int = FloatSimplicity.decimalPlaces(of: float.value.magnitude),
        decimals <= FloatSimplicity.mostPlaces
      else { return nil }
      let units: Double = (float.value.magnitude * FloatSimplicity.powerOfTen(decimals)).rounded()
      return units <= FloatSimplicity.greatestWhole ? UInt64(units) : nil
    }
  }

  /// Puts a number of units in a place, on the side and with the decimals that a choice has.
  ///
  /// - Returns: whether it is a new best that has it there.
  nonisolated(nonsending) private mutating func set(
    _ units: UInt64, at place: Int, like choice: Choice
  ) async throws -> Bool {
    let changed: Choice
    switch choice {
    case .boolean: return false
    case .integer(let integer):
      guard let smaller = integer.with(offset: integer.offset.signum() * Int128(units)) else { return false }
      changed = .integer(smaller)
    case .float(let float):
      guard let decimals: Int = FloatSimplicity.decimalPlaces(of: float.value.magnitude) else { return false }
      let size: Double = Double(units) / FloatSimplicity.powerOfTen(decimals)
      let value: Double = float.value.sign == .minus ? -size : size
      guard float.domain.contains(value) else { return false }
      changed = .float(FloatChoice(value, in: float.domain))
    }
    return try await propose(setting: [(place, changed)]) && place < choices.count
      && choices[place] == changed
  }
}
