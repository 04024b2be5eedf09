import Assay

/// What `assay sample FAMILY --help` teaches.
enum SampleHelp {
  static func discussion(of family: any TeacherFamily.Type) -> String {
    let (size, samples) = family.example
    let options: String = family.parameters.map { "--\($0.name) \(number($0.defaultValue)) " }.joined()
    let inputs: String = family.inputs == .gaussian ? "standard Gaussian" : family.inputs.name
    return """
        assay sample \(family.identifier) --inputs-dimension \(size.inputs) --hidden \(size.hidden) --outputs \(size.outputs) \\
          \(options)--samples \(samples) --seed 1 --output problem

      Promised: \(family.promises).
      The labels are U relu(V x), with V of size hidden × inputs and U of size
      outputs × hidden; the inputs are \(inputs) unless you say otherwise.

      To see what a learner makes of it, and whether it is the teacher:
        assay learn exact-recovery --inputs problem/inputs.npy \\
          --labels problem/labels.npy --hidden \(size.hidden) --output student.json
      What it should make of it is in problem/problem.json, under "expected".
      """
  }

  /// A number as people write it: 10000, 1e-06.
  static func number(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
