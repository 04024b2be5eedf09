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
