import ArgumentParser
import Assay
import Foundation

/// How a command ends that did not succeed: one line on standard error and a documented status.
enum Failure {
  /// A fault of ours (`EX_SOFTWARE`).
  private static let softwareStatus: Int32 = 70
  private static let usageStatus: Int32 = 64

  static func exit(_ error: any Error) -> Never {
    PendingOutputs.removeAll()
    switch error {
    case let error as DataError:
      end(error.description, error.code.exitStatus)
    case let error as ProblemError:
      end(error.description, usageStatus)
    case is CleanExit, is ExitCode, is ValidationError:
      AssayCommand.exit(withError: error)
    default:
      // What the argument parser throws is its own; it says so by the status that it would end with.
      let status: Int32 = AssayCommand.exitCode(for: error).rawValue
      if status == usageStatus || status == 0 { AssayCommand.exit(withError: error) }
      end("\(error) (a fault of assay; please report the command and this line)", softwareStatus)
    }
  }

  private static func end(_ message: String, _ status: Int32) -> Never {
    Console.talk("assay: error: \(message)")
    Foundation.exit(status)
  }
}
