/// Quoting of words for a shell, so that a recorded command can be pasted.
enum ShellWord {
  private static let plainCharacters: Set<Character> = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./,:@%+=")

  /// The word as it is where no character of it means anything to a shell, else in single quotes.
  static func quoted(_ word: String) -> String {
    if !word.isEmpty, word.allSatisfy(plainCharacters.contains) { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
