import DataFiles
import LinearAlgebra

extension Network {
  /// Evaluates the network on an `.npy` file of inputs and writes the outputs to another, block by block.
  ///
  /// - Parameter progress: told the samples done and their total.
  /// - Throws: `DataError` where the inputs cannot be used, do not have the network's dimension, or an output
  ///   overflows; then nothing is written.
  /// - Complexity: O(n · weights) time; memory does not grow with n.
  public func predict(
    inputsPath: String, outputPath: String, progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    let reader: NPYReader = try NPYReader(path: inputsPath)
    guard reader.columns == inputsDimension else {
      throw DataError(
        .badData, file: inputsPath, place: "header",
        problem: "has \(reader.columns) columns where the network takes \(inputsDimension) inputs",
        mend: "give inputs of the network's dimension")
    }
    var writer: NPYWriter = try NPYWriter(path: outputPath, rows: reader.rows, columns: outputsDimension)
    let rowsPerBlock: Int = max(1, Self.cellsPerBlock / (inputsDimension + outputsDimension))
    for block in reader.blocks(of: rowsPerBlock) {
      let outputs: Matrix = evaluate(try reader.readRows(block))
      if let index = outputs.elements.firstIndex(where: { !$0.isFinite }) {
        throw DataError(
          .badData, file: inputsPath, place: "row \(block.lowerBound + index / outputsDimension)",
          problem: "the network's output overflows", mend: "rescale the inputs")
      }
      try writer.append(outputs)
      progress(block.upperBound, reader.rows)
    }
    try writer.finish()
  }

  private static let cellsPerBlock: Int = 1 << 20
}
