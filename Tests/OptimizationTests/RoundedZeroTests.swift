import Optimization
import Testing

/// Programs of rows of length 1 in which entries that stand for zero are what rounding made of them.
///
/// Scaling by geometric means sends the solver round in a circle on them, or to another optimum than theirs.
@Suite("GLPK with entries that rounding left in place of zeros")
struct RoundedZeroTests {
  typealias Row = LinearProgram.Row
  typealias Column = LinearProgram.Column

  @Test("finds the optimum of three variables")
  func threeVariables() throws {
    let rows: [[Double]] = [
      [0.76282178542442, 5.84306455887882e-18, -0.646608787198179],
      [0.395083130138134, 8.08308921663267e-19, -0.334893717644605],
      [0.65856349637861, 0.143286516383639, 0.738605469592863],
      [-0.427970313265814, -0.824011231917318, -0.367352270603003],
      [-0.480453826139481, -0.613284890992059, 0.475843665589481],
      [0.514233013975854, -0.129749040747732, 0.84272654917483],
      [0.497911253084447, -0.783255602465266, 0.361639951173368],
      [0.520937896472376, -0.579897806366857, -0.463006590089278],
    ]
    try expectOptimum(-0.848524, of: rows)
  }

  @Test("finds the optimum of four variables")
  func fourVariables() throws {
    let rows: [[Double]] = [
      [0.243493356837864, -0.82930391037971, 1.5085149028442e-17, -0.502957263994418],
      [0.164109641625872, -0.558934211999762, -2.75670587410077e-18, -0.338983114033022],
      [-0.908925663274198, 0.163184415843685, -0.238788686012683, -0.170983023580156],
      [0.24148774210867, 0.422913970125877, 0.709584991048066, -0.508150638417144],
      [-0.528294264765302, -0.0282024478121089, 0.647200019699053, -0.528895197610208],
      [-0.617668182012073, -0.359795830386442, 0.610765211202491, 0.339939399931493],
      [-0.215339767741424, 0.356368433532681, -0.507480965179942, -0.753846240928363],
      [0.648114639767472, 0.494334766999749, 0.325576130035808, 0.304646527028908],
    ]
    try expectOptimum(3.32053, of: rows)
  }

  /// The largest −y₁ where the first row is 1, the others are not negative, and |y| ≤ 10.
  private func expectOptimum(_ expected: Double, of rows: [[Double]]) throws {
    let columns: [Column] = (0..<rows[0].count).map {
      Column(lowerBound: -10, upperBound: 10, cost: $0 == 0 ? -1 : 0)
    }
    let program: LinearProgram = try LinearProgram(
      sense: .maximize, columns: columns,
      rows: rows.enumerated().map { place, row in
        Row(
          row.enumerated().map { (column: $0.offset, value: $0.element) }, atLeast: place == 0 ? 1 : 0,
          atMost: place == 0 ? 1 : .infinity)
      })
    let result: SolveResult = try GLPKSolver().solve(program, options: SolveOptions(timeLimitSeconds: 20))
    #expect(result.status == .optimal)
    #expect(abs((result.objective ?? .nan) - expected) < 1e-5)
  }
}
