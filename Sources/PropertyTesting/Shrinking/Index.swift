extension ChoiceSequence {
  func index(_ place: Int) -> UInt64 {
    switch choices[place] {
    case .boolean(let value): value ? 1 : 0
    case .integer(let choice): choice.index
    case .float: 0
    }
  }
  func limit(_ place: Int) -> UInt64 {
    switch choices[place] {
    case .boolean: 1
    case .integer(let choice): choice.limit
    case .float: 0
    }
  }
  func setting(_ place: Int, to index: UInt64) -> ChoiceSequence {
    switch choices[place] {
    case .boolean: setting(place, to: .boolean(index > 0))
    case .integer(let choice): setting(place, to: .integer(choice.with(index: index)))
    case .float: self
    }
  }
}
