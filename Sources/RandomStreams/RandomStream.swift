/// An endless sequence of random elements, named by a seed and a path, in which any element can be had directly.
///
/// ```swift
/// let trial = RandomStream(seed: 7, path: ["exact-recovery", 12])
/// let weights = trial.child("teacher")
/// let inputs = trial.child("inputs")
/// let x = inputs.gaussian(at: 1_000_000)
/// ```
///
/// Element `i` depends on the stream and on `i` alone, never on what was drawn before or on which thread. A stream
/// has no position and nothing to advance; whoever draws says which elements. Words, uniform numbers, Gaussian
/// numbers and integers of one stream come from separate counters, so that drawing several kinds from one stream
/// does not correlate them; yet a child for each purpose keeps programs readable.
///
/// ## How elements are computed
/// A stream is 96 bits: a Philox key of 64 and a salt of 32. The counter of a block holds the block's index (64
/// bits), the kind of draw and the lane (8 and 24 bits), and the salt (32 bits). Lane 0 serves every element; an
/// element whose first draw is rejected goes on with lane 1, 2, … of its own, which keeps access direct.
///
/// A child is derived with the same block function as a keyed pseudo-random function: a label is absorbed as its
/// length, then eight bytes of its UTF-8 at a time; an index as one block of another kind. No two paths give the
/// same inputs, so `["ab", "c"]`, `["a", "bc"]`, `["1"]` and `[1]` all differ.
public struct RandomStream: Sendable, Hashable {
  /// The name and version of the generator; it changes whenever any element of any stream does.
  public static let algorithm: String = "philox4x32-10/1"

  /// One step of a path: a label or an index.
  public enum Component: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    /// A step by name; names differ where their UTF-8 bytes do.
    case label(String)
    /// A step by number, which may be negative.
    case index(Int)

    /// A step by name.
    public init(stringLiteral value: String) { self = .label(value) }
    /// A step by number.
    public init(integerLiteral value: Int) { self = .index(value) }

    /// Whether two components have the same bytes.
    ///
    /// Swift counts the composed and the decomposed form of a letter as equal strings; here they are different
    /// names, because they give different streams.
    public static func == (first: Component, second: Component) -> Bool {
      switch (first, second) {
      case (.label(let left), .label(let right)): left.utf8.elementsEqual(right.utf8)
      case (.index(let left), .index(let right)): left == right
      default: false
      }
    }
  }

  let key: SIMD2<UInt32>
  let salt: UInt32

  /// The stream at the end of a path from the root of a seed; every seed, 0 too, has its own.
  public init(seed: UInt64, path: [Component] = []) {
    let root: RandomStream = RandomStream(
      key: SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed >> 32)), salt: 0)
    self = path.reduce(root) { $0.child($1) }
  }

  private init(key: SIMD2<UInt32>, salt: UInt32) {
    self.key = key
    self.salt = salt
  }

  /// The stream one step further on the path.
  public func child(_ component: Component) -> RandomStream {
    switch component {
    case .label(let label): child(label)
    case .index(let index): child(index)
    }
  }

  /// The stream of a name under this one.
  ///
  /// - Complexity: O(length of the name).
  public func child(_ label: String) -> RandomStream {
    let bytes: [UInt8] = Array(label.utf8)
    var result: RandomStream = derived(UInt64(bytes.count), .labelLength)
    for start in stride(from: 0, to: bytes.count, by: 8) {
      var chunk: UInt64 = 0
      for byte in bytes[start..<min(start + 8, bytes.count)].reversed() { chunk = chunk << 8 | UInt64(byte) }
      result = result.derived(chunk, .labelBytes)
    }
    return result
  }

  /// The stream of a number under this one, which may be negative.
  public func child(_ index: Int) -> RandomStream {
    derived(UInt64(bitPattern: Int64(index)), .childIndex)
  }

  private func derived(_ value: UInt64, _ kind: DrawKind) -> RandomStream {
    let words: SIMD4<UInt32> = block(value, kind, lane: 0)
    return RandomStream(key: SIMD2(words.x, words.y), salt: words.z)
  }
}
