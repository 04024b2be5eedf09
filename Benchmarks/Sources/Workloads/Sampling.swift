import Assay

/// Samples drawn block by block, of which only a checksum is kept.
///
/// The NumPy script `NumPy/sampling.py` does the same work.
public enum Sampling {
  /// The inputs' dimension, *d*.
  public static let dimension: Int = 100
  /// The teacher's hidden units, *k*.
  public static let hiddenUnits: Int = 10
  /// The teacher's outputs, *m*.
  public static let outputs: Int = 10
  /// The rows of a block.
  public static let rowsPerBlock: Int = 8192

  /// Draws standard Gaussian inputs, each block into the memory of the one before.
  ///
  /// - Returns: the sum of one entry of each block, so that no work can be left out.
  public static func gaussianBlocks(rows: Int) -> Double {
    let stream: RandomStream = RandomStream(seed: 1, path: ["inputs"])
    var memory: [Double] = Array(repeating: 0, count: rowsPerBlock * dimension)
    var checksum: Double = 0
    for start in stride(from: 0, to: rows, by: rowsPerBlock) {
      let entries: Int = min(rowsPerBlock, rows - start) * dimension
      memory.removeLast(memory.count - entries)
      var block: MutableSpan<Double> = memory.mutableSpan
      InputDistribution.gaussian.fill(&block, firstRow: start, dimension: dimension, from: stream)
      checksum += block[entries - 1]
    }
    return checksum
  }

  /// Draws standard Gaussian inputs and labels them with a ReLU teacher.
  ///
  /// - Returns: the sum of one label of each block, so that no work can be left out.
  public static func labels(rows: Int) throws -> Double {
    let root: RandomStream = RandomStream(seed: 1)
    let teacher: Network = try Network(
      hidden: InputDistribution.gaussian.block(
        rows: 0..<hiddenUnits, dimension: dimension, from: root.child("hidden")),
      output: InputDistribution.gaussian.block(
        rows: 0..<outputs, dimension: hiddenUnits, from: root.child("output")))
    let stream: RandomStream = root.child("inputs")
    var checksum: Double = 0
    for start in stride(from: 0, to: rows, by: rowsPerBlock) {
      let inputs: Matrix = InputDistribution.gaussian.block(
        rows: start..<min(start + rowsPerBlock, rows), dimension: dimension, from: stream)
      let labels: Matrix = teacher.evaluate(inputs)
      checksum += labels[labels.rows - 1, outputs - 1]
    }
    return checksum
  }
}
