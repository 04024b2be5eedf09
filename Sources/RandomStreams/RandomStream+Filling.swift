import LinearAlgebra

extension RandomStream {
  /// The elements that one piece of parallel work fills.
  private static let elementsPerPiece: Int = 32_768
  /// The elements whose words are made at once; they stay in the nearest cache until they are transformed.
  private static let elementsPerBatch: Int = 512

  /// Fills memory of 8-byte elements with first words, and lets `transform` turn each batch into its elements.
  ///
  /// The pieces end where the *elements* of the stream do, not where the memory does, and no element reads a word
  /// of another; so neither threads nor blocks can be seen in the result.
  func fill(
    _ memory: UnsafeMutableRawBufferPointer, startingAt first: UInt64, kind: DrawKind, threads: Int,
    transform: @Sendable (UnsafeMutableRawPointer, Int, UInt64) -> Void
  ) {
    guard let base: UnsafeMutableRawPointer = memory.baseAddress, memory.count > 0 else { return }
    let count: Int = memory.count / 8
    precondition(
      !first.addingReportingOverflow(UInt64(count) - 1).overflow, "a stream has 2^64 elements")
    let shared: SharedPointer = SharedPointer(address: base)
    let pieces: Int = (count - 1) / Self.elementsPerPiece + 1
    Parallel.forEach(pieces, threads: threads) { piece in
      let end: Int = min(count, (piece + 1) * Self.elementsPerPiece)
      var start: Int = piece * Self.elementsPerPiece
      while start < end {
        let length: Int = min(Self.elementsPerBatch, end - start)
        let target: UnsafeMutableRawPointer = shared.address + 8 * start
        fillWords(target, count: length, startingAt: first + UInt64(start), kind: kind)
        transform(target, length, first + UInt64(start))
        start += length
      }
    }
  }

  /// Writes the first words of consecutive elements.
  private func fillWords(
    _ target: UnsafeMutableRawPointer, count: Int, startingAt first: UInt64, kind: DrawKind
  ) {
    var done: Int = 0
    if first & 1 == 1 {
      target.storeBytes(of: firstWord(first, kind), as: UInt64.self)
      done = 1
    }
    let blocks: Int = (count - done) / 2
    Philox4x32.fill(
      target + 8 * done, blocks: blocks, firstBlock: (first + UInt64(done)) >> 1,
      tail: counterTail(kind, lane: 0), key: key)
    done += 2 * blocks
    while done < count {
      target.storeBytes(of: firstWord(first + UInt64(done), kind), toByteOffset: 8 * done, as: UInt64.self)
      done += 1
    }
  }
}

/// An address that several threads write to, each in a part of its own.
private struct SharedPointer: @unchecked Sendable {
  let address: UnsafeMutableRawPointer
}
