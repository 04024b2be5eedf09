import Assay

/// What `assay generate --list` shows: reductions, file formats and families.
struct GenerationCatalogue: Encodable {
  struct Entry: Encodable {
    let name: String
    let summary: String
    var takes: String?
    var parameters: [String: String]?
  }

  let reductions: [Entry] = ReductionRegistry.all.map { reduction in
    Entry(
      name: reduction.summary.id, summary: reduction.summary.title, takes: reduction.sourceKind.rawValue)
  }
  let formats: [Entry] = SourceFormat.allCases.map {
    Entry(name: $0.rawValue, summary: $0.summary, takes: $0.kind.rawValue)
  }
  let families: [Entry] = SourceFamilyRegistry.all.map { family in
    Entry(
      name: family.name,
      summary: "\(family.summary); --size is the number of \(family.sizeMeaning), "
        + "\(family.sizes.lowerBound) to \(family.sizes.upperBound)",
      takes: family.kind.rawValue,
      parameters: Dictionary(
        uniqueKeysWithValues: family.parameters.map { ($0.name, "\($0.meaning) (default \($0.defaultText))") }
      ))
  }

  var text: String {
    var lines: [String] = ["reductions"]
    for entry in reductions { lines += ["  \(entry.name)", "      \(entry.summary)"] }
    lines += ["", "file formats (--input, --format)"]
    for entry in formats { lines += ["  \(entry.name) (\(entry.takes ?? ""))", "      \(entry.summary)"] }
    lines += ["", "families (--family, --size, --seed)"]
    for entry in families {
      lines += ["  \(entry.name) (\(entry.takes ?? ""))", "      \(entry.summary)"]
      for (name, meaning) in (entry.parameters ?? [:]).sorted(by: { $0.key < $1.key }) {
        lines.append("      --param \(name)=…  \(meaning)")
      }
    }
    lines += [
      "", "graphs in words (--family 'gnp 30 .2')",
      "  gnp N p, gnm N m, gnd N d, grid A B, torus A B, complete N, complete N B, empty N,",
      "  each followed by any of: plantclique k, addedges k",
    ]
    return lines.joined(separator: "\n")
  }
}
