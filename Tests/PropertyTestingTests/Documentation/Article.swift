import Foundation

/// An article of the documentation, read from the sources, so that tests hold it to what comes out.
struct Article {
  /// A passage of code or of output.
  struct Block {
    let language: String
    let lines: [String]

    var text: String { lines.joined(separator: "\n") }
  }

  let text: String

  init(_ name: String) throws {
    try self.init(path: "Sources/PropertyTesting/PropertyTesting.docc/\(name).md")
  }

  init(path: String) throws {
    text = try Repository.text(of: path)
  }

  /// The text in one line, wherever its lines break.
  var prose: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

  /// The passages between fences, in order.
  var blocks: [Block] {
    var blocks: [Block] = []
    var open: (language: String, lines: [String])?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("```") {
        if let block = open {
          blocks.append(Block(language: block.language, lines: block.lines))
          open = nil
        } else {
          open = (String(line.dropFirst(3)), [])
        }
      } else {
        open?.lines.append(line)
      }
    }
    return blocks
  }

  /// Whether a passage of output is this text, whatever file and line of a test it names.
  func shows(_ output: String) -> Bool {
    blocks.contains { !["swift", ""].contains($0.language) && $0.text.placeless == output.placeless }
  }
}

/// The files of the package.
enum Repository {
  private static let root: URL = (0..<4).reduce(URL(fileURLWithPath: #filePath)) { url, _ in
    url.deletingLastPathComponent()
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The Swift files below a folder, in order.
  static func swiftFiles(below path: String) throws -> [String] {
    let folder: URL = root.appendingPathComponent(path).resolvingSymlinksInPath()
    let names: [String] = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasSuffix(".swift") }.sorted().map { name in
      try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }
  }
}

extension String {
  /// The text with every file and line of a test replaced by the same word.
  var placeless: String {
    replacing(/✘ Test \w+\(\) recorded an issue at \w+\.swift:\d+:\d+: Caught error:\s/, with: "")
      .replacing(/[A-Za-z]+\/[A-Za-z]+\.swift:\d+/, with: "PLACE")
  }
}
