import LinearAlgebra
import Networks

/// Some samples of a source, in their order.
struct SelectedRows: SampleSource {
  private let source: any SampleSource
  private let rows: [Int]

  /// - Precondition: the rows are in ascending order, and in the source.
  init(_ rows: [Int], of source: any SampleSource) {
    self.rows = rows
    self.source = source
  }

  /// As many samples as asked for, at even spacing, so that sorted data is represented.
  init(evenly count: Int, of source: any SampleSource) {
    let total: Int = source.count
    let chosen: Int = min(count, total)
    self.init((0..<chosen).map { Int(Double($0) * (Double(total) / Double(chosen))) }, of: source)
  }

  var count: Int { rows.count }
  var inputsDimension: Int { source.inputsDimension }
  var outputsDimension: Int { source.outputsDimension }
  var names: (inputs: String, labels: String) { source.names }

  /// Reads the part of the source that holds the rows in pieces, so that few rows far apart need no more memory.
  func samples(_ range: Range<Int>) throws -> Samples {
    guard !range.isEmpty else {
      return Samples(
        inputs: Matrix(rows: 0, columns: inputsDimension), labels: Matrix(rows: 0, columns: outputsDimension))
    }
    var parts: [Samples] = []
    var next: Int = range.lowerBound
    let rowsPerRead: Int = max(1, Self.cellsPerRead / max(1, inputsDimension + outputsDimension))
    while next < range.upperBound {
      let start: Int = rows[next]
      var end: Int = next
      while end < range.upperBound, rows[end] < start + rowsPerRead { end += 1 }
      let read: Samples = try source.samples(start..<rows[end - 1] + 1)
      let places: [Int] = (next..<end).map { rows[$0] - start }
      parts.append(
        Samples(inputs: read.inputs.selectingRows(places), labels: read.labels.selectingRows(places)))
      next = end
    }
    guard parts.count > 1 else { return parts[0] }
    return Samples(
      inputs: Matrix.stackingRows(of: parts.map(\.inputs)),
      labels: Matrix.stackingRows(of: parts.map(\.labels)))
  }

  private static let cellsPerRead: Int = 1 << 20
}
