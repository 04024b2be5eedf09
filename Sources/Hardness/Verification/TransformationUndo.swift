import ExactArithmetic

/// A transformed instance with its transformations taken back, last to first, for the verifier.
///
/// Written apart from the code that transforms, on purpose: it carries samples back where that carries them
/// forward. Every transformation can be taken back, so the instance is the transformed source exactly when what is
/// left here is what the reduction makes of the source. What carrying back would not notice is checked on the way
/// (``fault``): that a rotation is orthogonal, that copies are copies, that added samples are consistent, and that no
/// transformation leaves the class.
struct TransformationUndo {
  /// The instance before the transformations.
  let base: TrainingInstance
  /// What makes the transformations unfit; `nil` where nothing does.
  let fault: String?
  private let transformations: [Transformation]
  /// The number of coordinates before each transformation.
  private let dimensions: [Int]

  /// Takes the transformations back.
  ///
  /// - Precondition: they have passed ``TransformationShape/fault(_:samples:dimension:)``.
  /// - Complexity: O(1) beforehand; `checksSamples` looks at every sample.
  init(_ instance: TrainingInstance, _ transformations: [Transformation], checksSamples: Bool = false) {
    var current: TrainingInstance = instance
    var fault: String?
    var dimensions: [Int] = []
    for (index, transformation) in transformations.enumerated().reversed() {
      let step: UndoStep = UndoStep(transformation, of: current)
      if checksSamples, fault == nil, let problem = step.classFault ?? step.sampleFault {
        fault = "transformations[\(index)] (\(transformation.kind.rawValue)): \(problem)"
      }
      current = step.before
      dimensions.append(current.dimension)
    }
    self.base = current
    self.fault = fault
    self.transformations = transformations
    self.dimensions = dimensions.reversed()
  }

  /// The network on the samples of before that has the same outputs: each unit becomes Mᵀw.
  func pulledBack(_ network: CertificateNetwork) -> CertificateNetwork {
    var hidden: [[SparseEntry]] = network.hiddenWeights
    for index in transformations.indices.reversed() {
      hidden = hidden.map { Self.pulledBack($0, transformations[index], dimension: dimensions[index]) }
    }
    return CertificateNetwork(
      outputWeights: network.outputWeights, hiddenWeights: hidden, biases: network.biases)
  }

  /// The image that a solution's network has after the transformations.
  func image(_ network: CertificateNetwork) -> CertificateNetwork {
    var hidden: [[SparseEntry]] = network.hiddenWeights
    for transformation in transformations {
      hidden = hidden.map { unit in
        switch transformation {
        case .permute(let change):
          Self.ordered(unit.map { ($0.index, change.coordinates[$0.index], $0.value) })
        case .rotate(let change): Self.turned(unit, by: change.planes, backwards: false)
        case .scale, .pad, .addConsistent: unit
        }
      }
    }
    return CertificateNetwork(
      outputWeights: network.outputWeights, hiddenWeights: hidden, biases: network.biases)
  }

  private static func ordered(_ entries: [(from: Int, to: Int, value: Rational)]) -> [SparseEntry] {
    entries.sorted { $0.to < $1.to }.map { SparseEntry($0.to, $0.value) }
  }

  private static func pulledBack(
    _ unit: [SparseEntry], _ transformation: Transformation, dimension: Int
  ) -> [SparseEntry] {
    switch transformation {
    case .permute(let change):
      let origin: [Int] = UndoStep.inverse(change.coordinates)
      return ordered(unit.map { ($0.index, origin[$0.index], $0.value) })
    case .rotate(let change): return turned(unit, by: change.planes, backwards: true)
    case .scale, .addConsistent: return unit
    case .pad(let change):
      var weights: [Int: Rational] = [:]
      for entry in unit {
        if entry.index < dimension {
          weights[entry.index, default: .zero] = weights[entry.index, default: .zero] + entry.value
        } else if let original = change.coordinates[entry.index - dimension] {
          weights[original, default: .zero] = weights[original, default: .zero] + entry.value
        }
      }
      return weights.keys.sorted().compactMap { key in
        guard let value = weights[key], !value.isZero else { return nil }
        return SparseEntry(key, value)
      }
    }
  }

  /// Turns a vector plane by plane; backwards by the transposed rotations.
  static func turned(
    _ entries: [SparseEntry], by planes: [RotateTransformation.Plane], backwards: Bool
  ) -> [SparseEntry] {
    var vector: [Int: Rational] = [:]
    for entry in entries { vector[entry.index] = entry.value }
    for plane in planes {
      let (x, y): (Rational?, Rational?) = (vector[plane.first], vector[plane.second])
      if x == nil && y == nil { continue }
      let sine: Rational = backwards ? -plane.sine : plane.sine
      vector[plane.first] = plane.cosine * (x ?? .zero) - sine * (y ?? .zero)
      vector[plane.second] = sine * (x ?? .zero) + plane.cosine * (y ?? .zero)
    }
    return vector.keys.sorted().compactMap { key in
      guard let value = vector[key], !value.isZero else { return nil }
      return SparseEntry(key, value)
    }
  }
}
