import Foundation
import RandomStreams

/// One restart of ``GradientDescent``.
struct DescentRun {
  /// Where a restart ended.
  struct End: Sendable {
    /// *W* transposed, `d × k`, row by row.
    let hidden: [Double]
    /// *U*, `m × k`, row by row.
    let output: [Double]
    /// The loss with the ReLU itself; infinite where it overflowed.
    let loss: Double
    let deadSamples: Int
  }

  private let problem: DescentProblem
  private var hidden: [Double]
  private var output: [Double]
  /// *X W*, then the activations of the units, `n × k`.
  private var values: [Double]
  /// The derivatives of the activations, then of the loss by *X W*, `n × k`.
  private var slopes: [Double]
  private var hiddenGradient: [Double]
  private var outputGradient: [Double]

  static func run(
    _ problem: DescentProblem, _ options: GradientDescent.Options, _ stream: RandomStream
  ) -> End {
    var run: DescentRun = DescentRun(problem, options, stream)
    var hiddenMoments: AdamMoments = AdamMoments(count: run.hidden.count)
    var outputMoments: AdamMoments = AdamMoments(count: run.output.count)
    let growth: Double = options.sharpness.upperBound / options.sharpness.lowerBound
    for step in 0..<options.steps {
      let past: Double = Double(step) / Double(max(1, options.steps - 1))
      let sharpness: Double? =
        options.variant == .plain ? nil : options.sharpness.lowerBound * pow(growth, past)
      run.differentiate(sharpness: sharpness)
      let rate: Double =
        options.learningRate * (1 + cos(Double.pi * Double(step) / Double(options.steps))) / 2
      hiddenMoments.step(&run.hidden, by: run.hiddenGradient, rate: rate)
      if options.outputWeights == .real {
        outputMoments.step(&run.output, by: run.outputGradient, rate: rate)
      }
    }
    return run.end()
  }

  private init(_ problem: DescentProblem, _ options: GradientDescent.Options, _ stream: RandomStream) {
    func draws(_ label: String, _ count: Int) -> [Double] {
      let part: RandomStream = stream.child(label)
      return (0..<count).map { options.initialScale * part.gaussian(at: UInt64($0)) }
    }
    self.problem = problem
    self.hidden = draws("hidden", problem.inputs * problem.units)
    let count: Int = problem.outputs * problem.units
    self.output =
      options.outputWeights == .real ? draws("output", count) : [Double](repeating: 1, count: count)
    self.values = [Double](repeating: 0, count: problem.samples * problem.units)
    self.slopes = values
    self.hiddenGradient = [Double](repeating: 0, count: hidden.count)
    self.outputGradient = [Double](repeating: 0, count: count)
  }

  /// The gradients of the loss; softplus takes the place of the ReLU where there is a sharpness.
  private mutating func differentiate(sharpness: Double?) {
    problem.rows.times(hidden, units: problem.units, into: &values)
    if let sharpness { activateSoftly(sharpness) } else { activate() }
    for index in outputGradient.indices { outputGradient[index] = 0 }
    let (units, outputs): (Int, Int) = (problem.units, problem.outputs)
    for sample in 0..<problem.samples {
      let base: Int = sample * units
      if outputs == 1 {
        let force: Double = pull(sample, 0)
        for unit in 0..<units {
          outputGradient[unit] += force * values[base + unit]
          slopes[base + unit] *= force * output[unit]
        }
      } else {
        let forces: [Double] = (0..<outputs).map { pull(sample, $0) }
        for unit in 0..<units {
          var sum: Double = 0
          for label in 0..<outputs {
            outputGradient[label * units + unit] += forces[label] * values[base + unit]
            sum += forces[label] * output[label * units + unit]
          }
          slopes[base + unit] *= sum
        }
      }
    }
    problem.rows.transposedTimes(slopes, units: units, into: &hiddenGradient)
  }

  /// The derivative of the loss by an output on a sample.
  private func pull(_ sample: Int, _ label: Int) -> Double {
    2 * problem.weights[sample] * residual(sample, label)
  }

  private func residual(_ sample: Int, _ label: Int) -> Double {
    var sum: Double = -problem.labels[sample * problem.outputs + label]
    for unit in 0..<problem.units {
      sum += output[label * problem.units + unit] * values[sample * problem.units + unit]
    }
    return sum
  }

  private mutating func activate() {
    for index in values.indices {
      let isActive: Bool = values[index] > 0
      slopes[index] = isActive ? 1 : 0
      if !isActive { values[index] = 0 }
    }
  }

  /// Beyond this β |t| the softplus is the ReLU up to a rounding error.
  private static let sharpEnough: Double = 37

  private mutating func activateSoftly(_ sharpness: Double) {
    for index in values.indices {
      let scaled: Double = sharpness * values[index]
      guard abs(scaled) < Self.sharpEnough else {
        slopes[index] = scaled > 0 ? 1 : 0
        if scaled <= 0 { values[index] = 0 }
        continue
      }
      // Of the two forms the one whose exponential cannot overflow.
      let tail: Double = exp(-abs(scaled))
      slopes[index] = scaled >= 0 ? 1 / (1 + tail) : tail / (1 + tail)
      values[index] = max(0, values[index]) + log1p(tail) / sharpness
    }
  }

  private mutating func end() -> End {
    problem.rows.times(hidden, units: problem.units, into: &values)
    activate()
    var loss: Double = 0
    var dead: Int = 0
    for sample in 0..<problem.samples {
      for label in 0..<problem.outputs {
        let error: Double = residual(sample, label)
        loss += problem.weights[sample] * error * error
      }
      let base: Int = sample * problem.units
      if problem.isLabelled(sample), values[base..<base + problem.units].allSatisfy({ $0 == 0 }) { dead += 1 }
    }
    let isFinite: Bool =
      loss.isFinite && hidden.allSatisfy(\.isFinite) && output.allSatisfy(\.isFinite)
    return End(hidden: hidden, output: output, loss: isFinite ? loss : .infinity, deadSamples: dead)
  }
}

/// The running means of gradients and of their squares, by which Adam scales its steps.
private struct AdamMoments {
  private static let firstDecay: Double = 0.9
  private static let secondDecay: Double = 0.999
  private static let epsilon: Double = 1e-8

  private var means: [Double]
  private var squares: [Double]
  private var firstPower: Double = 1
  private var secondPower: Double = 1

  init(count: Int) {
    means = [Double](repeating: 0, count: count)
    squares = means
  }

  mutating func step(_ parameters: inout [Double], by gradient: [Double], rate: Double) {
    firstPower *= Self.firstDecay
    secondPower *= Self.secondDecay
    let length: Double = rate / (1 - firstPower)
    let scale: Double = 1 / (1 - secondPower)
    for index in parameters.indices {
      let slope: Double = gradient[index]
      means[index] = Self.firstDecay * means[index] + (1 - Self.firstDecay) * slope
      squares[index] = Self.secondDecay * squares[index] + (1 - Self.secondDecay) * slope * slope
      parameters[index] -= length * means[index] / ((squares[index] * scale).squareRoot() + Self.epsilon)
    }
  }
}
