import Assay
import Foundation

/// A random set cover file, and its encoding as a training set on disk, as `assay generate set-cover` does it.
///
/// The NumPy script `NumPy/set_cover.py` reads the same file and writes the same arrays and the same JSON.
public enum SetCoverEncoding {
  /// Writes a random problem in OR-Library's format.
  ///
  /// Each element lies in each set with probability `density`, and in one set at least; costs are 1 to 100.
  public static func writeProblem(elements: Int, sets: Int, density: Double, to path: String) throws {
    let root: RandomStream = RandomStream(seed: 1, path: ["set cover"])
    let costs: RandomStream = root.child("costs")
    var lines: [String] = ["\(elements) \(sets)"]
    lines.append((0..<sets).map { String(costs.integer(in: 1...100, at: UInt64($0))) }.joined(separator: " "))
    for element in 0..<elements {
      let stream: RandomStream = root.child(element)
      var covering: [Int] = (0..<sets).filter { stream.uniform(at: UInt64($0)) < density }
      if covering.isEmpty { covering = [element % sets] }
      lines.append("\(covering.count) " + covering.map { String($0 + 1) }.joined(separator: " "))
    }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
  }

  /// Reads the problem and writes the instance directory.
  ///
  /// - Returns: the number of samples written.
  /// - Throws: ``WrongAnswer`` where nothing is written.
  public static func encode(_ path: String, to directory: String) throws -> Int {
    let generation: InstanceGeneration = InstanceGeneration(
      SetCoverToReLU.self, of: .file(path, format: .orLibrary), output: directory, version: "benchmark")
    guard case .written(let summary) = try generation.run() else { throw WrongAnswer("nothing was written") }
    return summary.size.samples
  }
}
