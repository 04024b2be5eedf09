import PropertyTesting
import Teachers

/// Generators of tasks for learners of relevant subspaces.
///
/// Sizes, families and seeds are choices, so that a failure is made small: the first family, the fewest inputs, a small seed.
enum SubspaceTasks {
  /// A family with values of its parameters.
  struct Teacher: Sendable {
    let family: any SubspaceFamily.Type
    var values: [String: Double] = [:]
  }

  /// One hidden layer, biases, depth and lattices: the families that show their subspace in the first round.
  static let plain: [Teacher] = [
    Teacher(family: OneHiddenPositiveTeachers.self), Teacher(family: OneHiddenMixedTeachers.self),
    Teacher(family: BiasedTeachers.self), Teacher(family: DeepTeachers.self),
    Teacher(family: DeepTeachers.self, values: ["depth": 4]), Teacher(family: LatticeTeachers.self),
  ]

  /// The wheel that learners study fastest.
  static let smallWheel: Teacher = Teacher(family: WheelTeachers.self, values: ["degree": 4])
  /// Labels that plain second moments say nothing of.
  static let wheels: [Teacher] = [smallWheel, Teacher(family: WheelTeachers.self)]

  /// The teacher of four units that a search found, of which one direction hides from all filters.
  static let vanishingGap: Teacher = Teacher(family: VanishingGapTeachers.self)
  /// Directions that show only after others are taken out.
  static let late: [Teacher] = [vanishingGap, Teacher(family: StagedTeachers.self)]

  /// Tasks of teachers that are drawn alike often, with a number of samples for each input.
  static func teachers(
    _ teachers: [Teacher], inputs: ClosedRange<Int>, samplesPerInput: Int
  ) -> Gen<SubspaceTask> {
    .build { draw in
      let index: Int =
        teachers.count == 1 ? 0 : try draw("family", .integer(in: 0...teachers.count - 1))
      let dimension: Int =
        inputs.count == 1 ? inputs.lowerBound : try draw("inputs dimension", .integer(in: inputs))
      let seed: UInt64 = try draw("seed", .integer())
      let teacher: Teacher = teachers[index]
      return .teacher(
        try SubspaceProblem(
          teacher.family, TeacherParameters(teacher.values, for: teacher.family), inputsDimension: dimension,
          samples: samplesPerInput * dimension, seed: seed))
    }
  }

  /// Tasks of labels that say nothing of the inputs.
  static func noise(inputs: ClosedRange<Int>, samplesPerInput: Int) -> Gen<SubspaceTask> {
    .build { draw in
      let law: NoiseLabels.Law =
        NoiseLabels.Law.allCases[try draw("law", .integer(in: 0...NoiseLabels.Law.allCases.count - 1))]
      let dimension: Int = try draw("inputs dimension", .integer(in: inputs))
      let seed: UInt64 = try draw("seed", .integer())
      return .noise(
        NoiseLabels(law: law, inputsDimension: dimension, count: samplesPerInput * dimension, seed: seed))
    }
  }
}
