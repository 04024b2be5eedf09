import LinearAlgebra
import Networks

/// The rows that are kept from the search to check its answer, chosen by what they hold.
///
/// Copies and multiples of a row are on one side with it, whatever the order of the samples: a copy of a row that the
/// search has seen would check nothing. Zero rows are never held out, for they check nothing either.
struct HeldOutRows: Sendable {
  private let largestHash: UInt64
  private let hashOfZeros: UInt64

  /// Distinct rows held back of a small set.
  static let fewest: Int = 20
  /// One in so many distinct rows is held back of a large one.
  static let share: Int = 10

  /// Chooses a tenth of the distinct rows; nothing where too few would be left to study.
  ///
  /// - Parameter fewestLeft: how many distinct rows must be left; by default two in three.
  /// - Throws: `DataError` where the samples cannot be read.
  init?(_ source: some SampleSource, leaving fewestLeft: Int? = nil) throws {
    var hashes: Set<UInt64> = []
    for block in source.blocks() {
      let inputs: Matrix = try source.samples(block).inputs
      for row in 0..<inputs.rows { hashes.insert(FingerprintTable.hash(ofRow: row, of: inputs)) }
    }
    self.hashOfZeros = FingerprintTable.hash(
      ofRow: 0, of: Matrix(rows: 1, columns: source.inputsDimension))
    hashes.remove(hashOfZeros)
    let count: Int = max(Self.fewest, hashes.count / Self.share)
    guard hashes.count - count >= fewestLeft ?? 2 * count else { return nil }
    self.largestHash = hashes.sorted()[count - 1]
  }

  func contains(row: Int, of inputs: Matrix) -> Bool {
    let hash: UInt64 = FingerprintTable.hash(ofRow: row, of: inputs)
    return hash <= largestHash && hash != hashOfZeros
  }
}
