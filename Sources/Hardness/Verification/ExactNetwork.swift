import DataFiles
import ExactArithmetic
import LinearAlgebra
import Networks

/// A network f(x) = U relu(W x) whose shape fits an instance, with exact weights.
struct ExactNetwork {
  /// A row for each output, a column for each hidden unit.
  let outputWeights: [[Rational]]
  /// Each hidden unit's weights by coordinate; what is not there is 0.
  let hiddenWeights: [[Int: Rational]]

  /// The outputs at a sample.
  func outputs(at x: [SparseEntry]) -> [Rational] {
    let active: [Rational] = hiddenWeights.map { unit in
      x.reduce(Rational.zero) { sum, entry in
        guard let weight = unit[entry.index] else { return sum }
        return sum + weight * entry.value
      }.positivePart
    }
    return outputWeights.map { row in zip(row, active).reduce(Rational.zero) { $0 + $1.0 * $1.1 } }
  }

  /// The weighted sum of squared errors.
  func loss(on samples: [ExactSample]) -> Rational {
    samples.reduce(Rational.zero) { total, sample in
      let error: Rational = zip(outputs(at: sample.x), sample.y).reduce(Rational.zero) {
        $0 + ($1.0 - $1.1).squared
      }
      return total + sample.weight * error
    }
  }

  /// The weight of the only unit at a coordinate, with a positive output weight folded in: a (z)⁺ = (a z)⁺.
  func foldedWeight(at index: Int) -> Rational {
    guard let scale = outputWeights.first?.first, let unit = hiddenWeights.first else { return .zero }
    return scale * (unit[index] ?? .zero)
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
      if let bias = layer.bias, bias.contains(where: { $0 != 0 }) {
        throw fault(
          "layers[\(index)].bias", "is not zero, and the instance's class has none",
          "train without bias; coordinate 0 of the inputs stands in for it")
      }
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
