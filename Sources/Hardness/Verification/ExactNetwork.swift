import DataFiles
import ExactArithmetic
import LinearAlgebra
import Networks

/// A network f(x) = U relu(W x + b) whose shape fits an instance, with exact weights.
struct ExactNetwork {
  /// A row for each output, a column for each hidden unit.
  let outputWeights: [[Rational]]
  /// Each hidden unit's weights by coordinate; what is not there is 0.
  let hiddenWeights: [[Int: Rational]]
  /// Each hidden unit's bias; zero but in the affine forms.
  let biases: [Rational]

  /// The outputs at a sample.
  func outputs(at x: [SparseEntry]) -> [Rational] {
    let active: [Rational] = zip(hiddenWeights, biases).map { unit, bias in
      x.reduce(bias) { sum, entry in
        guard let weight = unit[entry.index] else { return sum }
        return sum + weight * entry.value
      }.positivePart
    }
    return outputWeights.map { row in zip(row, active).reduce(Rational.zero) { $0 + $1.0 * $1.1 } }
  }

  /// The weighted squared errors: their sum and the largest of them.
  func losses(on samples: SampleList) -> SampleLosses {
    var losses: SampleLosses = SampleLosses()
    for (index, sample) in samples.enumerated() {
      let error: Rational = zip(outputs(at: sample.x), sample.y).reduce(Rational.zero) {
        $0 + ($1.0 - $1.1).squared
      }
      losses.add(sample.weight * error, at: index)
    }
    return losses
  }

  /// ‖a w‖² of each unit, biases left out; with several outputs the largest |a|.
  var foldedSquaredNorms: [Rational] {
    hiddenWeights.enumerated().map { unit, weights in
      let output: Rational = outputWeights.map { $0[unit].magnitude }.max() ?? .zero
      return output.squared * weights.values.reduce(Rational.zero) { $0 + $1.squared }
    }
  }

  /// The network as sparse lists.
  var certificate: CertificateNetwork {
    CertificateNetwork(
      outputWeights: outputWeights,
      hiddenWeights: hiddenWeights.map { unit in
        unit.keys.sorted().compactMap { index in unit[index].map { SparseEntry(index, $0) } }
      },
      biases: biases.allSatisfy(\.isZero) ? nil : biases)
  }

  /// The network of a certificate.
  ///
  /// - Throws: `DataError` where its shape is not the instance's.
  init(_ certificate: CertificateNetwork, fitting instance: TrainingInstance, path: String) throws {
    let units: Int = certificate.hiddenWeights.count
    guard units <= instance.units else {
      throw InstanceFile.fault(
        path, "certificate.W", "has \(units) hidden units where the instance allows \(instance.units)",
        "give at most \(instance.units)")
    }
    guard certificate.outputWeights.count == instance.outputs else {
      throw InstanceFile.fault(
        path, "certificate.U",
        "has \(certificate.outputWeights.count) rows where the instance has \(instance.outputs) outputs",
        "give one row for each output")
    }
    for (index, row) in certificate.outputWeights.enumerated() where row.count != units {
      throw InstanceFile.fault(
        path, "certificate.U[\(index)]", "has \(row.count) entries for \(units) hidden units",
        "give one entry for each unit")
    }
    self.biases = certificate.biases ?? [Rational](repeating: .zero, count: units)
    guard biases.count == units else {
      throw InstanceFile.fault(
        path, "certificate.b", "has \(biases.count) entries for \(units) hidden units",
        "give one entry for each unit")
    }
    guard instance.allowsBiases || biases.allSatisfy(\.isZero) else {
      throw InstanceFile.fault(
        path, "certificate.b", "is not zero, and the instance's class has no biases", "leave it out")
    }
    self.outputWeights = certificate.outputWeights
    self.hiddenWeights = try certificate.hiddenWeights.enumerated().map { index, unit in
      let entries: [SparseEntry] = try InstanceFile.checked(
        unit, dimension: instance.dimension, place: "certificate.W[\(index)]", path: path)
      return Dictionary(uniqueKeysWithValues: entries.map { ($0.index, $0.value) })
    }
  }

  /// The exact weights of a network of floating-point numbers; each is a dyadic rational.
  ///
  /// - Throws: `DataError` that names the layer where the shape is not one ReLU layer that fits the instance.
  init(_ network: Network, fitting instance: TrainingInstance, path: String) throws {
    func fault(_ place: String, _ problem: String, _ mend: String) -> DataError {
      DataError(.badData, file: path, place: place, problem: problem, mend: mend)
    }
    let layers: [Layer] = network.layers
    guard layers.count == 2 else {
      throw fault(
        "layers", "there are \(layers.count) layers", "give a hidden ReLU layer and an output layer")
    }
    guard layers[0].activation == .relu else {
      throw fault("layers[0].activation", "is \(layers[0].activation.rawValue)", "use relu")
    }
    guard layers[1].activation == .identity else {
      throw fault("layers[1].activation", "is \(layers[1].activation.rawValue)", "use identity")
    }
    guard layers[0].weights.columns == instance.dimension else {
      throw fault(
        "layers[0].weights",
        "takes \(layers[0].weights.columns) inputs where the instance has \(instance.dimension)",
        "train it on the instance's inputs.npy")
    }
    guard layers[0].weights.rows <= instance.units else {
      throw fault(
        "layers[0].weights",
        "has \(layers[0].weights.rows) hidden units where the instance allows \(instance.units)",
        "give at most \(instance.units)")
    }
    guard layers[1].weights.rows == instance.outputs else {
      throw fault(
        "layers[1].weights",
        "has \(layers[1].weights.rows) outputs where the instance has \(instance.outputs)",
        "train it on the instance's labels.npy")
    }
    for (index, layer) in layers.enumerated() {
      if index == 0, instance.allowsBiases { continue }
      if let bias = layer.bias, bias.contains(where: { $0 != 0 }) {
        throw fault(
          "layers[\(index)].bias", "is not zero, and the instance's class has none", "train without bias")
      }
    }
    self.biases = try (layers[0].bias ?? [Double](repeating: 0, count: layers[0].weights.rows)).enumerated()
      .map {
        unit, value in
        guard let exact = Rational(exactly: value) else {
          throw fault("layers[0].bias[\(unit)]", "is \(value)", "give a finite number")
        }
        return exact
      }
    self.outputWeights = try layers[1].weights.nestedRows.enumerated().map { row, values in
      try values.enumerated().map { column, value in
        guard let exact = Rational(exactly: value) else {
          throw fault("layers[1].weights[\(row)][\(column)]", "is \(value)", "give a finite number")
        }
        return exact
      }
    }
    self.hiddenWeights = try layers[0].weights.nestedRows.enumerated().map { row, values in
      var unit: [Int: Rational] = [:]
      for (column, value) in values.enumerated() where value != 0 {
        guard let exact = Rational(exactly: value) else {
          throw fault("layers[0].weights[\(row)][\(column)]", "is \(value)", "give a finite number")
        }
        unit[column] = exact
      }
      return unit
    }
  }
}

/// The weighted squared errors of a network on samples.
struct SampleLosses {
  /// Their sum.
  private(set) var total: Rational = .zero
  /// The sample that costs most, the first of equals; `nil` where none costs anything.
  private(set) var worst: (index: Int, loss: Rational)?

  mutating func add(_ loss: Rational, at index: Int) {
    guard !loss.isZero else { return }
    total += loss
    if let worst, worst.loss >= loss { return }
    worst = (index, loss)
  }
}
