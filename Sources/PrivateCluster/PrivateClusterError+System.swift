import Glibc

extension PrivateClusterError {
  /// A system call on `path` failed with `code` (`errno` unless given).
  static func system(_ action: String, _ path: String, _ code: CInt = errno) -> PrivateClusterError {
    let remedy =
      switch code {
      case EACCES, EPERM, EROFS: "Check who owns it and whether this user may write there."
      case ENOSPC, EDQUOT: "Make room on that file system."
      case ENOENT, ENOTDIR: "Check that the folder above it exists."
      default: "Put that right and start again."
      }
    return PrivateClusterError(
      .files, "Could not \(action) \(path): \(String(cString: strerror(code))).", remedy: remedy)
  }
}
