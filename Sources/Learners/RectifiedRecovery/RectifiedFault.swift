/// A step of the algorithm left out or done wrongly, so that tests can show that it is needed and that its absence is
/// caught.
package enum RectifiedFault: String, Sendable, Hashable, CaseIterable {
  /// Homogeneous activations are undone by the root of the next degree.
  case wrongRoot
  /// Whatever fits the samples is handed out.
  case certificateSkipped
  /// The angle that is stated for a step neuron is a hundredth of the bound.
  case boldAngle
}
