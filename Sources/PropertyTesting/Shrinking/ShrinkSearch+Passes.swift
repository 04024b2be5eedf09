/// The order of the passes.
extension ShrinkSearch {
  /// Runs the passes until none of them finds anything simpler, or the search must stop.
  nonisolated(nonsending) mutating func run() async throws {
    try await simplifyNumbers()
    var before: Int = -1
    while improvements != before, ending == nil {
      before = improvements
      try await removeElements()
      try await hoistParts()
      try await simplifySpans()
      try await joinNeighbours()
      try await lowerEquals()
      try await lowerEach()
      try await lowerCounts()
      try await removeReferred()
      try await addUpNeighbours()
      try await changePairs()
      try await sortSiblings()
      try await removeParts()
      if improvements == before { try await lowerSparse() }
    }
  }
}
