import LinearAlgebra
import RandomStreams

/// A ReLU network that is fitted to labels on the points Uᵀx of a subspace, and refined on the inputs themselves.
struct SubspaceNetwork: Sendable {
  /// The network, on points or on inputs.
  let layers: DenseLayers
  /// The root mean square of its error on the samples held out, where labels have size 1.
  let heldOutError: Double

  /// The hidden layers that are tried, with the learning rate of each.
  private static let architectures: [(hidden: [Int], rate: Double)] = [([128], 0.01), ([64, 64], 0.005)]
  /// The learning rate of the refinement.
  private static let refinementRate: Double = 1e-3

  /// The better of the architectures on z = Uᵀx, by the error on the rows held out.
  static func fitted(
    _ basis: Matrix, core: StudyRows, heldOut: LabelledRows, steps: Int, stream: RandomStream, threads: Int
  ) throws -> SubspaceNetwork {
    let points: SingleMatrix = SingleMatrix(
      Matrix.stackingRows(of: try core.map(threads: threads) { $0.inputs * basis }))
    let labels: [Float] = try core.map(threads: 1) { $0.labels.map { Float($0) } }.flatMap { $0 }
    let heldOutPoints: Matrix = heldOut.inputs * basis
    let fits: [SubspaceNetwork] = Parallel.map(architectures.count, threads: threads) { index in
      let drawn: RandomStream = stream.child(index)
      let start: DenseLayers = DenseLayers(
        inputs: basis.columns, hidden: architectures[index].hidden, stream: drawn.child("start"))
      let layers: DenseLayers = AdamTraining.trained(
        start, inputs: points, labels: labels, steps: steps, rate: architectures[index].rate,
        stream: drawn.child("batches"))
      return SubspaceNetwork(layers, inputs: heldOutPoints, labels: heldOut.labels)
    }
    return fits.dropFirst().reduce(fits[0]) { $1.heldOutError < $0.heldOutError ? $1 : $0 }
  }

  init(_ layers: DenseLayers, inputs: Matrix, labels: [Double]) {
    let errors: [Double] = zip(labels, layers.values(inputs)).map { $0 - $1 }
    let error: Double = (errors.dot(errors) / Double(max(1, errors.count))).squareRoot()
    self.layers = layers
    self.heldOutError = error.isFinite ? error : .infinity
  }

  /// The network on the inputs after all weights were trained on, which corrects the subspace too; itself, on the
  /// inputs, where that does not lower the error on the rows held out.
  func refined(
    _ basis: Matrix, core: StudyRows, heldOut: LabelledRows, steps: Int, stream: RandomStream
  ) throws -> SubspaceNetwork {
    let start: DenseLayers = layers.lifted(by: basis)
    let lifted: SubspaceNetwork = SubspaceNetwork(start, inputs: heldOut.inputs, labels: heldOut.labels)
    let inputs: SingleMatrix = SingleMatrix(
      Matrix.stackingRows(of: try core.map(threads: 1) { $0.inputs }))
    let labels: [Float] = try core.map(threads: 1) { $0.labels.map { Float($0) } }.flatMap { $0 }
    let trained: DenseLayers = AdamTraining.trained(
      start, inputs: inputs, labels: labels, steps: steps, rate: Self.refinementRate, stream: stream)
    let refined: SubspaceNetwork = SubspaceNetwork(trained, inputs: heldOut.inputs, labels: heldOut.labels)
    return refined.heldOutError <= lifted.heldOutError ? refined : lifted
  }
}
