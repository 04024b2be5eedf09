/// The free MPS format, column by column.
extension ProgramText {
  mutating func writeMPS(title: String) throws {
    let negates: Bool = program.sense == .maximize
    if negates { try write("* The objective is negated: to minimise this is to maximise the program.\n") }
    try write("NAME \(title)\nROWS\n N \(Self.objectiveName)\n")
    for line in lines { try write(" ", line.relation.letter, " ", line.name, "\n") }
    try writeColumns(sign: negates ? -1 : 1)
    try write("RHS\n")
    for line in lines where line.bound != 0 {
      try write(" RHS ", line.name, " ", Self.decimal(line.bound), "\n")
    }
    try write("BOUNDS\n")
    for (index, column) in program.columns.enumerated() {
      try writeBounds(of: column, named: names.columns[index])
    }
    if program.costConstant != 0 { try write(" FX BOUND \(Self.constantName) 1\n") }
    try write("ENDATA\n")
  }

  private mutating func writeColumns(sign: Double) throws {
    // Where each column's entries begin, and the entries in that order, as in a compressed sparse matrix.
    var starts: [Int] = [Int](repeating: 0, count: program.columns.count + 1)
    for line in lines {
      for entry in program.rows[line.row].entries where entry.value != 0 { starts[entry.column + 1] += 1 }
    }
    for index in program.columns.indices { starts[index + 1] += starts[index] }
    var places: [Int] = starts
    var entries: [(line: Int, value: Double)] = [(line: Int, value: Double)](
      repeating: (0, 0), count: starts[program.columns.count])
    for (number, line) in lines.enumerated() {
      for entry in program.rows[line.row].entries where entry.value != 0 {
        entries[places[entry.column]] = (number, entry.value)
        places[entry.column] += 1
      }
    }
    try write("COLUMNS\n")
    var markers: Int = 0
    var isInteger: Bool = false
    for (index, column) in program.columns.enumerated() {
      if (column.kind == .integer) != isInteger {
        isInteger.toggle()
        markers += 1
        try write(" M\(markers) 'MARKER' '\(isInteger ? "INTORG" : "INTEND")'\n")
      }
      let name: String = names.columns[index]
      let own: Range<Int> = starts[index]..<starts[index + 1]
      if column.cost != 0 || own.isEmpty {
        try write(" ", name, " ", Self.objectiveName, " ", Self.decimal(sign * column.cost), "\n")
      }
      for entry in entries[own] {
        try write(" ", name, " ", lines[entry.line].name, " ", Self.decimal(entry.value), "\n")
      }
    }
    if isInteger { try write(" M\(markers + 1) 'MARKER' 'INTEND'\n") }
    if program.costConstant != 0 {
      try write(" \(Self.constantName) \(Self.objectiveName) \(Self.decimal(sign * program.costConstant))\n")
    }
  }

  /// Readers differ in what an integer column without an upper bound may be, so that it is always given one.
  private mutating func writeBounds(of column: LinearProgram.Column, named name: String) throws {
    let (lower, upper): (Double, Double) = (column.lowerBound, column.upperBound)
    if lower == upper { return try write(" FX BOUND \(name) \(Self.decimal(lower))\n") }
    if lower == -.infinity && upper == .infinity { return try write(" FR BOUND \(name)\n") }
    if lower == -.infinity {
      try write(" MI BOUND \(name)\n")
    } else if lower != 0 {
      try write(" LO BOUND \(name) \(Self.decimal(lower))\n")
    }
    if upper != .infinity {
      try write(" UP BOUND ", name, " ", Self.decimal(upper), "\n")
    } else if column.kind == .integer {
      try write(" PL BOUND \(name)\n")
    }
  }
}

extension ProgramText.Line.Relation {
  /// The letter of the ROWS section.
  fileprivate var letter: String {
    switch self {
    case .atLeast: "G"
    case .atMost: "L"
    case .equal: "E"
    }
  }
}
