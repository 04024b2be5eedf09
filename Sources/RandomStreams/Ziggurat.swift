/// The ziggurat method for the standard normal distribution, with 256 layers of equal area.
///
/// One 64-bit word decides an element: 8 bits the layer, 1 bit the sign, 53 bits the place inside the layer. About
/// 98.8 % of the words end there. Otherwise the element draws on: in a wedge, it compares a uniform height with the
/// density; in the base layer beyond ``tailStart``, it draws from the exact conditional tail by Marsaglia's method.
/// The result is exactly normal up to the resolution of the words; nothing is cut off before |x| = 13.7, which has
/// probability 10^-42.
///
/// Sources: G. Marsaglia, W. W. Tsang, *The ziggurat method for generating random variables*, J. Stat. Softw. 5(8)
/// (2000), doi:10.18637/jss.v005.i08; separate bits for layer and place, whose sharing biases the original, after
/// J. A. Doornik, *An improved ziggurat method to generate normal random samples* (2005); the tail, G. Marsaglia,
/// *Generating a variable from the tail of the normal distribution*, Technometrics 6 (1964), 101–102,
/// doi:10.2307/1266749.
struct Ziggurat: Sendable {
  static let layers: Int = 256
  /// Where the base layer ends and the tail begins, for 256 layers.
  static let tailStart: Double = 3.6541528853610087963519472518
  /// The area of each layer: tailStart · e^(−tailStart²/2) plus the area of the tail.
  static let layerArea: Double = 0.004928673233974654931590913431847

  /// The step of a place in a layer: its right edge over 2^53.
  let width: [Double]
  /// Places below this need no further look: the layer above reaches so far.
  let inner: [Int64]
  /// The density e^(−x²/2) at the right edge of a layer, and 1 at the end, at the summit.
  let height: [Double]

  static let standard: Ziggurat = Ziggurat()

  private init() {
    let resolution: Double = 0x1p53
    var edges: [Double] = [Self.layerArea / Self.density(Self.tailStart), Self.tailStart]
    for layer in 2..<Self.layers {
      let rise: Double = Self.layerArea / edges[layer - 1] + Self.density(edges[layer - 1])
      edges.append((-2 * PortableMath.log(rise)).squareRoot())
    }
    edges.append(0)
    width = edges.dropLast().map { $0 / resolution }
    inner = (0..<Self.layers).map { Int64(edges[$0 + 1] / edges[$0] * resolution) }
    height = edges.map(Self.density)
  }

  static func density(_ x: Double) -> Double { PortableMath.exp(-x * x / 2) }

  /// Turns the words in memory into the elements they decide, in place.
  func transform(
    _ memory: UnsafeMutableRawPointer, count: Int, startingAt first: UInt64, of stream: RandomStream
  ) {
    width.withUnsafeBufferPointer { width in
      inner.withUnsafeBufferPointer { inner in
        guard let width = width.baseAddress, let inner = inner.baseAddress else { return }
        for position in 0..<count {
          let target: UnsafeMutableRawPointer = memory + 8 &* position
          let word: UInt64 = target.load(as: UInt64.self)
          let layer: Int = Int(truncatingIfNeeded: word & 0xFF)
          let place: Int64 = Int64(truncatingIfNeeded: word &>> 11)
          if place < inner[layer] {
            let magnitude: Double = Double(place) * width[layer]
            let sign: UInt64 = (word & 0x100) &<< 55
            target.storeBytes(of: magnitude.bitPattern | sign, as: UInt64.self)
          } else {
            let element: Double = value(of: word, element: first &+ UInt64(position), in: stream)
            target.storeBytes(of: element, as: Double.self)
          }
        }
      }
    }
  }

  /// The element that a first word begins, drawing on in the element's own lanes where it must.
  @inline(never)
  func value(of firstWord: UInt64, element: UInt64, in stream: RandomStream) -> Double {
    var word: UInt64 = firstWord
    var lane: UInt32 = 0
    while true {
      let layer: Int = Int(word & 0xFF)
      let place: Int64 = Int64(word >> 11)
      let sign: FloatingPointSign = word & 0x100 == 0 ? .plus : .minus
      let x: Double = Double(place) * width[layer]
      if place < inner[layer] { return Double(sign: sign, exponent: 0, significand: x) }
      if layer == 0 {
        let tail: Double = tail(element: element, after: lane, in: stream)
        return Double(sign: sign, exponent: 0, significand: tail)
      }
      lane += 1
      let (draw, next): (UInt64, UInt64) = stream.furtherWords(element, .gaussian, lane: lane)
      let spread: Double = height[layer + 1] - height[layer]
      if height[layer] + unitInterval(draw) * spread < Self.density(x) {
        return Double(sign: sign, exponent: 0, significand: x)
      }
      word = next
    }
  }

  /// A draw from the normal distribution beyond ``tailStart``, by rejection from an exponential.
  private func tail(element: UInt64, after lane: UInt32, in stream: RandomStream) -> Double {
    var lane: UInt32 = lane
    while true {
      lane += 1
      let (first, second): (UInt64, UInt64) = stream.furtherWords(element, .gaussian, lane: lane)
      let excess: Double = -PortableMath.log(1 - unitInterval(first)) / Self.tailStart
      let bar: Double = -PortableMath.log(1 - unitInterval(second))
      if 2 * bar > excess * excess { return Self.tailStart + excess }
    }
  }
}

/// The number in [0, 1) that the upper 53 bits of a word count in steps of 2^-53.
func unitInterval(_ word: UInt64) -> Double {
  Double(Int64(word &>> 11)) * 0x1p-53
}
