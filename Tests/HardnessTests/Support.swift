import DataFiles
import ExactArithmetic
import Foundation
import Hardness
import Testing

/// The real instances that lie in the repository.
enum Fixture {
  static let root: String = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("fixtures").path

  static func path(_ name: String) -> String { root + "/" + name }
}

/// A directory that is deleted with the value.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("assay-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ text: String) throws -> String {
    let place: String = path + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: place))
    return place
  }
}

/// Set systems and what is true of them, by exhaustion.
enum Systems {
  /// Every system of `elements` elements and `sets` sets in which every element lies in a set.
  static func all(elements: Int, sets: Int) throws -> [SetCover] {
    let masks: Int = 1 << elements
    var power: Int = 1
    for _ in 0..<sets { power *= masks }
    return try (0..<power).compactMap { code in
      var rest: Int = code
      let chosen: [[Int]] = (0..<sets).map { _ in
        let mask: Int = rest % masks
        rest /= masks
        return (0..<elements).filter { mask >> $0 & 1 == 1 }
      }
      let system: SetCover = try SetCover(elementCount: elements, sets: chosen)
      return system.hopelessElements.isEmpty ? system : nil
    }
  }

  /// Every cover, by trying all choices.
  static func covers(of problem: SetCover) -> [[Int]] {
    (0..<(1 << problem.sets.count)).compactMap { mask in
      let chosen: [Int] = problem.sets.indices.filter { mask >> $0 & 1 == 1 }
      return problem.elementsUncovered(by: chosen).isEmpty ? chosen : nil
    }
  }

  static func optimum(of problem: SetCover) -> Int? {
    covers(of: problem).map { problem.cost(of: $0) }.min()
  }
}

/// The loss of one unit, straight from the definition.
func loss(of unit: [Rational], on instance: TrainingInstance) -> Rational {
  instance.samples.reduce(Rational.zero) { total, sample in
    let output: Rational = sample.x.reduce(Rational.zero) { $0 + unit[$1.index] * $1.value }
    let residual: Rational = (output > 0 ? output : 0) - sample.y[0]
    return total + sample.weight * residual * residual
  }
}

/// The dense weights of a certificate's only unit.
func unit(of network: CertificateNetwork, dimension: Int) -> [Rational] {
  var weights: [Rational] = [Rational](repeating: .zero, count: dimension)
  for entry in network.hiddenWeights[0] { weights[entry.index] = entry.value }
  return weights
}
