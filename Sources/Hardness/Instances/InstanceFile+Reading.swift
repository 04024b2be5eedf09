import DataFiles
import ExactArithmetic

/// The fields of the exchange format as they stand in the file, before their sense is checked.
private struct InstanceDocument: Decodable {
  let format: String
  let reduction: String
  let dim: Int
  let units: Int
  let outputs: Int
  let coefficients: TrainingInstance.Coefficients
  let normSquaredBound: Nullable<Rational>
  let threshold: Rational
  let slack: Rational
  let source: SourceDocument
  let params: [String: Rational]
  let samples: [ExactSample]
  let generator: Provenance?
  let removed: InstanceFile.Removal?
  let origin: FormulaOrigin?
  let transformations: [Transformation]?

  enum CodingKeys: String, CodingKey {
    case format, reduction, dim, units, outputs, coefficients
    case normSquaredBound = "norm_squared_bound"
    case threshold, slack, source, params, samples, generator, removed, origin, transformations
  }
}

/// A field that must be there and may be null; the compiler's own decoding takes an absent one for null.
private struct Nullable<Value: Decodable>: Decodable {
  let value: Value?

  init(from decoder: any Decoder) throws {
    let container: any SingleValueDecodingContainer = try decoder.singleValueContainer()
    self.value = container.decodeNil() ? nil : try container.decode(Value.self)
  }
}

private struct FormatProbe: Decodable {
  let format: String
}

private struct SourceKindProbe: Decodable {
  struct Source: Decodable { let kind: String }
  let reduction: String
  let source: Source
}

extension InstanceFile {
  /// Reads an instance and checks that its parts fit together: indices, lengths, signs.
  ///
  /// Whether the samples are those of the reduction is not asked here; that is verification.
  ///
  /// - Throws: `DataError` that names the field.
  public init(contentsOf path: String) throws {
    let probe: FormatProbe = try InputFile.decode(FormatProbe.self, from: path)
    guard probe.format == Self.format else {
      throw Self.fault(path, "format", "is '\(probe.format)'", "give a file of format '\(Self.format)'")
    }
    try Self.requireKnownReduction(path)
    self = try Self.checked(InputFile.decode(InstanceDocument.self, from: path), path)
  }

  private static func requireKnownReduction(_ path: String) throws {
    let probe: SourceKindProbe = try InputFile.decode(SourceKindProbe.self, from: path)
    guard let reduction = ReductionRegistry.reduction(ofFormat: probe.reduction) else {
      let known: [String] = ReductionRegistry.all.flatMap(ReductionRegistry.formatNames)
      throw fault(
        path, "reduction", "'\(probe.reduction)' is unknown",
        "this version knows \(known.joined(separator: ", "))")
    }
    guard probe.source.kind == reduction.sourceKind.rawValue else {
      throw fault(
        path, "source.kind", "is '\(probe.source.kind)' in an instance of \(probe.reduction)",
        "give '\(reduction.sourceKind.rawValue)'")
    }
  }

  private static func checked(_ document: InstanceDocument, _ path: String) throws -> InstanceFile {
    try requirePositive(document.dim, "dim", path)
    try requirePositive(document.units, "units", path)
    try requirePositive(document.outputs, "outputs", path)
    guard !document.samples.isEmpty else {
      throw fault(path, "samples", "is empty", "generate the instance again")
    }
    var samples: [ExactSample] = []
    samples.reserveCapacity(document.samples.count)
    for (index, sample) in document.samples.enumerated() {
      samples.append(try checked(sample, place: "samples[\(index)]", document, path))
    }
    let instance: TrainingInstance = TrainingInstance(
      reduction: document.reduction, dimension: document.dim, units: document.units,
      outputs: document.outputs, coefficients: document.coefficients,
      squaredNormBound: document.normSquaredBound.value, threshold: document.threshold, slack: document.slack,
      source: try source(document.source, path), parameters: document.params, samples: SampleList(samples))
    if let origin = document.origin { try check(origin, path) }
    let transformations: [Transformation] = document.transformations ?? []
    if let (place, problem) = TransformationShape.fault(
      transformations, samples: document.samples.count, dimension: document.dim)
    {
      throw fault(path, place, problem, "generate the instance again")
    }
    return InstanceFile(
      instance: instance, generator: document.generator, removal: document.removed, origin: document.origin,
      transformations: transformations)
  }

  private static func requirePositive(_ count: Int, _ name: String, _ path: String) throws {
    guard count >= 1 else { throw fault(path, name, "is \(count)", "give a count from 1 up") }
  }

  /// The entries in ascending order without zeros.
  ///
  /// - Throws: `DataError` where an index is out of range or comes twice.
  static func checked(
    _ entries: [SparseEntry], dimension: Int, place: String, path: String
  ) throws -> [SparseEntry] {
    for (position, entry) in entries.enumerated() where !(0..<dimension).contains(entry.index) {
      throw fault(
        path, "\(place)[\(position)]", "index \(entry.index) is not one of the \(dimension) counted from 0",
        "correct the index")
    }
    let ordered: [SparseEntry] = entries.sorted { $0.index < $1.index }
    for (left, right) in zip(ordered, ordered.dropFirst()) where left.index == right.index {
      throw fault(path, place, "index \(left.index) comes twice", "add the two values up")
    }
    return ordered.filter { !$0.value.isZero }
  }

  static func fault(_ path: String, _ place: String, _ problem: String, _ mend: String) -> DataError {
    DataError(.badData, file: path, place: place, problem: problem, mend: mend)
  }

  private static func checked(
    _ sample: ExactSample, place: String, _ document: InstanceDocument, _ path: String
  ) throws -> ExactSample {
    guard sample.y.count == document.outputs else {
      throw fault(
        path, "\(place).y",
        "has \(sample.y.count) entries where the instance has \(document.outputs) outputs",
        "give one entry for each output")
    }
    guard sample.weight.signum > 0 else {
      throw fault(path, "\(place).weight", "\(sample.weight) is not positive", "correct the weight")
    }
    let entries: [SparseEntry] = try checked(
      sample.x, dimension: document.dim, place: "\(place).x", path: path)
    return ExactSample(x: entries, y: sample.y, weight: sample.weight, tag: sample.tag)
  }

  private static func source(_ document: SourceDocument, _ path: String) throws -> SourceProblem {
    do {
      return try document.problem()
    } catch let error as SetCoverFault {
      throw fault(path, "source.\(error.place)", error.problem, error.mend)
    } catch let error as SourceFault {
      throw fault(path, "source.\(error.place)", error.problem, error.mend)
    }
  }

  private static func check(_ origin: FormulaOrigin, _ path: String) throws {
    guard origin.kind == FormulaOrigin.formulaKind else {
      throw fault(path, "origin.kind", "is '\(origin.kind)'", "give '\(FormulaOrigin.formulaKind)'")
    }
    do {
      _ = try CNFFormula(variableCount: origin.variables, clauses: origin.clauses)
    } catch {
      throw fault(path, "origin", "\(error)", "correct the formula")
    }
  }
}
