import ArgumentParser
import Assay

/// Which form of its instances a reduction is to write.
protocol FormOptions: ParsableArguments {
  /// Commands that can be pasted, with a line for each that says what it does; none where there is no option.
  static var examples: String { get }
  /// The options as the reduction takes them.
  var reductionOptions: ReductionOptions { get }
}

extension FormOptions {
  static var examples: String { "" }
}

/// A reduction with a single form.
struct SingleForm: FormOptions {
  var reductionOptions: ReductionOptions { ReductionOptions() }
}

/// A reduction with an affine form.
struct AffineForm: FormOptions {
  @Flag(help: "The normal form for units with biases.")
  var affine: Bool = false

  var reductionOptions: ReductionOptions { ReductionOptions(isAffine: affine) }
}

/// A reduction of a gap problem.
struct GapForm: FormOptions {
  static let examples: String = """
    A gap of one edge in a hundred:
      assay generate gap-colouring --input huck.col --colours 11 --gap 1/100 \\
        -o huck
    """

  @Option(
    help: ArgumentHelp("The share of edges that a colouring may violate, such as 1/10.", valueName: "gamma"),
    transform: RationalArgument.positive)
  var gap: Rational?

  var reductionOptions: ReductionOptions { ReductionOptions(gap: gap) }
}

/// A reduction to labels of several outputs.
struct LabelVectorForm: FormOptions {
  static let examples: String = """
    Labels of three outputs, which are multiples of one vector:
      assay generate label-matrix --input myciel3.col --colours 4 \\
        --label-vector 1,-2,1/3 -o labels
    """

  // A vector may begin with a minus sign.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The vector c whose multiples the labels are, an entry for each output, such as 1,-2,1/3.",
      valueName: "c"),
    transform: RationalArgument.vector)
  var labelVector: RationalVector?

  var reductionOptions: ReductionOptions { ReductionOptions(labelVector: labelVector?.entries) }
}

/// Fractions as arguments.
struct RationalVector {
  let entries: [Rational]
}

enum RationalArgument {
  static func positive(_ text: String) throws -> Rational {
    guard let value = Rational(exactText: text), value.signum > 0 else {
      throw ValidationError("'\(text)' is no positive number; give one such as 1/10 or 0.1")
    }
    return value
  }

  static func vector(_ text: String) throws -> RationalVector {
    let entries: [Rational] = try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let value = Rational(exactText: String(part)) else {
        throw ValidationError(
          "'\(part)' in '\(text)' is no number; give numbers with commas between, such as 1,-2,1/3")
      }
      return value
    }
    return RationalVector(entries: entries)
  }
}
