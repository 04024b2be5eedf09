extension Gen where Value == Unicode.Scalar {
  /// The scalars of Unicode; ASCII letters and digits are simplest, `a` first.
  ///
  /// - Parameter asciiOnly: whether only the 128 of ASCII are drawn.
  public static func scalar(asciiOnly: Bool = false) -> Gen<Unicode.Scalar> {
    let beyond: UInt64 = UInt64(ScalarOrder.count) - 1
    return Gen { source in
      // Most text is ASCII, and most mistakes with text show at its edges, so each half has its share.
      let isASCII: Bool = try asciiOnly || !source.chooseBoolean(probability: 0.25)
      return ScalarOrder.scalar(at: Int(try source.choose(upTo: isASCII ? ScalarOrder.lastASCII : beyond)))
    }
  }
}

extension Gen where Value == Character {
  /// Characters of one scalar; ASCII letters and digits are simplest, `a` first.
  ///
  /// - Parameter asciiOnly: whether only those of ASCII are drawn.
  public static func character(asciiOnly: Bool = false) -> Gen<Character> {
    Gen<Unicode.Scalar>.scalar(asciiOnly: asciiOnly).map { Character($0) }
  }
}

extension Gen where Value == String {
  /// Strings of any scalars; shorter ones are simpler.
  ///
  /// - Parameters:
  ///   - count: how many scalars there are. Some join to one character, so that `String.count` may be less.
  ///   - asciiOnly: whether only scalars of ASCII are drawn.
  public static func string(count: ClosedRange<Int> = 0...64, asciiOnly: Bool = false) -> Gen<String> {
    string(of: .scalar(asciiOnly: asciiOnly), count: count)
  }

  /// Strings of the scalars of another generator.
  public static func string(
    of scalar: Gen<Unicode.Scalar>, count: ClosedRange<Int> = 0...64
  ) -> Gen<String> {
    Gen<[Unicode.Scalar]>.array(of: scalar, count: count).map { scalars in
      var text: String = ""
      text.unicodeScalars.append(contentsOf: scalars)
      return text
    }
  }

  /// Strings of the characters of a text, such as `"01"`; the first is the simplest.
  ///
  /// - Precondition: the text is not empty.
  public static func string(
    ofCharactersIn alphabet: String, count: ClosedRange<Int> = 0...64
  ) -> Gen<String> {
    precondition(!alphabet.isEmpty, "an alphabet has at least one character")
    return Gen<[Character]>.array(of: .element(of: Array(alphabet)), count: count).map { String($0) }
  }
}

/// The order in which scalars count as simple: those that print well before those that do not.
private enum ScalarOrder {
  private static let ascii: [Unicode.Scalar] = {
    let ranges: [ClosedRange<UInt8>] = [
      97...122, 48...57, 65...90, 32...47, 58...64, 91...96, 123...126, 0...31,
    ]
    return ranges.joined().map { Unicode.Scalar($0) } + [Unicode.Scalar(127)]
  }()

  static let lastASCII: UInt64 = 127
  private static let surrogates: ClosedRange<Int> = 0xD800...0xDFFF
  static let count: Int = 0x11_0000 - surrogates.count

  static func scalar(at place: Int) -> Unicode.Scalar {
    if place < ascii.count { return ascii[place] }
    let code: Int = place < surrogates.lowerBound ? place : place + surrogates.count
    return UInt32(exactly: code).flatMap { Unicode.Scalar($0) } ?? ascii[0]
  }
}
