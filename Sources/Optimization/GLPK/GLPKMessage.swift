import CGLPK

extension assay_glpk_result {
  /// What the library said when it failed, in one line.
  var text: String {
    withUnsafeBytes(of: message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        .split(whereSeparator: \.isNewline).joined(separator: "; ")
    }
  }
}
