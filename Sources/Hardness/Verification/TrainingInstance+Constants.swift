import ExactArithmetic

extension TrainingInstance {
  /// A constant of the construction that must be there and be positive, for a rebuild.
  ///
  /// - Throws: ``SourceFault`` whose place is the constant's field.
  func positiveConstant(_ name: String) throws -> Rational {
    guard let value = parameters[name] else {
      throw SourceFault(
        place: "params.\(name)", problem: "the constant is missing", mend: "generate the instance again")
    }
    guard value.signum > 0 else {
      throw SourceFault(
        place: "params.\(name)", problem: "\(value) is not positive", mend: "correct the constant")
    }
    return value
  }
}
