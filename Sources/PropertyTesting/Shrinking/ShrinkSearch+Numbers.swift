/// The passes that work on single choices, and on equal ones.
extension ShrinkSearch {
  /// Makes all numbers as simple as they can be, where the failure is one of the structure alone.
  nonisolated(nonsending) mutating func simplifyNumbers() async throws {
    var proposal: ChoiceSequence = best.choices
    for place in choices.indices {
      if case .boolean = choices[place] { continue }
      proposal.choices[place] = choices[place].simplest
    }
    _ = try await propose(proposal)
  }

  /// Makes each choice as simple as it can be while the others stay.
  nonisolated(nonsending) mutating func lowerEach() async throws {
    var place: Int = 0
    while place < choices.count, ending == nil {
      try await lower([place])
      place += 1
    }
  }

  /// Makes choices that are equal as simple as they can be together.
  nonisolated(nonsending) mutating func lowerEquals() async throws {
    var place: Int = 0
    while place < choices.count, ending == nil {
      let choice: Choice = choices[place]
      if !choice.isSimplest {
        let equals: [Int] = choices.indices.filter { choices[$0] == choice }
        if equals.count > 1, equals[0] == place { try await lower(equals) }
      }
      place += 1
    }
  }

  /// Makes the choices in some places, which are equal, as simple as they can be.
  nonisolated(nonsending) private mutating func lower(
    _ places: [Int]
  ) async throws {
    let choice: Choice = choices[places[0]]
    guard !choice.isSimplest else { return }
    if try await set(places, to: choice.simplest) { return }
    switch choice {
    case .boolean: break
    case .integer(let integer): try await lower(integer, at: places)
    case .float(let float): try await lower(float, at: places)
    }
  }

  /// Gives some places the same choice.
  ///
  /// - Returns: whether the best now has it there.
  nonisolated(nonsending) private mutating func set(
    _ places: [Int], to choice: Choice
  ) async throws -> Bool {
    try await propose(setting: places.map { ($0, choice) })
      && places.allSatisfy { $0 < choices.count && choices[$0] == choice }
  }

  // MARK: - Whole numbers

  /// A smaller magnitude first, then the next simpler number, which has the other sign where there is one.
  nonisolated(nonsending) private mutating func lower(
    _ integer: IntegerChoice, at places: [Int]
  ) async throws {
    if integer.index > 1, try await set(places, to: .integer(integer.with(index: 1))) { return }
    try await lowerMagnitude(of: integer, at: places)
    guard let left: IntegerChoice = self.integer(at: places[0]) else { return }
    guard left.index > 2 else { return }
    let opposite: IntegerChoice = left.with(index: left.index - 1)
    if try await set(places, to: .integer(opposite)) {
      try await lowerMagnitude(of: opposite, at: places)
    }
  }

  private func integer(at place: Int) -> IntegerChoice? {
    guard place < choices.count, case .integer(let integer) = choices[place] else { return nil }
    return integer
  }

  nonisolated(nonsending) private mutating func lowerMagnitude(
    of integer: IntegerChoice, at places: [Int]
  ) async throws {
    let sign: Int128 = integer.offset.signum()
    let magnitude: UInt64 = UInt64(integer.offset.magnitude)
    let attempt: nonisolated(nonsending) (inout ShrinkSearch, UInt64) async throws -> Bool = {
      search, magnitude in
      guard let smaller: IntegerChoice = integer.with(offset: sign * Int128(magnitude)) else { return false }
      return try await search.set(places, to: .integer(smaller))
    }
    guard let start: UInt64 = try await loosen(magnitude, attempt) else { return }
    try await lower(from: start, attempt)
  }

  // MARK: - Floating-point numbers

  /// Fewer decimals first, then a smaller number of as many decimals, then the other sign.
  nonisolated(nonsending) private mutating func lower(
    _ float: FloatChoice, at places: [Int]
  ) async throws {
    if float.value.isNaN || float.value.isInfinite || float.value.magnitude > FloatSimplicity.greatestWhole {
      for value in Self.landmarks where ending == nil && float.domain.contains(value) {
        if try await set(places, to: .float(FloatChoice(value, in: float.domain))) { break }
      }
    }
    try await shorten(at: places)
    try await lowerScaled(at: places)
    try await lowerPower(at: places)
    guard let left: FloatChoice = self.float(at: places[0]), left.value.sign == .minus,
      left.domain.contains(-left.value)
    else { return }
    let opposite: FloatChoice = FloatChoice(-left.value, in: left.domain)
    if try await set(places, to: .float(opposite)) { try await lowerScaled(at: places) }
  }

  /// What a number without a short form is replaced by first.
  private static var landmarks: [Double] {
    [1, -1, 0x1p53, -0x1p53, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .infinity, -.infinity]
  }

  private func float(at place: Int) -> FloatChoice? {
    guard place < choices.count, case .float(let float) = choices[place] else { return nil }
    return float
  }

  /// Rounds to the fewest decimals with which the failure stays; or to a power of two.
  nonisolated(nonsending) private mutating func shorten(
    at places: [Int]
  ) async throws {
    guard let float: FloatChoice = float(at: places[0]), float.value.isFinite else { return }
    let value: Double = float.value
    let decimals: Int = FloatSimplicity.decimalPlaces(of: value.magnitude) ?? FloatSimplicity.mostPlaces
    guard decimals > 0, !FloatSimplicity.isPowerOfTwo(value.magnitude) else { return }
    for count in 0..<min(decimals, FloatSimplicity.mostPlaces) where ending == nil {
      for rule in [FloatingPointRoundingRule.toNearestOrEven, .towardZero, .awayFromZero] {
        let rounded: Double = FloatSimplicity.rounded(value, places: count, rule)
        guard float.domain.contains(rounded) else { continue }
        if try await set(places, to: .float(FloatChoice(rounded, in: float.domain))) { return }
      }
      guard count == FloatSimplicity.powerOfTwoPlaces, value.isNormal else { continue }
      let power: Double = Double(sign: value.sign, exponent: value.exponent, significand: 1)
      for power in [power, 2 * power] where float.domain.contains(power) {
        if try await set(places, to: .float(FloatChoice(power, in: float.domain))) { return }
      }
    }
  }

  /// Lowers a number as the whole number of units of its last decimal.
  nonisolated(nonsending) private mutating func lowerScaled(
    at places: [Int]
  ) async throws {
    guard let float: FloatChoice = float(at: places[0]), float.value.isFinite,
      let decimals: Int = FloatSimplicity.decimalPlaces(of: float.value.magnitude),
      decimals <= FloatSimplicity.mostPlaces
    else { return }
    let sign: Double = float.value.sign == .minus ? -1 : 1
    let scale: Double = FloatSimplicity.powerOfTen(decimals)
    let units: Double = (float.value.magnitude * scale).rounded()
    guard units <= FloatSimplicity.greatestWhole else { return }
    let attempt: nonisolated(nonsending) (inout ShrinkSearch, UInt64) async throws -> Bool = {
      search, units in
      let value: Double = sign * Double(units) / scale
      guard float.domain.contains(value) else { return false }
      return try await search.set(places, to: .float(FloatChoice(value, in: float.domain)))
    }
    guard let start: UInt64 = try await loosen(UInt64(units), attempt) else { return }
    try await lower(from: start, attempt)
  }

  /// Brings a power of two that has many decimals or digits nearer to 1.
  nonisolated(nonsending) private mutating func lowerPower(at places: [Int]) async throws {
    guard let float: FloatChoice = float(at: places[0]), float.value.isFinite,
      FloatSimplicity.isPowerOfTwo(float.value.magnitude), !FloatSimplicity.isWhole(float.value.magnitude)
    else { return }
    let exponent: Int = float.value.exponent
    try await lower(from: UInt64(exponent.magnitude)) { search, magnitude in
      let value: Double = Double(
        sign: float.value.sign, exponent: exponent.signum() * Int(magnitude), significand: 1)
      guard float.domain.contains(value) else { return false }
      return try await search.set(places, to: .float(FloatChoice(value, in: float.domain)))
    }
  }
}
