import ExactArithmetic

/// Whether transformations fit the sizes of an instance, so that taking them back is possible at all.
enum TransformationShape {
  /// A place and what is wrong there, as in `transformations[1].rows`; `nil` where all fit.
  ///
  /// - Parameters:
  ///   - samples: the number of samples after all transformations.
  ///   - dimension: the number of coordinates after all of them.
  static func fault(
    _ transformations: [Transformation], samples: Int, dimension: Int
  ) -> (place: String, problem: String)? {
    var (samples, dimension): (Int, Int) = (samples, dimension)
    for (index, transformation) in transformations.enumerated().reversed() {
      let problem: (field: String, problem: String)?
      switch transformation {
      case .permute(let change):
        problem =
          order(change.rows, of: samples).map { ("rows", $0) }
          ?? order(change.coordinates, of: dimension).map { ("coordinates", $0) }
      case .scale(let change): problem = exponents(change, samples: samples).map { ("exponents", $0) }
      case .rotate(let change): problem = planes(change, dimension: dimension).map { ("planes", $0) }
      case .pad(let change):
        dimension -= change.coordinates.count
        problem = copies(change, dimension: dimension).map { ("coordinates", $0) }
      case .addConsistent(let change):
        samples -= change.samples.count
        problem = additions(change, samples: samples).map { ("samples", $0) }
      }
      if let problem { return ("transformations[\(index)].\(problem.field)", problem.problem) }
    }
    return nil
  }

  private static func order(_ order: [Int], of count: Int) -> String? {
    guard order.count == count else { return "has \(order.count) entries, not \(count)" }
    var seen: [Bool] = Array(repeating: false, count: count)
    for place in order {
      guard seen.indices.contains(place) else { return "\(place) is not one of the \(count) counted from 0" }
      if seen[place] { return "\(place) comes twice" }
      seen[place] = true
    }
    return nil
  }

  private static func exponents(_ change: ScaleTransformation, samples: Int) -> String? {
    guard change.exponents.count == samples else {
      return "has \(change.exponents.count) entries, not \(samples)"
    }
    let largest: Int = ScaleTransformation.largestExponent
    guard let row = change.exponents.firstIndex(where: { !(-largest...largest).contains($0) }) else {
      return nil
    }
    return "entry \(row) is \(change.exponents[row]), beyond ±\(largest)"
  }

  private static func planes(_ change: RotateTransformation, dimension: Int) -> String? {
    var seen: [Bool] = Array(repeating: false, count: dimension)
    for coordinate in change.planes.lazy.flatMap({ [$0.first, $0.second] }) {
      guard seen.indices.contains(coordinate) else {
        return "\(coordinate) is not one of the \(dimension) coordinates counted from 0"
      }
      if seen[coordinate] { return "coordinate \(coordinate) is in two planes" }
      seen[coordinate] = true
    }
    return nil
  }

  private static func copies(_ change: PadTransformation, dimension: Int) -> String? {
    guard dimension >= 1 else { return "there are as many as the instance has coordinates" }
    let stray: Int?? = change.coordinates.first { $0.map { !(0..<dimension).contains($0) } ?? false }
    guard let copied = stray, let copied else { return nil }
    return "\(copied) is not one of the \(dimension) coordinates counted from 0"
  }

  private static func additions(_ change: AddConsistentTransformation, samples: Int) -> String? {
    guard samples >= 1 else { return "there are as many as the instance has samples" }
    var split: Set<Int> = []
    for (index, addition) in change.samples.enumerated() {
      switch addition {
      case .split(let row, let share):
        guard (0..<samples).contains(row) else { return "entry \(index) splits sample \(row) of \(samples)" }
        guard split.insert(row).inserted else { return "sample \(row) is split twice" }
        guard share > 0, share < 1 else {
          return "entry \(index) has the share \(share), not between 0 and 1"
        }
      case .combination(let terms, let weight):
        guard weight > 0 else { return "entry \(index) has the weight \(weight)" }
        guard !terms.isEmpty, terms.allSatisfy({ (0..<samples).contains($0.index) }) else {
          return "entry \(index) takes a sample that is not one of the \(samples) counted from 0, or none"
        }
      }
    }
    return nil
  }
}
