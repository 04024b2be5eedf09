/// Several places of examples as one: all are read, and one at most is written to.
///
/// ```swift
/// let stores = ExampleStores([RegressionStore(), ExampleStore()])
/// ```
///
/// Examples that several places hold are tried once. A place that cannot be read does not hide the others: it becomes
/// a problem in ``contents(of:)``.
public struct ExampleStores: ExampleStorage {
  /// The places, in the order in which the first to hold an example tells its values.
  public let stores: [any ExampleStorage]
  private let writable: (any ExampleStorage)?

  /// Joins places; the first that is not read-only is the one that is written to.
  public init(_ stores: [any ExampleStorage]) {
    self.stores = stores
    self.writable = stores.first { !$0.isReadOnly }
  }

  /// Whether all of them are.
  public var isReadOnly: Bool { writable == nil }

  /// The examples of a property in all places, simplest first in shortlex order, each failure once.
  public func examples(of property: String) -> [StoredExample] {
    contents(of: property).examples
  }

  /// The examples of a property in all places, each failure once, and what was passed over.
  public func contents(of property: String) -> StoredExamples {
    var examples: [StoredExample] = []
    var problems: [ExampleStoreError] = []
    for store in stores {
      do {
        let contents: StoredExamples = try store.contents(of: property)
        examples += contents.examples
        problems += contents.problems
      } catch let error as ExampleStoreError {
        problems.append(error)
      } catch {
        problems.append(
          ExampleStoreError(
            .unreadable, path: "\(type(of: store))", property: property, cause: "cannot be read: \(error)",
            mend: "mend or leave out this place of examples"))
      }
    }
    return StoredExamples(examples: examples, problems: problems)
  }

  /// The file that holds an example in the first place that does, or the one that it would be written to.
  public func path(of example: StoredExample) -> String? {
    let first: (any ExampleStorage)? = holder(of: example, among: stores)
    return (first ?? writable)?.path(of: example)
  }

  /// Keeps an example where it can be written, unless a read-only place holds it already.
  ///
  /// - Throws: ``ExampleStoreError`` where all are read-only, and what the place throws that is written to.
  public func record(_ example: StoredExample) throws {
    guard let writable: any ExampleStorage = writable else { throw refusal(example) }
    guard holder(of: example, among: stores.filter(\.isReadOnly)) == nil else { return }
    try writable.record(example)
  }

  /// Forgets an example where it can be written; a read-only place keeps it.
  ///
  /// - Throws: ``ExampleStoreError`` where all are read-only, and what the place throws that is written to.
  public func remove(_ example: StoredExample) throws {
    guard let writable: any ExampleStorage = writable else { throw refusal(example) }
    try writable.remove(example)
  }

  private func holder(
    of example: StoredExample, among stores: [any ExampleStorage]
  ) -> (any ExampleStorage)? {
    stores.first { store in
      let examples: [StoredExample] = (try? store.examples(of: example.property)) ?? []
      return examples.contains { $0.isSameFailure(as: example) }
    }
  }

  private func refusal(_ example: StoredExample) -> ExampleStoreError {
    ExampleStoreError(
      .readOnly, path: path(of: example) ?? "the stores", property: example.property,
      cause: "can be written in none of the \(stores.count) places of examples",
      mend: "add an ExampleStore to them")
  }
}
