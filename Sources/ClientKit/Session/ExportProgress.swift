internal import Rendering

/// How far an export into a file has come.
actor ExportProgress {
  private let file: String
  private(set) var count = 0
  private(set) var failure: ClientError?

  init(of file: String) { self.file = file }

  func add(_ bytes: Int) { count += bytes }
  func fail(_ error: ClientError) { failure = error }

  /// Says it again and again until it is cancelled, where someone sees it at a terminal. What is done at once is not told.
  func tell(on display: any Display) async {
    guard display.surface.notesAreSeen, display.surface.isCapable else { return }
    let name = file.cleaned
    var isTold = false
    while !Task.isCancelled {
      do { try await Task.sleep(for: .milliseconds(500)) } catch { break }
      await display.progress("\(Wording.count(count, "byte")) so far: \(name)")
      isTold = true
    }
    if isTold { await display.progress(nil) }
  }
}
