public import DataFiles
import Foundation
public import PropertyTesting

/// The examples in files, in folders, and in the reports of audits.
///
/// A file is an example of the form `assay-example/1`, or an `audit.json`, whose counterexamples are taken. In folders
/// other files are passed over. Each example is given once.
public struct ReplayFiles: Sendable {
  /// An example and where it was found.
  public struct Found: Sendable, Hashable {
    /// The file as it was named, or as it is called in a named folder.
    public let file: String
    /// The example.
    public let example: StoredExample
  }

  /// The examples, in the order of the paths and of the names in folders.
  public let found: [Found]
  /// What is wrong with the files that are damaged or cannot be read, where others can be.
  public let faults: [DataError]

  /// Reads files and folders.
  ///
  /// - Throws: `DataError` where no path has an example: for the first file that is damaged or cannot be read, or for the
  ///   path that has none.
  public init(paths: [String]) throws {
    var found: [Found] = []
    var faults: [DataError] = []
    var seen: Set<[String]> = []
    for path in paths {
      var here: [Found] = []
      var pathFaults: [DataError] = []
      let files: ExampleFiles = ExampleFiles(in: [path])
      here += files.files.map { Found(file: $0.path, example: $0.example) }
      for problem in files.problems {
        let isForeign: Bool = problem.code == .foreignFormat
        if isForeign, let audited = try Self.counterexamples(inAudit: problem.path) {
          here += audited.map { Found(file: problem.path, example: $0) }
        } else if !isForeign || problem.path == path {
          pathFaults.append(Self.fault(problem))
        }
      }
      if here.isEmpty, pathFaults.isEmpty {
        pathFaults.append(
          DataError(
            .noInput, file: path, problem: "holds no example",
            mend: "name an example, a folder of examples, or the audit.json of an audit that found one"))
      }
      faults += pathFaults
      found += here.filter { seen.insert([$0.example.property, $0.example.choices.description]).inserted }
    }
    if found.isEmpty, let first = faults.first { throw first }
    self.found = found
    self.faults = faults
  }

  private static func fault(_ error: ExampleStoreError) -> DataError {
    let text: String =
      error.description.hasPrefix(error.path + ": ")
      ? String(error.description.dropFirst(error.path.count + 2)) : error.description
    let parts: [String] = text.split(separator: "; ", maxSplits: 1).map(String.init)
    return DataError(
      error.code == .unreadable ? .noInput : .badData, file: error.path, problem: parts.first ?? text,
      mend: parts.count > 1 ? parts[1] : "name another file")
  }

  // MARK: - Reports of audits

  /// The part of an audit's document that holds counterexamples.
  private struct AuditDocument: Decodable {
    struct Result: Decodable { let claims: [Claim] }
    struct Claim: Decodable { let verdict: Outcome }
    struct Outcome: Decodable { let counterexample: Example? }
    struct Example: Decodable {
      let property: String?
      let choices: String
      let values: [String]?
      let summary: String
    }
    let format: String
    let results: [Result]
  }

  /// The counterexamples of an audit; nil where the file is no audit.
  private static func counterexamples(inAudit path: String) throws -> [StoredExample]? {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)),
      let document = try? JSONDecoder().decode(AuditDocument.self, from: data),
      document.format == "assay-audit"
    else { return nil }
    return try document.results.flatMap(\.claims).compactMap(\.verdict.counterexample).compactMap { example in
      guard let property = example.property else { return nil }
      do {
        return StoredExample(
          property: property, choices: try ChoiceSequence(parsing: example.choices),
          values: example.values ?? [], failure: example.summary)
      } catch {
        throw DataError(
          .badData, file: path, place: "counterexample.choices", problem: "\(error)",
          mend: "write the report anew with 'assay audit'")
      }
    }
  }
}
