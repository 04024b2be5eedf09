import Foundation

/// Solvers of other makes, or this one's own command, run as processes on files.
public enum OutsideSolver: String, CaseIterable, Sendable {
  /// The command of the GNU Linear Programming Kit.
  case glpsol
  /// HiGHS, through its Python module `highspy`.
  case highs

  /// What a solver says of a file: the optimum, or that there is no solution.
  public enum Verdict: Equatable {
    case optimum(Double)
    case infeasible
    case unclear(String)
  }

  private static let script: String = """
    import sys
    from highspy import Highs
    for path in sys.argv[1:]:
        solver = Highs()
        solver.setOptionValue("mip_rel_gap", 0.0)
        read = solver.readModel(path).name
        solver.run()
        status = solver.getModelStatus().name
        print("RESULT", read, status, solver.getInfo().objective_function_value, flush=True)
    """

  /// Whether the solver is on this machine.
  public var isPresent: Bool {
    switch self {
    case .glpsol: (try? Self.run(["glpsol", "--version"]))?.status == 0
    case .highs: (try? Self.run(["python3", "-c", Self.script]))?.status == 0
    }
  }

  /// Solves the files, each a free MPS or an LP file by its name.
  public func solve(_ paths: [String]) throws -> [Verdict] {
    switch self {
    case .glpsol: return try paths.map(Self.glpsol)
    case .highs:
      let (_, output): (Int32, String) = try Self.run(["python3", "-c", Self.script] + paths)
      let lines: [[Substring]] = output.split(separator: "\n").map { $0.split(separator: " ") }
      return lines.filter { $0.first == "RESULT" }.map { line in
        guard line.count == 4, line[1] == "kOk" else { return .unclear(line.joined(separator: " ")) }
        if line[2] == "kInfeasible" { return .infeasible }
        guard line[2] == "kOptimal", let value = Double(line[3]) else {
          return .unclear(line.joined(separator: " "))
        }
        return .optimum(value)
      }
    }
  }

  private static func glpsol(_ path: String) throws -> Verdict {
    let answer: String = path + ".answer"
    let kind: String = path.hasSuffix(".mps") ? "--freemps" : "--lp"
    let (status, output): (Int32, String) = try run(["glpsol", kind, path, "-w", answer])
    if ["NO PRIMAL FEASIBLE", "NO INTEGER FEASIBLE", "NO FEASIBLE"].contains(where: output.contains) {
      return .infeasible
    }
    guard status == 0, let data = FileManager.default.contents(atPath: answer) else {
      return .unclear(output)
    }
    let line: Substring? = String(decoding: data, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("s ") }
    guard let word = line?.split(separator: " ").last, let value = Double(word) else {
      return .unclear(output)
    }
    return .optimum(value)
  }

  private static func run(_ words: [String]) throws -> (status: Int32, output: String) {
    let process: Process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    process.standardInput = FileHandle.nullDevice
    // A file rather than a pipe: nothing blocks, however much is written.
    let url: URL = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data().write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let handle: FileHandle = try FileHandle(forWritingTo: url)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    try handle.close()
    return (process.terminationStatus, String(decoding: try Data(contentsOf: url), as: UTF8.self))
  }
}
