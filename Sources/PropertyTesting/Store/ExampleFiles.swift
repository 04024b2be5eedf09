/// The examples in files and in whole trees of folders, for commands that replay them.
///
/// ```swift
/// let found = ExampleFiles(in: ["fixtures/regressions", "failure.json"])
/// for file in found.files { print(file.path, file.example.property) }
/// for problem in found.problems { print(problem) }
/// ```
public struct ExampleFiles: Sendable, Hashable {
  /// The files that could be read: in the order of the paths that were given, and of their names within a folder.
  public let files: [ExampleFile]
  /// What could not be read, in the same order.
  public let problems: [ExampleStoreError]

  /// Reads files, and all files that end in `.json` in folders and in the folders within.
  ///
  /// Names that begin with a full stop are passed over in folders, and so are links to folders. A path that does not
  /// exist is a problem; a folder without examples is none.
  ///
  /// - Complexity: linear in the size of the files, of which one at a time is held as text.
  public init(in paths: [String]) {
    var found: Finder = Finder()
    for path in paths { found.visit(path, depth: 0) }
    self.files = found.files
    self.problems = found.problems
  }

  /// Whether a folder's entry counts as an example by its name.
  static func isExampleName(_ name: String) -> Bool {
    !name.hasPrefix(".") && name.hasSuffix(ExampleFile.nameEnding)
  }

  private struct Finder {
    var files: [ExampleFile] = []
    var problems: [ExampleStoreError] = []
    var seen: Set<String> = []

    /// Paths end before as many folders; the limit only keeps the stack safe.
    static let deepest: Int = 256

    mutating func visit(_ path: String, depth: Int) {
      guard seen.insert(path).inserted else { return }
      let isFolder: Bool
      do {
        isFolder = try SystemFile.kind(path.isEmpty ? "." : path) == .folder
      } catch {
        isFolder = false
      }
      guard isFolder else {
        add(path, isNamed: depth == 0)
        return
      }
      guard depth < Self.deepest else {
        problems.append(
          ExampleStoreError(
            .unreadable, path: path, cause: "lies more than \(Self.deepest) folders deep",
            mend: "name this folder itself"))
        return
      }
      do {
        for name in try SystemFile.names(in: path.isEmpty ? "." : path) {
          let inside: String = path.isEmpty || path.hasSuffix("/") ? path + name : "\(path)/\(name)"
          if name.hasPrefix(".") { continue }
          if (try? SystemFile.kind(inside)) == .folder {
            if !SystemFile.isLink(inside) { visit(inside, depth: depth + 1) }
          } else if ExampleFiles.isExampleName(name) {
            visit(inside, depth: depth + 1)
          }
        }
      } catch {
        problems.append(
          ExampleStoreError(
            .unreadable, path: path, cause: "cannot be read: \(error.cause)",
            mend: "allow reading the folder"))
      }
    }

    private mutating func add(_ path: String, isNamed: Bool) {
      do {
        if isNamed {
          files.append(try ExampleFile(reading: path))
        } else if let file: ExampleFile = try .ifPresent(path) {
          files.append(file)
        }
      } catch {
        problems.append(error)
      }
    }
  }
}
