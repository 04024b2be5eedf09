/// The order of the passes.
extension ShrinkSearch {
  /// Runs the passes until none of them finds anything simpler, or the search must stop.
  nonisolated(nonsending) mutating func run(_ isFailure: Judge) async throws {
    var before: Int = -1
    while improvements != before, ending == nil {
      before = improvements
      try await removeElements(isFailure)
      try await hoistParts(isFailure)
      try await simplifySpans(isFailure)
      try await joinNeighbours(isFailure)
      try await lowerEquals(isFailure)
      try await lowerEach(isFailure)
      try await lowerCounts(isFailure)
      try await removeReferred(isFailure)
      try await addUpNeighbours(isFailure)
      try await changePairs(isFailure)
      try await sortSiblings(isFailure)
      try await removeParts(isFailure)
    }
  }
}
