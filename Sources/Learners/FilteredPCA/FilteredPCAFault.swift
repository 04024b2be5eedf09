/// A fault that can be built into filtered PCA on purpose, to see whether a check catches it.
package enum FilteredPCAFault: String, Sendable, Hashable, CaseIterable {
  /// No filter: the plain second moment of the labels alone, and no slices.
  case noFilter
  /// The residual stays the label in all rounds.
  case noRegressor
  /// The last confirmed direction is dropped.
  case stopsEarly
  /// A direction of noise is added after everything was confirmed.
  case countsOneTooMany
  /// Nothing is asked of held-out samples.
  case noValidate
  /// Directions found before are not projected out.
  case noProjection
  /// The edge 2σ√(d/n) serves every filter, and nothing is calibrated.
  case wrongEdge
  /// Equal residuals fall into different slices.
  case spuriousTies
}
