/// The known name that a mistyped one comes closest to.
enum Nearest {
  static func name(to name: String, in known: [String]) -> String {
    known.min { distance(name, $0) < distance(name, $1) } ?? ""
  }

  /// The number of letters to insert, delete or replace (Levenshtein).
  private static func distance(_ a: String, _ b: String) -> Int {
    let target: [Character] = Array(b)
    var row: [Int] = Array(0...target.count)
    for (i, letter) in a.enumerated() {
      var diagonal: Int = row[0]
      row[0] = i + 1
      for j in target.indices {
        let replaced: Int = diagonal + (letter == target[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[target.count]
  }
}
