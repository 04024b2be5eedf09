/// A hidden unit that the samples allow: h = Q z, and the direction that gives it.
struct ConeSolution: Sendable {
  /// *z*, of norm 1.
  let coefficients: [Double]
  /// *v̂*, for the basis of the inputs.
  let direction: [Double]
  /// The condition number of the equations that determine both.
  let condition: Double
  /// Whether inequalities that hold with equality had to help to determine it.
  var isPinned: Bool = false
}

/// What a face of the cone has to offer.
enum FaceOutcome: Sendable {
  /// Surely nothing.
  case nothing
  /// One unit with one direction.
  case unit(ConeSolution)
  /// One unit, whose direction is not determined by the samples.
  case unitOfManyDirections(ConeSolution)
  /// At least two units with the same activity pattern, and with them a continuum.
  case continuum(ConeSolution, ConeSolution)
  /// Rounding leaves it open.
  case open
}

/// The outcome of a face, and what it cost.
struct FaceReport: Sendable {
  let outcome: FaceOutcome
  /// The linear programs solved.
  let programs: Int
}
