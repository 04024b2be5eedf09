import LinearAlgebra
import Networks
import RandomStreams

/// The fit of a network to a subspace that was found, its refinement, and the judgement.
struct DeepReLUAttempt {
  let learner: DeepReLULearner
  let found: SubspaceOutcome
  let data: StudyData
  let samples: any SampleSource
  let threads: Int

  func run() throws -> LearnerOutcome {
    let stream: RandomStream = RandomStream(
      seed: learner.options.subspace.seed, path: [.label(DeepReLULearner.identifier)])
    let steps: Int = learner.options.steps
    // An extra direction costs the fit little, a missing one much: the held-out error decides.
    let bases: [Matrix] =
      found.candidate.columns > found.dimension ? [found.basis, found.candidate] : [found.basis]
    learner.progress("fitting a network on \(found.dimension) directions")
    let fits: [SubspaceNetwork] = try bases.map { basis in
      try SubspaceNetwork.fitted(
        basis, core: data.core, heldOut: data.heldOut, steps: steps, stream: stream.child("fit"),
        threads: threads)
    }
    let chosen: Int = fits.count > 1 && fits[1].heldOutError < fits[0].heldOutError ? 1 : 0
    learner.progress("refining the network on \(data.dimension) inputs")
    let student: SubspaceNetwork = try fits[chosen].refined(
      bases[chosen], core: data.core, heldOut: data.heldOut, steps: steps, stream: stream.child("refinement"))
    guard student.heldOutError.isFinite,
      let network = try? student.layers.network(scale: data.scale.size, offset: data.scale.centre)
    else {
      return .refused(
        Refusal(.notFound, "the training of the network diverged; divide the labels by a constant"))
    }
    let residual: Double = try largestError(of: network)
    guard student.heldOutError < DeepReLULearner.largestError else {
      let error: String = ShortNumber.text(student.heldOutError)
      return .refused(
        Refusal(
          .insufficient,
          "the best network on \(bases[chosen].columns) directions has the error \(error) of the labels on samples "
            + "held out: give more samples, or expect noise or further directions",
          candidate: network, residual: residual))
    }
    let hidden: [Int] = student.layers.weights.dropLast().map(\.rows)
    let certificate: HeldOutErrorCertificate = HeldOutErrorCertificate(
      hiddenUnits: hidden.reduce(0, +), hiddenLayers: hidden, dimension: bases[chosen].columns,
      subspaceIsCertified: chosen == 0, subspaceStatus: found.status,
      subspaceError: fits[chosen].heldOutError,
      heldOutError: student.heldOutError, samples: data.heldOut.count)
    return .recovered(Recovery(student: network, certificate: certificate, residual: residual))
  }

  /// The largest error over all labels, relative to the largest label.
  private func largestError(of network: Network) throws -> Double {
    let column: Int = learner.options.subspace.labelColumn ?? 0
    var (error, size): (Double, Double) = (0, 0)
    for block in samples.blocks() {
      let read: Samples = try samples.samples(block)
      let values: Matrix = network.evaluate(read.inputs, threads: threads)
      for row in 0..<read.count {
        error = max(error, (values[row, 0] - read.labels[row, column]).magnitude)
        size = max(size, read.labels[row, column].magnitude)
      }
    }
    return error / max(size, .leastNormalMagnitude)
  }
}
