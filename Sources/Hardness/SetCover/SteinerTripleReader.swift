import DataFiles
import Foundation

/// The covering problem of a Steiner triple system: `points triples`, then the triples, counted from 1. Triples are
/// the elements, points the sets, and every set costs 1.
///
/// D. R. Fulkerson, G. L. Nemhauser, L. E. Trotter, "Two computationally difficult set covering problems that arise
/// in computing the 1-width of incidence matrices of Steiner triple systems", Mathematical Programming Study 2
/// (1974), DOI 10.1007/BFb0120689.
enum SteinerTripleReader {
  static func read(_ bytes: Data, file: String) throws -> SetCover {
    var tokens: IntegerTokens = IntegerTokens(bytes, file: file)
    let points: Int = try tokens.nextCount("the number of points")
    let triples: Int = try tokens.nextCount("the number of triples")
    guard points > 0, triples > 0 else {
      throw tokens.fault(
        "\(points) points and \(triples) triples leave nothing to cover", "correct the header")
    }
    guard triples <= tokens.mostTokensLeft, triples <= SetCover.largestElementCount else {
      throw tokens.fault(
        "\(triples) triples are more than a file of \(bytes.count) bytes can hold",
        "correct the header, or fetch the file again")
    }
    guard points <= 3 * triples else {
      throw tokens.fault(
        "\(triples) triples cannot reach \(points) points", "correct the header, or fetch the file again")
    }
    var sets: [[Int]] = [[Int]](repeating: [], count: points)
    for triple in 0..<triples {
      for _ in 0..<3 {
        let point: Int = try tokens.next("a point of triple \(triple + 1)")
        guard (1...points).contains(point) else {
          throw tokens.fault("point \(point) is not between 1 and \(points)", "correct the index")
        }
        guard sets[point - 1].last != triple else {
          throw tokens.fault("point \(point) is twice in triple \(triple + 1)", "correct the triple")
        }
        sets[point - 1].append(triple)
      }
    }
    try tokens.requireEnd(after: "the last triple")
    do {
      return try SetCover(elementCount: triples, sets: sets)
    } catch {
      throw error.inFile(file)
    }
  }
}
