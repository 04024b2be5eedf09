import Foundation

/// Finds numbers in a JSON text that do not fit where they are, which the platform's decoder reports without a place.
enum JSONNumberScan {
  /// Where a number is, as in `layers[1].bias[0]`, and how it is written.
  struct Finding: Equatable {
    let place: String
    let literal: String
    /// Where the literal stands in the text.
    let bytes: Range<Int>
  }

  private enum Frame {
    case object(key: String)
    case array(index: Int)
  }

  /// The first number that overflows, if there is one, in a text that is JSON but for its numbers.
  ///
  /// - Complexity: O(bytes).
  static func overflow(in data: Data) -> Finding? {
    first(in: data) { Double($0)?.isInfinite == true }
  }

  /// The last number without which a text can be decoded, if there is one: a fraction or a number too large or negative
  /// where a whole number belongs.
  ///
  /// - Parameter isRefused: whether the decoder still refuses a text for a number.
  /// - Complexity: O(log N) calls for N such numbers.
  static func misfit(in data: Data, isRefused: (Data) -> Bool) -> Finding? {
    var candidates: [Finding] = []
    _ = first(in: data) {
      UInt64($0) == nil
    } visit: {
      candidates.append($0)
    }
    func text(without count: Int) -> Data {
      var changed: [UInt8] = Array(data)
      for candidate in candidates.prefix(count) {
        for position in candidate.bytes { changed[position] = UInt8(ascii: " ") }
        changed[candidate.bytes.lowerBound] = UInt8(ascii: "0")
      }
      return Data(changed)
    }
    guard !candidates.isEmpty, !isRefused(text(without: candidates.count)) else { return nil }
    var (low, high): (Int, Int) = (0, candidates.count)
    while high - low > 1 {
      let middle: Int = (low + high) / 2
      if isRefused(text(without: middle)) { low = middle } else { high = middle }
    }
    return candidates[high - 1]
  }

  /// The first number that is looked for; with a visitor none is returned, and it is told of all of them.
  private static func first(
    in data: Data, where matches: (String) -> Bool, visit: ((Finding) -> Void)? = nil
  ) -> Finding? {
    let bytes: [UInt8] = Array(data)
    var frames: [Frame] = []
    var awaitsKey: Bool = false
    var position: Int = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let start: Int = position + 1
        position = endOfString(bytes, from: start)
        if awaitsKey, !frames.isEmpty {
          frames[frames.count - 1] = .object(key: String(decoding: bytes[start..<position], as: UTF8.self))
        }
      case UInt8(ascii: "{"):
        frames.append(.object(key: ""))
        awaitsKey = true
      case UInt8(ascii: "["):
        frames.append(.array(index: 0))
        awaitsKey = false
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = frames.popLast()
        awaitsKey = false
      case UInt8(ascii: ":"):
        awaitsKey = false
      case UInt8(ascii: ","):
        if case .array(let index) = frames.last {
          frames[frames.count - 1] = .array(index: index + 1)
        } else {
          awaitsKey = true
        }
      case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        let rest: ArraySlice<UInt8> = bytes[position...].prefix { numberBytes.contains($0) }
        let literal: String = String(decoding: rest, as: UTF8.self)
        if matches(literal) {
          let found: Finding = Finding(
            place: path(frames), literal: literal, bytes: position..<position + rest.count)
          guard let visit else { return found }
          visit(found)
        }
        position += rest.count - 1
      default:
        break
      }
      position += 1
    }
    return nil
  }

  private static let numberBytes: [UInt8] = Array("+-.0123456789Ee".utf8)

  /// The place of the closing quote, or the end of the text.
  private static func endOfString(_ bytes: [UInt8], from start: Int) -> Int {
    var position: Int = start
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(position, bytes.count)
  }

  private static func path(_ frames: [Frame]) -> String {
    frames.reduce(into: "") { text, frame in
      switch frame {
      case .object(let key): text += text.isEmpty ? key : ".\(key)"
      case .array(let index): text += "[\(index)]"
      }
    }
  }
}
