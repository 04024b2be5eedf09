import PropertyTesting
import Synchronization

/// Types that break one law each, and others that look alike and break none.
enum LawsMutants {
  /// Not equal to itself where it is 7.
  struct Irreflexive: Equatable, Sendable {
    let number: Int

    static func == (first: Self, second: Self) -> Bool {
      first.number == second.number && first.number != 7
    }
  }

  /// Equal to what is greater.
  struct Asymmetric: Equatable, Sendable {
    let number: Int

    static func == (first: Self, second: Self) -> Bool { first.number <= second.number }
  }

  /// Equal to its neighbours, and not to theirs.
  struct Nontransitive: Equatable, Sendable {
    let number: Int

    static func == (first: Self, second: Self) -> Bool { abs(first.number - second.number) <= 1 }
  }

  /// Equal within a tolerance, the same trap with floats.
  struct Approximate: Equatable, Sendable {
    let number: Double

    static func == (first: Self, second: Self) -> Bool { abs(first.number - second.number) <= 0.01 }
  }

  /// Different by its own `!=` although equal, where it is 3.
  struct OddInequality: Equatable, Sendable {
    let number: Int

    static func == (first: Self, second: Self) -> Bool { first.number == second.number }
    static func != (first: Self, second: Self) -> Bool {
      first.number != second.number || first.number == 3
    }
  }

  /// Its hash takes a field that `==` does not look at.
  struct HashesTooMuch: Hashable, Sendable {
    let name: Int
    let note: Int

    static func == (first: Self, second: Self) -> Bool { first.name == second.name }
    func hash(into hasher: inout Hasher) {
      hasher.combine(name)
      hasher.combine(note)
    }
  }

  /// Its hash leaves out a field, which is allowed.
  struct HashesLittle: Hashable, Sendable {
    let name: Int
    let note: Int

    func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }

  /// Its hash is of the instance, and two instances may be equal.
  final class HashesInstance: Hashable, Sendable {
    let number: Int
    /// Which instance it is; its address would be one of the same few in every case.
    private let serial: Int = count.add(1, ordering: .relaxed).newValue

    private static let count: Atomic<Int> = Atomic(0)

    init(_ number: Int) { self.number = number }
    static func == (first: HashesInstance, second: HashesInstance) -> Bool { first.number == second.number }
    func hash(into hasher: inout Hasher) { hasher.combine(serial) }
  }

  /// Rock, paper and scissors in a row, each less than the next, the last less than the first.
  struct Cyclic: Comparable, Sendable {
    let number: Int

    static func < (first: Self, second: Self) -> Bool { (second.number - first.number + 3) % 3 == 1 }
  }

  /// Less than itself.
  struct LessOrEqual: Comparable, Sendable {
    let number: Int

    static func < (first: Self, second: Self) -> Bool { first.number <= second.number }
  }

  /// Ordered by one field and equal by both.
  struct PartlyOrdered: Comparable, Sendable {
    let major: Int
    let minor: Int

    static func < (first: Self, second: Self) -> Bool { first.major < second.major }
  }

  /// Its `>=` is its `>`.
  struct OddComparison: Comparable, Sendable {
    let number: Int

    static func < (first: Self, second: Self) -> Bool { first.number < second.number }
    static func >= (first: Self, second: Self) -> Bool { first.number > second.number }
  }

  /// A description that leaves out the sign.
  struct LossyText: LosslessStringConvertible, Equatable, Sendable {
    let number: Int

    init(_ number: Int) { self.number = number }
    init?(_ description: String) {
      guard let number: Int = Int(description) else { return nil }
      self.number = number
    }
    var description: String { String(number.magnitude) }
  }
}
