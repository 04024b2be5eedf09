struct PropertyRun<Value>: Sendable {
  let name: String
  let generator: Gen<Value>
  let property: Property<Value>
  let settings: RunSettings
  let place: SourcePlace

  func run(examples: [String]) async throws -> PropertyReport {
    PropertyReport(name: name, place: place, seed: settings.seed ?? 0)
  }
}
