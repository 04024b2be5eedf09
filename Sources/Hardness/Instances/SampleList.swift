/// The samples of a training instance, each made when it is asked for.
///
/// A million samples of a large source problem would fill the memory; a list keeps only what it makes them from. The
/// same index gives the same sample every time.
///
/// - Complexity: a sample costs what its maker costs, mostly O(entries).
public struct SampleList: RandomAccessCollection, Sendable {
  /// The number of samples.
  public let count: Int
  private let make: @Sendable (Int) -> ExactSample

  /// Creates a list whose sample `index` is `make(index)`.
  ///
  /// - Precondition: `count` is not negative, and `make` gives the same sample for the same index.
  public init(count: Int, make: @escaping @Sendable (Int) -> ExactSample) {
    precondition(count >= 0, "a list has a number of samples from 0 up")
    self.count = count
    self.make = make
  }

  /// Creates a list of samples that are held in memory.
  public init(_ samples: [ExactSample]) {
    self.init(count: samples.count) { samples[$0] }
  }

  /// Creates the concatenation of lists.
  public init(joining parts: [SampleList]) {
    var starts: [Int] = []
    var total: Int = 0
    for part in parts {
      starts.append(total)
      total += part.count
    }
    self.init(count: total) { [starts] index in
      var part: Int = parts.count - 1
      while starts[part] > index || parts[part].isEmpty { part -= 1 }
      return parts[part][index - starts[part]]
    }
  }

  /// The first index, 0.
  public var startIndex: Int { 0 }
  /// The index past the last sample.
  public var endIndex: Int { count }

  /// The sample at `index`, made anew.
  public subscript(index: Int) -> ExactSample {
    precondition((0..<count).contains(index), "the index of a sample is from 0 to \(count - 1)")
    return make(index)
  }
}

extension SampleList: Equatable {
  /// Whether both lists give the same samples in the same order.
  public static func == (left: SampleList, right: SampleList) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { $0 == $1 }
  }
}

extension SampleList: ExpressibleByArrayLiteral {
  /// Creates a list from a literal.
  public init(arrayLiteral samples: ExactSample...) { self.init(samples) }
}
