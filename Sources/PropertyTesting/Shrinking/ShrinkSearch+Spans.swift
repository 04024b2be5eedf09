/// The passes that work on whole parts of a value.
extension ShrinkSearch {
  /// The parts that stand beside each other in one part, in order, where there are at least two of a kind.
  var siblings: [[Span]] {
    var open: [(span: Span, children: [Span])] = []
    var groups: [[Span]] = []
    func close(until depth: Int) {
      while let last = open.last, last.span.depth >= depth {
        open.removeLast()
        if last.children.count > 1 { groups.append(last.children) }
      }
    }
    for span in best.spans {
      close(until: span.depth)
      if !open.isEmpty { open[open.count - 1].children.append(span) }
      open.append((span, []))
    }
    close(until: 0)
    return groups.reversed()
  }

  /// Removes elements of collections, last ones first, and as many neighbours at once as can go.
  nonisolated(nonsending) mutating func removeElements() async throws {
    var table: ElementTable = ElementTable(best.spans)
    // Elements are told by how many of them begin behind; that stays as it is while later ones are removed.
    var behind: Int = 0
    while behind < table.elements.count, ending == nil {
      let place: ElementTable.Place = table.elements[table.elements.count - 1 - behind]
      let (base, known): (ChoiceSequence, ElementTable) = (best.choices, table)
      let removed: Int = try await extend(upTo: place.index + 1) { search, count in
        guard let run: Range<Int> = known.run(endingAt: place, count: count) else { return false }
        return try await search.propose(base.removing(run))
      }
      if removed == 0 { behind += 1 } else { table = ElementTable(best.spans) }
    }
  }

  /// Makes parts as simple as they can be, the largest first; a part that was made simple is left alone.
  nonisolated(nonsending) mutating func simplifySpans() async throws {
    var start: Int = 0
    var seen: Set<Range<Int>> = []
    while ending == nil {
      guard
        let place: Int = best.spans.indices.dropFirst(start).first(where: { place in
          let range: Range<Int> = best.spans[place].range
          // An element that is made simple ends its collection, which removing elements has tried.
          return best.spans[place].kind != .element && range.count > 1 && !seen.contains(range)
            && choices[range].contains { !$0.isSimplest }
        })
      else { return }
      let range: Range<Int> = best.spans[place].range
      start = place
      seen.insert(range)
      var proposal: ChoiceSequence = best.choices
      for index in range { proposal.choices[index] = proposal.choices[index].simplest }
      if try await propose(proposal) { seen.removeAll() }
      start = min(start, best.spans.count)
    }
  }

  /// Puts a part in the place of one like it that holds it, as with trees, the largest first.
  ///
  /// Parts are alike where their first choices have the same alternatives.
  nonisolated(nonsending) mutating func hoistParts() async throws {
    var place: Int = 0
    while place < best.spans.count, ending == nil {
      if try await !hoist(intoPlaceOf: best.spans[place], at: place) { place += 1 }
    }
  }

  nonisolated(nonsending) private mutating func hoist(
    intoPlaceOf outer: Span, at place: Int
  ) async throws -> Bool {
    guard outer.kind != .element, outer.range.count > 1 else { return false }
    let base: [Choice] = choices
    let first: Choice = base[outer.range.lowerBound]
    var starts: Set<Int> = [outer.range.lowerBound]
    let inside = best.spans[(place + 1)...].prefix { $0.range.lowerBound < outer.range.upperBound }
    // Of the parts that begin at a place, the largest holds the others.
    let inner: [Span] = inside.filter { span in
      span.kind == outer.kind && base[span.range.lowerBound].hasSameDomain(as: first)
        && starts.insert(span.range.lowerBound).inserted
    }
    .sorted { ($0.range.count, $0.range.lowerBound) > ($1.range.count, $1.range.lowerBound) }
    for span in inner where ending == nil {
      var proposal: [Choice] = base
      proposal.replaceSubrange(outer.range, with: base[span.range])
      if try await propose(ChoiceSequence(proposal)) { return true }
    }
    return false
  }

  /// Removes a single choice, or a part that is no element, where the generator makes do without it.
  nonisolated(nonsending) mutating func removeParts() async throws {
    var place: Int = best.spans.count - 1
    while place >= 0, ending == nil {
      guard place < best.spans.count else {
        place = best.spans.count - 1
        continue
      }
      let span: Span = best.spans[place]
      if span.kind == .draw, span.range.count < best.choices.count {
        _ = try await propose(best.choices.removing(span.range))
      }
      place -= 1
    }
  }

  /// Lowers a number by one and removes a later part, as a count and one of the things that it counts.
  nonisolated(nonsending) mutating func lowerCounts() async throws {
    var index: Int = 0
    while index < choices.count, ending == nil {
      if try await !lowerCount(index) { index += 1 }
    }
  }

  /// The place of the first span that begins behind a choice; spans are in the order in which they begin.
  private func firstSpan(behind index: Int) -> Int {
    var (low, high): (Int, Int) = (0, best.spans.count)
    while low < high {
      let middle: Int = (low + high) / 2
      if best.spans[middle].range.lowerBound > index { high = middle } else { low = middle + 1 }
    }
    return low
  }

  nonisolated(nonsending) private mutating func lowerCount(
    _ index: Int
  ) async throws -> Bool {
    guard case .integer(let count) = choices[index], count.offset > -Int128(count.below),
      let fewer: IntegerChoice = count.with(offset: count.offset - 1), fewer.index < count.index
    else { return false }
    // What a number counts are parts that stand side by side behind it.
    guard Int128(best.spans.count) >= count.offset else { return false }
    let later: ArraySlice<Span> = best.spans[firstSpan(behind: index)...]
    guard Int128(later.count) >= count.offset else { return false }
    let lowered: ChoiceSequence = best.choices.setting(index, to: .integer(fewer))
    var ranges: Set<Range<Int>> = []
    for span in later.reversed() where ending == nil && ranges.insert(span.range).inserted {
      if try await propose(lowered.removing(span.range)) { return true }
    }
    return false
  }

  /// Sorts neighbouring parts, all of them at once or else two at a time, the simpler to the front.
  nonisolated(nonsending) mutating func sortSiblings() async throws {
    var (groups, before): ([[Span]], Int) = (siblings, improvements)
    var group: Int = 0
    while ending == nil {
      if improvements != before { (groups, before) = (siblings, improvements) }
      guard group < groups.count else { return }
      let spans: [Span] = groups[group]
      group += 1
      let parts: [ChoiceSequence] = spans.map { ChoiceSequence(Array(choices[$0.range])) }
      let sorted: [ChoiceSequence] = parts.sorted()
      guard sorted != parts else { continue }
      if try await propose(replacing(spans, with: sorted)) { continue }
      try await swapNeighbours(spans, parts)
    }
  }

  nonisolated(nonsending) private mutating func swapNeighbours(
    _ spans: [Span], _ parts: [ChoiceSequence]
  ) async throws {
    for place in parts.indices.dropFirst() where parts[place] < parts[place - 1] && ending == nil {
      var swapped: [ChoiceSequence] = parts
      swapped.swapAt(place - 1, place)
      // The spans are those of another best after a success; the next turn sees them.
      if try await propose(replacing(spans, with: swapped)) { return }
    }
  }

  /// The best with other choices in the places of some parts that do not overlap.
  private func replacing(_ spans: [Span], with parts: [ChoiceSequence]) -> ChoiceSequence {
    var proposal: [Choice] = []
    var end: Int = 0
    for (span, part) in zip(spans, parts) {
      proposal += choices[end..<span.range.lowerBound] + part.choices
      end = span.range.upperBound
    }
    return ChoiceSequence(proposal + choices[end...])
  }
}
