import Foundation
import LinearAlgebra

/// The number of hidden units, as far as second moments show it.
enum HiddenUnitCount {
  /// The moments show this many neurons, and no trace of more.
  case clear(Int)
  /// They do not tell; why not, for people.
  case unclear(String)

  /// A singular value this many times the noise floor is a neuron's.
  private static let clearlySignal: Double = 3
  /// A singular value below this many times the noise floor is noise.
  private static let clearlyNoise: Double = 1.5

  init(_ moments: QuadraticMoments, samples: Int, inputsDimension d: Int, outputsDimension m: Int) throws {
    let spectrum: MomentSpectrum = try MomentSpectrum(moments, samples: samples)
    let signal: Int = spectrum.values.count { $0 > Self.clearlySignal * spectrum.noiseFloor }
    let doubtful: Int = spectrum.values.count { $0 > Self.clearlyNoise * spectrum.noiseFloor } - signal
    if signal == 0 {
      self = .unclear("the moments of the labels show no neuron above the noise")
    } else if doubtful > 0 {
      self = .unclear(
        "the moments of the labels show \(signal) neurons clearly and \(doubtful) that may be noise")
    } else if signal >= min(m, d) {
      self = .unclear(
        "the moments of the labels show \(signal) neurons, as many as they can with \(m) outputs and \(d) inputs, "
          + "and there may be more")
    } else {
      self = .clear(signal)
    }
  }
}
