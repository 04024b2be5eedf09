import ExactArithmetic

/// One transformation taken back from an instance.
struct UndoStep {
  /// The instance before the transformation.
  let before: TrainingInstance
  private let transformation: Transformation
  private let after: TrainingInstance

  init(_ transformation: Transformation, of after: TrainingInstance) {
    self.transformation = transformation
    self.after = after
    let samples: SampleList = after.samples
    switch transformation {
    case .permute(let change):
      let places: [Int] = Self.inverse(change.rows)
      let origin: [Int] = Self.inverse(change.coordinates)
      before = after.with(
        SampleList(count: samples.count) { row in
          let sample: ExactSample = samples[places[row]]
          let x: [SparseEntry] = sample.x.map { SparseEntry(origin[$0.index], $0.value) }
          return Self.sample(sample, x: x.sorted { $0.index < $1.index })
        })
    case .scale(let change):
      before = after.with(
        SampleList(count: samples.count) { row in
          let sample: ExactSample = samples[row]
          var divisor: Rational = .one
          for _ in 0..<change.exponents[row].magnitude { divisor = divisor + divisor }
          if change.exponents[row] < 0 { divisor = .one / divisor }
          return ExactSample(
            x: sample.x.map { SparseEntry($0.index, $0.value / divisor) }, y: sample.y.map { $0 / divisor },
            weight: sample.weight * divisor * divisor, tag: sample.tag)
        })
    case .rotate(let change):
      let planes: [RotateTransformation.Plane] = change.planes
      var near: [Int: Int] = [:]
      for (index, plane) in planes.enumerated() {
        near[plane.first] = index
        near[plane.second] = index
      }
      let planeOf: [Int: Int] = near
      before = after.with(
        SampleList(count: samples.count) { row in
          let sample: ExactSample = samples[row]
          let touched: Set<Int> = Set(sample.x.compactMap { planeOf[$0.index] })
          let x: [SparseEntry] = TransformationUndo.turned(
            sample.x, by: touched.sorted().map { planes[$0] }, backwards: true)
          return Self.sample(sample, x: x)
        })
    case .pad(let change):
      let dimension: Int = after.dimension - change.coordinates.count
      before = after.with(
        SampleList(count: samples.count) { row in
          let sample: ExactSample = samples[row]
          return Self.sample(sample, x: sample.x.filter { $0.index < dimension })
        }, dimension: dimension)
    case .addConsistent(let change):
      let count: Int = samples.count - change.samples.count
      var shares: [Int: Rational] = [:]
      for case .split(let row, let share) in change.samples { shares[row] = share }
      let kept: [Int: Rational] = shares
      before = after.with(
        SampleList(count: count) { row in
          let sample: ExactSample = samples[row]
          guard let share = kept[row] else { return sample }
          return ExactSample(x: sample.x, y: sample.y, weight: sample.weight / share, tag: sample.tag)
        })
    }
  }

  static func inverse(_ order: [Int]) -> [Int] {
    var places: [Int] = [Int](repeating: 0, count: order.count)
    for (index, place) in order.enumerated() { places[place] = index }
    return places
  }

  private static func sample(_ sample: ExactSample, x: [SparseEntry]) -> ExactSample {
    ExactSample(x: x, y: sample.y, weight: sample.weight, tag: sample.tag)
  }

  private var isBounded: Bool { after.squaredNormBound != nil }

  /// The coordinate of the affine form of set cover that is 1 on all samples.
  private var constant: Int? { after.reduction == "R1-set-cover-affine" ? 0 : nil }

  /// How the transformation leaves the class of networks; `nil` where it does not.
  var classFault: String? {
    switch transformation {
    case .permute(let change):
      if let constant, change.coordinates[constant] != constant { return "it moves the constant coordinate" }
    case .scale(let change):
      if after.allowsBiases { return "it does not keep the affine form" }
      if isBounded, let row = change.exponents.firstIndex(where: { $0 > 0 }) {
        return "it enlarges sample \(row), whose norm is bounded"
      }
    case .rotate(let change):
      for (index, plane) in change.planes.enumerated() {
        if plane.cosine.squared + plane.sine.squared != 1 { return "planes[\(index)] is not orthogonal" }
        if plane.first == constant || plane.second == constant {
          return "planes[\(index)] turns the constant coordinate"
        }
      }
    case .pad(let change):
      if isBounded, change.coordinates.contains(where: { $0 != nil }) {
        return "it copies a coordinate, and the norms are bounded"
      }
    case .addConsistent: break
    }
    return nil
  }

  /// A sample that taking back loses and that is not what it must be; `nil` where there is none.
  var sampleFault: String? {
    switch transformation {
    case .permute, .scale, .rotate: nil
    case .pad(let change): padFault(change)
    case .addConsistent(let change): AdditionCheck(change, after: after, before: before).fault
    }
  }

  private func padFault(_ change: PadTransformation) -> String? {
    var copies: [Int: Int] = [:]
    for case .some(let original) in change.coordinates { copies[original, default: 0] += 1 }
    for (row, sample) in after.samples.enumerated() {
      var values: [Int: Rational] = [:]
      var missing: Int = 0
      for entry in sample.x where entry.index < before.dimension {
        values[entry.index] = entry.value
        missing += copies[entry.index] ?? 0
      }
      for entry in sample.x where entry.index >= before.dimension {
        guard let original = change.coordinates[entry.index - before.dimension],
          values[original] == entry.value
        else { return "samples[\(row)] has at \(entry.index) what coordinates does not say" }
        missing -= 1
      }
      if missing > 0 { return "samples[\(row)] lacks \(missing) of the copies that coordinates says" }
    }
    return nil
  }
}
