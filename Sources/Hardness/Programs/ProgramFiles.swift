import DataFiles
import Foundation
import Optimization

/// The programs that lie beside an instance: of the source problem and of the training problem, each in two formats.
public enum ProgramFiles {
  /// The most coefficients (columns counted too) that a program may have to be written.
  ///
  /// Solvers do not finish on training programs of a tenth of it; without a limit the files of a large instance would
  /// be larger than the instance.
  public static let largestEntryCount: Int = 200_000

  /// How far the coefficients of a program may be apart, as a factor, for it to be written.
  ///
  /// Solvers take a row for kept within 10⁻⁶ to 10⁻⁷ of its numbers and a column for integer within 10⁻⁵; with larger
  /// factors their optimum is not that of the program.
  public static let largestSpread: Double = 1e7

  /// The name of the source problem's program, without the dot and the format's end.
  public static let sourceName: String = "source"
  /// The name of the training problem's program.
  public static let trainingName: String = "training"

  /// The programs of an instance, each at most ``largestEntryCount`` large.
  static func programs(
    of file: InstanceFile
  ) throws -> (programs: [(name: String, program: NamedProgram)], notes: [String]) {
    var programs: [(name: String, program: NamedProgram)] = []
    var notes: [String] = []
    let makers: [(String, () throws -> NamedProgram)] = [
      (sourceName, { try file.instance.source.namedProgram(entryLimit: largestEntryCount) }),
      (trainingName, { try file.trainingProgram(entryLimit: largestEntryCount) }),
    ]
    for (name, make) in makers {
      do {
        let program: NamedProgram = try make()
        // The formats have no file for a program without columns: nothing is left to choose.
        guard !program.program.columns.isEmpty else {
          notes.append("`\(name).mps` and `\(name).lp` are left out: there is nothing to choose")
          continue
        }
        let spread: Double = program.program.coefficientSpread
        guard spread <= largestSpread else {
          notes.append(
            "`\(name).mps` and `\(name).lp` are left out: their coefficients would be a factor of \(String(format: "%.1g", spread)) "
              + "apart, and solvers, which tolerate errors of a millionth, would give a wrong optimum")
          continue
        }
        programs.append((name, program))
      } catch let error as ProgramTooLarge {
        notes.append("`\(name).mps` and `\(name).lp` are left out: \(error.description)")
      } catch let error as OptimizationError where error.code == .invalidModel {
        notes.append("`\(name).mps` and `\(name).lp` are left out: \(error.description)")
      }
    }
    return (programs, notes)
  }

  /// Writes them into a staged directory.
  static func write(_ programs: [(name: String, program: NamedProgram)], to output: borrowing OutputDirectory)
    throws
  {
    for (name, named) in programs {
      for format in ProgramFile.Format.allCases {
        try ProgramFile.write(
          named.program, to: output.stagedPath(for: "\(name).\(format.fileExtension)"), format: format,
          names: named.names, title: name)
      }
    }
  }
}

extension LinearProgram {
  /// The largest coefficient of a row over the smallest that is not 0; 1 where there is none.
  fileprivate var coefficientSpread: Double {
    var range: (least: Double, most: Double) = (.infinity, 0)
    for entry in rows.lazy.flatMap(\.entries) where entry.value != 0 {
      range = (min(range.least, entry.value.magnitude), max(range.most, entry.value.magnitude))
    }
    return range.most > 0 ? range.most / range.least : 1
  }
}
