extension PropertyReport: CustomStringConvertible {
  /// The report for people: how the run ended, the failing case and how to replay it, and what was counted.
  public var description: String {
    var lines: [String] = [headline]
    switch outcome {
    case .failed(let example): lines += failureLines(example)
    case .flaky(let example, let flakiness): lines += [flakiness.description] + failureLines(example)
    case .insufficientCoverage:
      lines += coverage.filter(isInsufficient).map(\.description)
      lines.append("make such values likelier in the generator, or demand a smaller share")
    case .passed, .gaveUp, .unhealthy: break
    }
    lines += DistributionText.lines(labels, tables)
    lines += coverage.filter { !isInsufficient($0) }.map { "  \($0)" }
    lines += targets.map { "  largest \($0.label): \($0.value)" }
    lines += findings.map { "\($0.check.rawValue): \($0.description)" }
    lines += warnings.map { "note: \($0)" }
    return lines.joined(separator: "\n")
  }

  private var headline: String {
    let run: String = "seed \(seed)"
    return switch outcome {
    case .passed: "‘\(name)’ held in \(count(cases, "case")), \(run)"
    case .failed: "‘\(name)’ is broken (\(place), after \(count(cases, "case")), \(run))"
    case .flaky: "‘\(name)’ is flaky (\(place), after \(count(cases, "case")), \(run))"
    case .gaveUp:
      "‘\(name)’ was given up: \(count(discards, "value")) discarded for \(count(cases, "case")) (\(place), \(run)); "
        + "build valid values instead of discarding others, or raise `discardsPerCase`"
    case .insufficientCoverage:
      "‘\(name)’ held in \(count(cases, "case")) that cover too little (\(place), \(run))"
    case .unhealthy:
      "‘\(name)’ held in \(count(cases, "case")), but its generator is unhealthy (\(place), \(run))"
    }
  }

  /// One line for a shell that runs the failing case alone; nil where nothing failed.
  public var replayLine: String? {
    counterexample.map { FailureText(name: name, place: place, example: $0).replayLine }
  }

  private func failureLines(_ example: Counterexample) -> [String] {
    FailureText(name: name, place: place, example: example).lines
  }

  private func isInsufficient(_ test: CoverageTest) -> Bool { test.decision == .insufficient }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(ShortNumber.text(number)) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension PropertyReport.Flakiness: CustomStringConvertible {
  /// What was different, and what to look for.
  public var description: String {
    switch self {
    case .passedAgain:
      "it failed once, and held on the same choices again; look for state that outlives a case, threads, clocks and "
        + "unseeded randomness"
    case .failedDifferently(let failure):
      "it failed once, and otherwise on the same choices again: \(failure)"
    case .generatorDiffers:
      "the generator made another value of the same choices; let it depend on nothing but what it draws"
    }
  }
}
