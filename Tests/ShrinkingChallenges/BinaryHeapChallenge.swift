import PropertyTesting

extension ShrinkingChallenge {
  /// A heap whose merge forgets to keep its order.
  static let binheap: ShrinkingChallenge = ShrinkingChallenge(
    "binheap", Gen<Int>.integer(in: 0...20).flatMap { Heap.heaps(bound: nil, size: $0) },
    minimal: [
      "(0, None, (0, (0, None, None), (1, None, None)))", "(0, (0, (0, None, None), (1, None, None)), None)",
      "(0, (0, (1, None, None), None), (0, None, None))",
    ],
    text: { $0.text }, fails: { $0.claimed != $0.keys.sorted() })
}

private indirect enum Heap: Sendable {
  case none
  case node(Int, Heap, Heap)

  static func heaps(bound: Int?, size: Int) -> Gen<Heap> {
    .build { draw in
      guard try draw(.integer(in: 1...8)) != 1, size > 0 else { return .none }
      let key: Int = try draw(.integer(in: (bound ?? .min)...Int.max))
      let left: Heap = try draw(heaps(bound: key, size: size / 2))
      return .node(key, left, try draw(heaps(bound: key, size: size / 2)))
    }
  }

  var text: String {
    switch self {
    case .none: "None"
    case .node(let key, let left, let right): "(\(key), \(left.text), \(right.text))"
    }
  }

  var keys: [Int] {
    switch self {
    case .none: []
    case .node(let key, let left, let right): [key] + right.keys + left.keys
    }
  }

  /// What the faulty implementation says the sorted keys are.
  var claimed: [Int] {
    switch self {
    case .none: []
    case .node(let key, let left, let right): [key] + Self.merge(left, right).keys
    }
  }

  private static func merge(_ first: Heap, _ second: Heap) -> Heap {
    switch (first, second) {
    case (.none, _): second
    case (_, .none): first
    case (.node(let key, let left, let right), .node(let otherKey, let otherLeft, let otherRight)):
      key <= otherKey
        ? .node(key, merge(right, second), left) : .node(otherKey, merge(otherRight, first), otherLeft)
    }
  }
}
