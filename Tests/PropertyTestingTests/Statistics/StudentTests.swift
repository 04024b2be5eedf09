import Foundation
import PropertyTesting
import Testing

@Suite("Student's t and lines of least squares")
struct StudentTests {
  /// (ν, then the quantiles at 0.75, 0.975 and 0.9995), by bisection of ½·I_x(ν/2, ½) with 30 digits (mpmath 1.3).
  static let quantiles: [(Double, Double, Double, Double)] = [
    (0.5, 1.5537739740300373, 164.55767348048824, 411396.46252626201),
    (1, 1, 12.706204736174693, 636.61924876878973),
    (2, 0.81649658092772603, 4.3026527297494618, 31.599054576445363),
    (2.5, 0.7850136829923011, 3.5746548420036818, 18.277893528131458),
    (3, 0.76489232840434528, 3.1824463052837084, 12.923978636687964),
    (5, 0.72668684380042265, 2.5705818356363148, 6.8688266258812751),
    (10, 0.69981206131243163, 2.2281388519862742, 4.5868938587027077),
    (30, 0.68275569332129255, 2.0422724563012379, 3.6459586350420628),
    (100, 0.67695104301147148, 1.9839715185235519, 3.3904913111642636),
    (1000, 0.67473516460700944, 1.9623390808264081, 3.3002826484239442),
  ]

  @Test("quantiles are those of a reference with 30 digits", arguments: quantiles.indices)
  func quantile(_ index: Int) throws {
    let row: (Double, Double, Double, Double) = Self.quantiles[index]
    let student: StudentT = try StudentT(degreesOfFreedom: row.0)
    for (probability, expected) in [(0.75, row.1), (0.975, row.2), (0.9995, row.3)] {
      let upper: Double = try student.quantile(probability)
      // 1 − 0.9995 has a relative rounding error near 1e-13, which ν = 0.5 doubles.
      #expect(abs(upper - expected) <= 1e-12 * expected)
      #expect(abs(try student.quantile(1 - probability) + upper) <= 1e-12 * upper)
    }
    #expect(try student.quantile(0.5) == 0)
  }

  /// (ν, t, P(T > t)), by the incomplete beta function with 30 digits (mpmath 1.3).
  static let tails: [(Double, Double, Double)] = [
    (1, 0.1, 0.46827448256944643), (1, 3, 0.10241638234956673), (2, 0.001, 0.49964644669779504),
    (3, 10, 0.001064199529207075), (4, 2.5, 0.033383272405994073), (7, 0.5, 0.31620356784464211),
    (7, 100, 1.3176489885215524e-12), (30, 1, 0.16265430771301495), (30, 12, 2.790092707599628e-13),
    (500, 2, 0.023020341384515721), (500, 0.05, 0.48007117765531218), (0.5, 2, 0.22275744509156562),
    (0.1, 0.01, 0.4985193501389607), (0.1, 1, 0.41632824249527864), (0.1, 100, 0.26334910540926229),
  ]

  @Test("tails are those of a reference with 30 digits, however small", arguments: tails.indices)
  func tail(_ index: Int) throws {
    let (degrees, t, expected): (Double, Double, Double) = Self.tails[index]
    let student: StudentT = try StudentT(degreesOfFreedom: degrees)
    #expect(abs(student.upperTail(t) - expected) <= 1e-12 * expected)
    #expect(abs(student.upperTail(-t) - (1 - expected)) <= 1e-12)
  }

  @Test("quantiles and tails undo one another, and edges are sane")
  func roundTrip() throws {
    for degrees in [0.7, 1, 2, 3, 8, 19, 250] {
      let student: StudentT = try StudentT(degreesOfFreedom: degrees)
      for tail in [1e-12, 1e-6, 0.01, 0.2, 0.49] {
        let t: Double = try student.quantile(1 - tail)
        #expect(abs(student.upperTail(t) - (1 - (1 - tail))) <= 1e-10 * tail)
      }
      #expect(student.upperTail(0) == 0.5)
      #expect(student.upperTail(.infinity) == 0)
      #expect(student.upperTail(-.infinity) == 1)
      #expect(student.upperTail(.nan).isNaN)
    }
    // Nearly normal, for which SciPy has 1.959963984540054.
    let nearlyNormal: StudentT = try StudentT(degreesOfFreedom: 1e9)
    #expect(abs(try nearlyNormal.quantile(0.975) - 1.959963984540054) < 1e-8)
    for degrees in [0, 0.09, -1, .nan, .infinity, 1e10] as [Double] {
      #expect(throws: StatisticsError.self) { try StudentT(degreesOfFreedom: degrees) }
    }
    let student: StudentT = try StudentT(degreesOfFreedom: 3)
    for probability in [0, 1, -1, .nan] as [Double] {
      #expect(throws: StatisticsError.self) { try student.quantile(probability) }
    }
  }

  @Test("the line of least squares is that of SciPy")
  func fit() throws {
    let fit: SlopeFit = try SlopeFit(
      errors: [0.31, 0.155, 0.081, 0.039, 0.022], sizes: [10, 40, 160, 640, 2560])
    // scipy.stats.linregress of the logarithms, and its stderr times scipy.stats.t.ppf(0.995, 3).
    #expect(abs(fit.slope + 0.48120538798429346) < 1e-13)
    #expect(abs(fit.intercept + 0.07974416042304844) < 1e-13)
    #expect(abs((fit.standardError ?? 0) - 0.009345247990847) < 1e-14)
    let interval: ClosedRange<Double> = try fit.interval(confidence: 0.99)
    #expect(abs(interval.lowerBound + 0.5357901339757987) < 1e-12)
    #expect(abs(interval.upperBound + 0.42662064199278826) < 1e-12)
  }

  @Test("an exact power has its exponent and no doubt, and two errors allow no doubt to be stated")
  func exactPower() throws {
    let sizes: [Double] = [1, 2, 4, 8, 16]
    let fit: SlopeFit = try SlopeFit(errors: sizes.map { 3 * pow($0, -0.5) }, sizes: sizes)
    #expect(abs(fit.slope + 0.5) < 1e-14 && abs(fit.intercept - log(3)) < 1e-14)
    #expect((fit.standardError ?? 1) < 1e-14)
    let line: SlopeFit = try SlopeFit(errors: [1, 0.5], sizes: [1, 4])
    #expect(abs(line.slope + 0.5) < 1e-15 && line.standardError == nil)
    #expect(throws: StatisticsError.self) { try line.interval(confidence: 0.9) }
    #expect(throws: StatisticsError.self) { try fit.interval(confidence: 1) }
  }

  @Test(
    "errors and sizes without a logarithm are faults that say the mend",
    arguments: [0, -1, .nan, .infinity, -.infinity] as [Double])
  func faults(_ number: Double) {
    let errors: StatisticsError? = #expect(throws: StatisticsError.self) {
      try SlopeFit(errors: [1, number, 0.3], sizes: [1, 2, 3])
    }
    #expect(errors?.code == .observation)
    #expect(errors?.description.contains("floor") == true)
    let sizes: StatisticsError? = #expect(throws: StatisticsError.self) {
      try SlopeFit(errors: [1, 0.5, 0.3], sizes: [1, number, 3])
    }
    #expect(sizes?.code == .sizes)
  }

  @Test("counts that differ and sizes that are alike are faults")
  func degenerate() {
    #expect(throws: StatisticsError.self) { try SlopeFit(errors: [1, 2], sizes: [1, 2, 3]) }
    #expect(throws: StatisticsError.self) { try SlopeFit(errors: [1, 2], sizes: [5, 5]) }
    #expect(throws: StatisticsError.self) { try SlopeFit(errors: [1], sizes: [5]) }
    #expect(throws: StatisticsError.self) { try SlopeFit(errors: [], sizes: []) }
  }

  @Test("Student's interval of a slope covers it as often as it promises, and a normal one does not")
  func coverage() throws {
    let sizes: [Double] = [10, 20, 40, 80]
    let runs: Int = Calibration.standardRuns
    var (covered, coveredByNormal): (Int, Int) = (0, 0)
    for run in 0..<runs {
      var dice: Dice = Dice(seed: run)
      let errors: [Double] = sizes.map { pow($0, -0.5) * exp(0.3 * dice.normal()) }
      let fit: SlopeFit = try SlopeFit(errors: errors, sizes: sizes)
      if try fit.interval(confidence: 0.95).contains(-0.5) { covered += 1 }
      // The mutant takes the normal quantile 1.96 for Student's 4.30.
      if abs(fit.slope + 0.5) <= 1.96 * (fit.standardError ?? 0) { coveredByNormal += 1 }
    }
    let lowest: ClopperPearson = try ClopperPearson(successes: covered, trials: runs, confidence: 1 - 1e-6)
    #expect(lowest.lowerBound <= 0.95 && 0.95 <= lowest.upperBound)
    let mutant: ClopperPearson = try ClopperPearson(
      successes: coveredByNormal, trials: runs, confidence: 1 - 1e-6)
    #expect(mutant.upperBound < 0.95)
  }
}
