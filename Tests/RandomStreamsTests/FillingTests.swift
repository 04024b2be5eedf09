import LinearAlgebra
import RandomStreams
import Testing

@Suite("Filling")
struct FillingTests {
  static let count: Int = 100_003
  static let stream: RandomStream = RandomStream(seed: 11, path: ["filling"])

  enum Kind: CaseIterable, Sendable {
    case words, uniform, gaussian

    func fill(_ memory: inout [Double], startingAt first: UInt64, threads: Int) {
      var span: MutableSpan<Double> = memory.mutableSpan
      switch self {
      case .words:
        var words: [UInt64] = Array(repeating: 0, count: span.count)
        var wordSpan: MutableSpan<UInt64> = words.mutableSpan
        FillingTests.stream.fillWords(&wordSpan, startingAt: first, threads: threads)
        for index in words.indices { span[index] = Double(bitPattern: words[index]) }
      case .uniform: FillingTests.stream.fillUniform(&span, startingAt: first, threads: threads)
      case .gaussian: FillingTests.stream.fillGaussian(&span, startingAt: first, threads: threads)
      }
    }

    func element(_ index: UInt64) -> Double {
      switch self {
      case .words: Double(bitPattern: FillingTests.stream.word(at: index))
      case .uniform: FillingTests.stream.uniform(at: index)
      case .gaussian: FillingTests.stream.gaussian(at: index)
      }
    }
  }

  private func bits(_ kind: Kind, from first: UInt64, count: Int, threads: Int) -> [UInt64] {
    var memory: [Double] = Array(repeating: 0, count: count)
    kind.fill(&memory, startingAt: first, threads: threads)
    return memory.map(\.bitPattern)
  }

  @Test("gives the same bytes on any number of threads", arguments: Kind.allCases, [2, 3, 7, 64])
  func threads(_ kind: Kind, _ threads: Int) {
    let alone: [UInt64] = bits(kind, from: 5, count: Self.count, threads: 1)
    #expect(bits(kind, from: 5, count: Self.count, threads: threads) == alone)
  }

  @Test("gives the same bytes however it is split", arguments: Kind.allCases)
  func splits(_ kind: Kind) {
    let whole: [UInt64] = bits(kind, from: 0, count: 3000, threads: 2)
    for size in [1, 2, 3, 7, 8, 9, 511, 512, 513, 1000] {
      var joined: [UInt64] = []
      for start in stride(from: 0, to: 3000, by: size) {
        joined += bits(kind, from: UInt64(start), count: min(size, 3000 - start), threads: 2)
      }
      #expect(joined == whole, "blocks of \(size)")
    }
  }

  @Test("gives the elements that are had one by one", arguments: Kind.allCases)
  func elements(_ kind: Kind) {
    let starts: [UInt64] = [0, 1, 0xFFFF_FFFE, 0x1_FFFF_FFF1, .max - 2999]
    for first in starts {
      let block: [UInt64] = bits(kind, from: first, count: 3000, threads: 2)
      let single: [UInt64] = (0..<UInt64(3000)).map { kind.element(first + $0).bitPattern }
      #expect(block == single, "from \(first)")
    }
  }

  @Test("differs from another stream and from another start", arguments: Kind.allCases)
  func differs(_ kind: Kind) {
    let here: [UInt64] = bits(kind, from: 0, count: 100, threads: 1)
    let later: [UInt64] = bits(kind, from: 1, count: 100, threads: 1)
    #expect(here != later)
    #expect(here.dropFirst() == later.dropLast())
  }

  @Test("leaves an empty span alone", arguments: Kind.allCases)
  func empty(_ kind: Kind) {
    #expect(bits(kind, from: .max, count: 0, threads: 2).isEmpty)
  }

  @Test("keeps uniform numbers in their range, the upper end excluded")
  func uniformRange() {
    let ranges: [Range<Double>] = [0..<1, -2..<3, 1..<1.0.nextUp, -1e-300..<0, 1e16..<1e16 + 4]
    for range in ranges {
      var memory: [Double] = Array(repeating: 0, count: 2000)
      var span: MutableSpan<Double> = memory.mutableSpan
      Self.stream.fillUniform(&span, in: range)
      #expect(memory.allSatisfy { range.contains($0) }, "\(range)")
    }
  }
}
