import BigInt

/// A row of integers with coprime entries and the positive number that was multiplied in to get it.
///
/// Elimination does not mind a row's scale, so the smallest integers on its ray are taken.
struct IntegerRow {
  /// The integers; coprime unless all are 0.
  var entries: [BigInt]
  /// `entries` = `scale` · the row given.
  var scale: Rational

  init(clearing row: [Rational]) {
    var multiple: BigInt = 1
    for value in row where multiple % value.denominator != 0 {
      multiple = multiple / multiple.greatestCommonDivisor(with: value.denominator) * value.denominator
    }
    var integers: [BigInt] = row.map { $0.numerator * (multiple / $0.denominator) }
    var content: BigInt = 0
    for value in integers where content != 1 && !value.isZero {
      content = content.greatestCommonDivisor(with: value)
    }
    if content > 1 { integers = integers.map { $0 / content } }
    entries = integers
    scale = content > 1 ? Rational(multiple, over: content) : Rational(multiple)
  }
}
