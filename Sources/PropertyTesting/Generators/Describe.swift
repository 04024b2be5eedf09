/// A value as Swift code would show it, the same each time it is described.
///
/// It is what `String(reflecting:)` gives, except that the elements of sets and dictionaries are sorted by their text,
/// wherever they stand: Swift itself lists them in an order that changes from one copy to the next. Addresses that
/// stand for the surroundings of private types are left out.
public func describe(_ value: Any) -> String { ValueText.withoutAddresses(text(of: value)) }

private func text(of value: Any) -> String {
  let mirror: Mirror = Mirror(reflecting: value)
  switch mirror.displayStyle {
  case .set:
    return "[\(mirror.children.map { text(of: $0.value) }.sorted().joined(separator: ", "))]"
  case .dictionary:
    let entries: [String] = mirror.children.map { entry in
      Mirror(reflecting: entry.value).children.map { text(of: $0.value) }.joined(separator: ": ")
    }
    return entries.isEmpty ? "[:]" : "[\(entries.sorted().joined(separator: ", "))]"
  case .collection where !(value is any CustomDebugStringConvertible) || value is any DescribedByElements:
    return "[\(mirror.children.map { text(of: $0.value) }.joined(separator: ", "))]"
  case .tuple:
    return "(\(fields(of: mirror)))"
  case .optional:
    return mirror.children.first.map { "Optional(\(text(of: $0.value)))" } ?? "nil"
  case .struct where !(value is any CustomStringConvertible) && !(value is any CustomDebugStringConvertible):
    return "\(type(of: value))(\(fields(of: mirror)))"
  case .enum where !(value is any CustomStringConvertible) && !(value is any CustomDebugStringConvertible):
    guard let payload = mirror.children.first, let name: String = payload.label else {
      return ".\(value)"
    }
    let inner: Mirror = Mirror(reflecting: payload.value)
    let text: String =
      inner.displayStyle == .tuple ? fields(of: inner) : text(of: payload.value)
    return ".\(name)(\(text))"
  default:
    return ValueText.withoutAddresses(String(reflecting: value))
  }
}

/// Collections whose own description shows their elements as Swift orders them.
private protocol DescribedByElements {}
extension Array: DescribedByElements {}
extension ArraySlice: DescribedByElements {}
extension ContiguousArray: DescribedByElements {}

private func fields(of mirror: Mirror) -> String {
  mirror.children.map { child in
    guard let label: String = child.label, !label.hasPrefix(".") else { return text(of: child.value) }
    return "\(label): \(text(of: child.value))"
  }.joined(separator: ", ")
}
