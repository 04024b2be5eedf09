import ExactArithmetic
import Learners
import LinearAlgebra
import Networks
import RandomStreams

/// A teacher with rational weights, inputs on a binary grid, and its labels.
struct RationalScene {
  var teacher: RationalNetwork
  let inputs: Matrix

  /// Weights p/q with |p| ≤ `weight` and 1 ≤ q ≤ `denominator`, inputs j/2^bits from −2 to 2.
  init(
    _ d: Int, _ k: Int, _ m: Int, samples: Int, seed: UInt64, weight: Int = 5, denominator: Int = 1,
    bits: Int = 8
  ) {
    let stream: RandomStream = RandomStream(seed: seed).child("rational scene")
    var drawn: UInt64 = 0
    func integer(_ range: ClosedRange<Int>) -> Int {
      drawn += 1
      return stream.integer(in: range, at: drawn)
    }
    func fraction() -> Rational {
      Rational(integer(-weight...weight)) / Rational(integer(1...denominator))
    }
    func matrix(_ rows: Int, _ columns: Int, rank: Int) -> RationalMatrix {
      while true {
        let entries: [Rational] = (0..<rows * columns).map { _ in fraction() }
        let drawn: RationalMatrix = RationalMatrix(rowCount: rows, columnCount: columns, entries: entries)
        if drawn.rank() == rank { return drawn }
      }
    }
    self.teacher = RationalNetwork(
      hidden: matrix(k, d, rank: min(k, d)), output: matrix(m, k, rank: k))
    let scale: Double = Double(sign: .plus, exponent: -bits, significand: 1)
    self.inputs = Matrix(rows: samples, columns: d) { span in
      for index in 0..<samples * d {
        span[index] = Double(integer(-(2 << bits)...(2 << bits))) * scale
      }
    }
  }

  /// The inputs as fractions.
  var exactInputs: RationalMatrix {
    RationalMatrix(inputs.nestedRows.map { $0.map { Rational(exactly: $0) ?? .zero } })
  }

  /// The labels as fractions.
  var labels: RationalMatrix {
    RationalMatrix(
      (0..<inputs.rows).map { row in
        teacher.outputs(at: inputs.row(row).map { Rational(exactly: $0) ?? .zero })
      })
  }

  /// The labels as a program with floats computes them.
  func floatLabels() throws -> Matrix { try teacher.rounded().evaluate(inputs) }

  func learnExactly(_ change: (inout BitExactRecovery.Options) -> Void = { _ in }) throws -> LearnerOutcome {
    var options: BitExactRecovery.Options = BitExactRecovery.Options()
    change(&options)
    return try BitExactRecovery(options).study(IntegerSamples(inputs: exactInputs, labels: labels))
  }

  func learnFloats(_ change: (inout BitExactRecovery.Options) -> Void = { _ in }) throws -> LearnerOutcome {
    var options: BitExactRecovery.Options = BitExactRecovery.Options()
    change(&options)
    return try BitExactRecovery(options).study(Samples(inputs: inputs, labels: floatLabels()))
  }
}

extension LearnerOutcome {
  /// The exact certificate, where there is one.
  var exact: ExactCertificate? { recovery?.certificate as? ExactCertificate }

  /// The verdict in a word.
  var verdict: String {
    switch self {
    case .recovered(let recovery):
      "\(recovery.certificate.argument) \((recovery.certificate as? ExactCertificate)?.uniqueness.rawValue ?? "")"
    case .refused(let refusal): "\(refusal.reason) \(refusal.detail)"
    }
  }
}
