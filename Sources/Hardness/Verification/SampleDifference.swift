/// Comparison of samples as multisets.
enum SampleDifference {
  /// How `samples` differ from `expected`, in any order; `nil` where they do not.
  static func between(_ samples: SampleList, _ expected: [ExactSample]) -> String? {
    var left: [ExactSample: Int] = [:]
    for sample in expected { left[sample, default: 0] += 1 }
    for (index, sample) in samples.enumerated() {
      guard let count = left[sample], count > 0 else {
        return "samples[\(index)] (\(sample.tag)) is not one that the source gives"
      }
      left[sample] = count - 1
    }
    let missing: Int = left.values.reduce(0, +)
    return missing == 0 ? nil : "\(missing) samples that the source gives are missing"
  }
}
