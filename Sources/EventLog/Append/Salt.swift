/// Makes salts for bodies.
enum Salt {
  /// 16 bytes from the system's random numbers.
  static func random() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    let (high, low): (UInt64, UInt64) = (generator.next(), generator.next())
    var salt: [UInt8] = []
    salt.reserveCapacity(16)
    for word in [high, low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        salt.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
      }
    }
    return salt
  }
}
