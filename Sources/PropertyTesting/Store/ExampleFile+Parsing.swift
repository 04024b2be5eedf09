internal import Foundation

extension ExampleFile {
  /// Reads the form that ``text(of:)`` writes; the order of the fields and the white space are free.
  static func parse(_ data: Data, path: String) throws(ExampleStoreError) -> StoredExample {
    guard let fields: [String: Field] = try? JSONDecoder().decode(Fields.self, from: data).values else {
      throw ExampleStoreError(
        .notAnExample, path: path, cause: "is no JSON object, or only a part of one",
        mend: "remove it; the property stores it anew when it fails")
    }
    try checkFormat(fields, path: path)
    var property: String? = nil
    func fault(_ field: String, _ cause: String, _ mend: String) -> ExampleStoreError {
      ExampleStoreError(.field, path: path, field: field, property: property, cause: cause, mend: mend)
    }
    func text(_ field: String) throws(ExampleStoreError) -> String {
      switch fields[field] {
      case .text(let text): return text
      case nil: throw fault(field, "is missing", "add it as a text, or remove the file")
      case .lines, .other: throw fault(field, "is no text", "write a text in quotation marks")
      }
    }
    let name: String = try text("property")
    property = name
    let unknown: [String] = fields.keys.filter { !Self.fieldNames.contains($0) }.sorted()
    if let first: String = unknown.first {
      throw fault(
        first, "is unknown to \(format)", "remove it; known are \(Self.fieldNames.joined(separator: ", "))")
    }
    let failure: String = try text("failure")
    let values: [String]
    switch fields["values"] {
    case .lines(let lines): values = lines
    case nil: throw fault("values", "is missing", "add it as a list of texts, which may be empty")
    case .text, .other: throw fault("values", "is no list of texts", "write texts in square brackets")
    }
    let line: String = try text("choices")
    let choices: ChoiceSequence
    do {
      choices = try ChoiceSequence(parsing: line)
    } catch {
      throw fault("choices", "is damaged", error.description)
    }
    return StoredExample(property: name, choices: choices, values: values, failure: failure)
  }

  private static let fieldNames: [String] = ["choices", "failure", "format", "property", "values"]

  /// The value of a field, as far as the form has it.
  private enum Field {
    case text(String)
    case lines([String])
    case other
  }

  /// The fields of any JSON object; a wrong one does not hide the others.
  private struct Fields: Decodable {
    let values: [String: Field]

    struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container: KeyedDecodingContainer<Key> = try decoder.container(keyedBy: Key.self)
      var values: [String: Field] = [:]
      for key in container.allKeys {
        // A failed attempt costs more than the rest of the reading, so each field's own type comes first.
        if key.stringValue == "values" {
          values[key.stringValue] =
            (try? container.decode([String].self, forKey: key)).map(Field.lines) ?? .other
        } else {
          values[key.stringValue] =
            (try? container.decode(String.self, forKey: key)).map(Field.text) ?? .other
        }
      }
      self.values = values
    }
  }

  private static func checkFormat(_ fields: [String: Field], path: String) throws(ExampleStoreError) {
    guard case .text(let found)? = fields["format"] else {
      throw ExampleStoreError(
        .foreignFormat, path: path, field: "format",
        cause: "is missing or no text, so this is no stored example",
        mend: "write \(format) where it is one, or move the file elsewhere")
    }
    guard found == format else {
      throw ExampleStoreError(
        .foreignFormat, path: path, field: "format",
        cause: "is ‘\(ExampleStoreError.short(found))’, and only \(format) can be read here",
        mend: "use the version that wrote it, or remove the file")
    }
  }
}
