/// The bytes of an `.npy` file put together by hand, right or wrong.
struct NPYBytes {
  var magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]
  var version: [UInt8] = [1, 0]
  var header: String
  /// What the header's length is given as, where it is not the true one.
  var statedLength: Int?
  var data: [UInt8]

  /// A file of float64 in C order.
  init(shape: String, values: [Double]) {
    self.init(
      header: "{'descr': '<f8', 'fortran_order': False, 'shape': \(shape), }\n", data: Self.bytes(values))
  }

  init(header: String, data: [UInt8]) {
    self.header = header
    self.data = data
  }

  /// All of the file.
  var bytes: [UInt8] {
    let length: Int = statedLength ?? header.utf8.count
    let lengthBytes: Int = version[0] == 1 ? 2 : 4
    let stated: [UInt8] = (0..<lengthBytes).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
    return magic + version + stated + Array(header.utf8) + data
  }

  /// The numbers as little-endian float64.
  static func bytes(_ values: [Double]) -> [UInt8] {
    values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } }
  }
}
