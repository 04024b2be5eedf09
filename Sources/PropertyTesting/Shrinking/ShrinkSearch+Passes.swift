extension ShrinkSearch {
  /// The longest block of neighbouring choices that is removed at once without being a span.
  private var longestBlock: Int { 8 }
  /// How far apart two choices may be that are lowered together.
  private var longestPairDistance: Int { 16 }

  /// Tries every pass once, the coarse ones first.
  mutating func runPasses(_ isFailure: Judge) throws(Failure) {
    try removeSpans(isFailure)
    try removeBlocks(isFailure)
    try zeroSpans(isFailure)
    try lowerEach(isFailure)
    try lowerAndRemove(isFailure)
    try lowerPairs(isFailure)
  }

  /// The spans of the best, longest first, and from the end where they are equally long.
  private var spansByLength: [Range<Int>] {
    best.spans.map(\.range).sorted { ($0.count, $0.lowerBound) > ($1.count, $1.lowerBound) }
  }

  /// Removes whole draws, as long as any can go.
  private mutating func removeSpans(_ isFailure: Judge) throws(Failure) {
    var spans: [Range<Int>] = spansByLength
    var index: Int = 0
    while index < spans.count, ending == nil {
      if try propose(best.choices.removing(spans[index]), isFailure) {
        // The best has other spans now; those before this one were tried and would mostly fail again.
        spans = spansByLength
        index = min(index, spans.count)
      } else {
        index += 1
      }
    }
  }

  /// Removes blocks of neighbouring choices, from the end to the beginning.
  private mutating func removeBlocks(_ isFailure: Judge) throws(Failure) {
    for length in stride(from: longestBlock, through: 1, by: -1) {
      var end: Int = best.choices.count
      while end >= length, ending == nil {
        if try propose(best.choices.removing(end - length..<end), isFailure) {
          end = min(end, best.choices.count)
        } else {
          end -= 1
        }
      }
    }
  }

  /// Makes whole draws as simple as they can be without a change of length.
  private mutating func zeroSpans(_ isFailure: Judge) throws(Failure) {
    for span in spansByLength where span.upperBound <= best.choices.count && ending == nil {
      var proposal: ChoiceSequence = best.choices
      for index in span { proposal = proposal.setting(index, to: proposal.choices[index].simplest) }
      _ = try propose(proposal, isFailure)
    }
  }

  /// Lowers each choice by itself, and then among the choices of its own parity.
  ///
  /// The integers of a range alternate in sign, so one side of 0 has one parity.
  private mutating func lowerEach(_ isFailure: Judge) throws(Failure) {
    var index: Int = 0
    while index < best.choices.count, ending == nil {
      let place: Int = index
      try lower(to: 0, from: best.choices.index(place), isFailure) { base, value in
        base.setting(place, to: value)
      }
      if place < best.choices.count {
        let value: UInt64 = best.choices.index(place)
        try lower(to: 0, from: value / 2, isFailure) { base, half in
          base.setting(place, to: 2 * half + value % 2)
        }
      }
      index += 1
    }
  }

  /// Lowers a choice by one and removes a later draw, as a count and one of the things it counts.
  private mutating func lowerAndRemove(_ isFailure: Judge) throws(Failure) {
    var index: Int = 0
    while index < best.choices.count, ending == nil {
      var succeeded: Bool = false
      let value: UInt64 = best.choices.index(index)
      if value > 0 {
        let lowered: ChoiceSequence = best.choices.setting(index, to: value - 1)
        for span in spansByLength where span.lowerBound > index && ending == nil {
          succeeded = try propose(lowered.removing(span), isFailure)
          if succeeded { break }
        }
      }
      if !succeeded { index += 1 }
    }
  }

  /// Lowers two choices by the same amount, or moves an amount from the first to the second.
  private mutating func lowerPairs(_ isFailure: Judge) throws(Failure) {
    var first: Int = 0
    while first < best.choices.count, ending == nil {
      var second: Int = first + 1
      while second < min(best.choices.count, first + longestPairDistance + 1), ending == nil {
        try lowerTogether(first, second, isFailure)
        if second < best.choices.count { try move(from: first, to: second, isFailure) }
        second += 1
      }
      first += 1
    }
  }

  private mutating func lowerTogether(_ first: Int, _ second: Int, _ isFailure: Judge) throws(Failure) {
    let (left, right): (UInt64, UInt64) = (
      best.choices.index(first), best.choices.index(second)
    )
    let most: UInt64 = min(left, right)
    guard most > 0 else { return }
    try lower(to: left - most, from: left, isFailure) { base, value in
      base.setting(first, to: value).setting(second, to: right - (left - value))
    }
  }

  private mutating func move(from first: Int, to second: Int, _ isFailure: Judge) throws(Failure) {
    let (source, target): (UInt64, UInt64) = (best.choices.index(first), best.choices.index(second))
    let most: UInt64 = min(source, best.choices.limit(second) - target)
    guard most > 0 else { return }
    try lower(to: source - most, from: source, isFailure) { base, value in
      base.setting(first, to: value).setting(second, to: target + (source - value))
    }
  }
}
