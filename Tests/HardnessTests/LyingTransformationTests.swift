import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Testing

/// Files whose samples are what their transformations say, where the transformations change the question.
@Suite("A transformation that does not keep the answer")
struct LyingTransformationTests {
  /// The triangle as a covering problem: sets {0,1}, {1,2}, {0,2}.
  static func cover(isAffine: Bool = false) throws -> TrainingInstance {
    let problem: SetCover = try SetCover(elementCount: 3, sets: [[0, 1], [1, 2], [0, 2]])
    return try SetCoverToReLU.instance(
      of: .setCover(problem, target: 2), options: ReductionOptions(isAffine: isAffine))
  }

  /// Writes the transformed instance and returns the faults that the verifier finds with an honest network.
  static func faults(_ base: TrainingInstance, _ change: Transformation) throws -> [VerificationCheck] {
    let scratch: Scratch = try Scratch()
    let file: InstanceFile = InstanceFile(
      instance: change.applied(to: base), generator: nil, transformations: [change])
    try InstanceDirectory.write(
      file, DirectoryContents(of: file, InstanceOutputs()), readme: "", to: scratch.path + "/lie")
    let network: CertificateNetwork = try change.applied(
      to: SetCoverToReLU.certificate(for: .sets([0, 1], cost: 2), in: base))
    let text: String = String(decoding: try JSONEncoder().encode(network), as: UTF8.self)
    let student: String = try scratch.file("student.json", #"{"certificate":\#(text)}"#)
    return try InstanceVerifier.verify(directory: scratch.path + "/lie", student: student).checks
      .filter { !$0.passed }
  }

  func expectFault(_ base: TrainingInstance, _ change: Transformation, _ text: String) throws {
    let faults: [VerificationCheck] = try Self.faults(base, change)
    #expect(faults.contains { $0.name == "transformations" && $0.detail.contains(text) }, "\(faults)")
  }

  @Test("is found out: rotations that stretch, samples that not every image fits, sums with a sign")
  func found() throws {
    let base: TrainingInstance = try Self.cover()
    typealias Plane = RotateTransformation.Plane
    let honest: Plane = Plane(1, 2, cosine: 3 / 5, sine: 4 / 5)
    #expect(try Self.faults(base, .rotate(RotateTransformation(planes: [honest]))).isEmpty)
    let stretched: Plane = Plane(1, 2, cosine: 1, sine: 1 / 2)
    try expectFault(base, .rotate(RotateTransformation(planes: [stretched])), "not orthogonal")
    func added(_ terms: [(Int, Rational)]) -> Transformation {
      .addConsistent(
        AddConsistentTransformation(samples: [
          .combination(terms.map { SparseEntry($0.0, $0.1) }, weight: 1)
        ]))
    }
    // Samples 0 to 6: bias, three elements, three sets.
    #expect(try Self.faults(base, added([(1, 1), (2, 2)])).isEmpty)
    #expect(try Self.faults(base, added([(0, 3)])).isEmpty)
    try expectFault(base, added([(5, 2)]), "not every solution")
    try expectFault(base, added([(0, 1), (1, 1)]), "label is not 0")
    try expectFault(base, added([(1, 1), (2, -1)]), "not positive")
    try expectFault(base, added([(1, 0)]), "not positive")
  }

  @Test("is found out in the affine form")
  func affine() throws {
    let base: TrainingInstance = try Self.cover(isAffine: true)
    try expectFault(base, .scale(ScaleTransformation(exponents: [1, 0, 0, 0, 0, 0, 0])), "affine")
    try expectFault(
      base, .permute(PermuteTransformation(rows: Array(0..<7), coordinates: [1, 0, 2, 3])), "constant")
    let plane: RotateTransformation.Plane = RotateTransformation.Plane(0, 1, cosine: 3 / 5, sine: 4 / 5)
    try expectFault(base, .rotate(RotateTransformation(planes: [plane])), "constant")
    let doubled: AddConsistentTransformation = AddConsistentTransformation(samples: [
      .combination([SparseEntry(1, 1), SparseEntry(2, 1)], weight: 1)
    ])
    try expectFault(base, .addConsistent(doubled), "add up to 1")
  }

  @Test("or does not fit the sizes is bad data, with its place")
  func misfits() throws {
    let base: TrainingInstance = try Self.cover()
    let samples: Int = base.samples.count
    let changes: [(Transformation, String)] = [
      (.permute(PermuteTransformation(rows: [0, 0], coordinates: [0, 1, 2, 3])), "rows"),
      (.permute(PermuteTransformation(rows: Array(0..<samples), coordinates: [0, 1, 2, 2])), "coordinates"),
      (.scale(ScaleTransformation(exponents: [1])), "exponents"),
      (.scale(ScaleTransformation(exponents: [Int](repeating: 65, count: samples))), "exponents"),
      (.rotate(RotateTransformation(planes: [.init(1, 1, cosine: 1, sine: 0)])), "planes"),
      (.rotate(RotateTransformation(planes: [.init(1, 4, cosine: 1, sine: 0)])), "planes"),
      (.pad(PadTransformation(coordinates: [nil, nil, nil, nil])), "coordinates"),
      (.pad(PadTransformation(coordinates: [3])), "coordinates"),
      (.addConsistent(AddConsistentTransformation(samples: [.split(row: 6, share: 1 / 2)])), "samples"),
      (.addConsistent(AddConsistentTransformation(samples: [.split(row: 0, share: 1)])), "samples"),
      (.addConsistent(AddConsistentTransformation(samples: [.combination([], weight: 1)])), "samples"),
    ]
    let scratch: Scratch = try Scratch()
    for (change, field) in changes {
      let data: Data = try InstanceFile(instance: base, generator: nil, transformations: [change]).data()
      let path: String = try scratch.file("instance.json", String(decoding: data, as: UTF8.self))
      let error: DataError? = #expect(throws: DataError.self) { try InstanceFile(contentsOf: path) }
      #expect(error?.place == "transformations[0].\(field)", "\(String(describing: error))")
    }
  }

  @Test("cannot be read where its kind is unknown")
  func unknown() throws {
    let scratch: Scratch = try Scratch()
    let data: Data = try InstanceFile(
      instance: Self.cover(), generator: nil, transformations: [.pad(PadTransformation(coordinates: [nil]))]
    ).data()
    let text: String = String(decoding: data, as: UTF8.self).replacing(
      #""kind":"pad""#, with: #""kind":"twist""#)
    #expect(throws: DataError.self) { try InstanceFile(contentsOf: scratch.file("instance.json", text)) }
  }
}
