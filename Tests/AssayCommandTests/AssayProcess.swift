import Foundation

/// The program as a user runs it.
struct AssayProcess {
  let status: Int32
  let output: String
  let errors: String

  /// The built program beside the test bundle.
  static let executable: URL = {
    let start: URL =
      Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
      ?? URL(fileURLWithPath: CommandLine.arguments[0])
    var directory: URL = start.deletingLastPathComponent()
    while directory.path != "/" {
      let candidate: URL = directory.appendingPathComponent("assay")
      if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
      directory = directory.deletingLastPathComponent()
    }
    return URL(fileURLWithPath: "assay")
  }()

  /// Runs the program and waits for it.
  @discardableResult
  static func run(_ arguments: [String], in directory: String) throws -> AssayProcess {
    let process: Process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory)
    process.standardInput = FileHandle.nullDevice
    let scratch: URL = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    // Files rather than pipes: nothing blocks, however much is written.
    let paths: [URL] = ["out", "err"].map { scratch.appendingPathComponent($0) }
    for path in paths { try Data().write(to: path) }
    process.standardOutput = try FileHandle(forWritingTo: paths[0])
    process.standardError = try FileHandle(forWritingTo: paths[1])
    try process.run()
    process.waitUntilExit()
    let texts: [String] = try paths.map { String(decoding: try Data(contentsOf: $0), as: UTF8.self) }
    let status: Int32 =
      process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return AssayProcess(status: status, output: texts[0], errors: texts[1])
  }

  /// The standard output as a JSON object.
  var json: [String: Any]? {
    (try? JSONSerialization.jsonObject(with: Data(output.utf8))) as? [String: Any]
  }

  /// The lines of standard error that report an error.
  var errorLines: [String] {
    errors.split(separator: "\n").map(String.init).filter { $0.contains("error:") }
  }
}
