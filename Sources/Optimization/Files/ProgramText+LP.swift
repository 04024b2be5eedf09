/// The CPLEX LP format, row by row.
extension ProgramText {
  /// The terms that stand on a line; older readers take no more than 255 characters.
  private static let termsOnLine: Int = 8

  mutating func writeLP(title: String) throws {
    try write("\\ \(title)\n\(program.sense == .maximize ? "Maximize" : "Minimize")\n \(Self.objectiveName):")
    for (index, column) in program.columns.enumerated() {
      try writeTerm(index, column.cost, of: names.columns[index])
    }
    if program.costConstant != 0 {
      try writeTerm(program.columns.count, program.costConstant, of: Self.constantName)
    }
    try write("\nSubject To\n")
    for line in lines {
      try write(" ", line.name, ":")
      var place: Int = 0
      for entry in program.rows[line.row].entries where entry.value != 0 {
        try writeTerm(place, entry.value, of: names.columns[entry.column])
        place += 1
      }
      if place == 0 { try writeTerm(0, 0, of: names.columns[0]) }
      try write(" ", line.relation.sign, " ", Self.decimal(line.bound), "\n")
    }
    if lines.isEmpty { try write(" \(Self.noRowsName): 0 \(names.columns[0]) >= 0\n") }
    try write("Bounds\n")
    for (index, column) in program.columns.enumerated() {
      try writeBounds(of: column, named: names.columns[index])
    }
    if program.costConstant != 0 { try write(" \(Self.constantName) = 1\n") }
    if program.columns.contains(where: { $0.kind == .integer }) {
      try write("Generals\n")
      for (index, column) in program.columns.enumerated() where column.kind == .integer {
        try write(" ", names.columns[index], "\n")
      }
    }
    try write("End\n")
  }

  private mutating func writeTerm(_ place: Int, _ value: Double, of name: String) throws {
    if place > 0 && place % Self.termsOnLine == 0 { try write("\n ") }
    try write(value < 0 ? " - " : " + ", Self.decimal(abs(value)), " ", name)
  }

  private mutating func writeBounds(of column: LinearProgram.Column, named name: String) throws {
    let (lower, upper): (Double, Double) = (column.lowerBound, column.upperBound)
    if lower == upper { return try write(" \(name) = \(Self.decimal(lower))\n") }
    switch (lower == -.infinity, upper == .infinity) {
    case (true, true): try write(" \(name) free\n")
    case (false, true): if lower != 0 { try write(" \(name) >= \(Self.decimal(lower))\n") }
    case (true, false): try write(" -inf <= \(name) <= \(Self.decimal(upper))\n")
    case (false, false): try write(" ", Self.decimal(lower), " <= ", name, " <= ", Self.decimal(upper), "\n")
    }
  }
}

extension ProgramText.Line.Relation {
  /// The sign between a row and its bound.
  fileprivate var sign: String {
    switch self {
    case .atLeast: ">="
    case .atMost: "<="
    case .equal: "="
    }
  }
}
