internal import DequeModule
internal import NIOCore

/// The connections of which nobody knows yet whose they are, in the order in which they came.
///
/// Where there is no room for another, the one that has been a stranger for longest makes it: whoever holds many and says
/// nothing keeps nobody out, for those who show a credential are no strangers.
struct Strangers {
  private struct Stranger {
    var channel: any Channel
    var address: String?
  }

  /// By the number under which each came.
  private var strangers: [Int: Stranger] = [:]
  private var numbers: [ObjectIdentifier: Int] = [:]
  private var last = 0
  /// Their numbers, with some of those who are no strangers any more among them.
  private var arrivals = Deque<Int>()
  private var arrivalsByAddress: [String: Deque<Int>] = [:]

  mutating func add(_ channel: any Channel, from address: String?) {
    last += 1
    strangers[last] = Stranger(channel: channel, address: address)
    numbers[ObjectIdentifier(channel)] = last
    arrivals.append(last)
    if let address { arrivalsByAddress[address, default: []].append(last) }
  }

  /// Whose connection it is, is known now, or it is closed.
  mutating func remove(_ channel: any Channel) {
    guard let number = numbers.removeValue(forKey: ObjectIdentifier(channel)),
      let stranger = strangers.removeValue(forKey: number)
    else { return }
    // Else whoever looks for the first would pass all that are gone.
    while let first = arrivals.first, strangers[first] == nil { arrivals.removeFirst() }
    if arrivals.count > 2 * strangers.count + Self.slack {
      arrivals.removeAll { [strangers] in strangers[$0] == nil }
    }
    guard let address = stranger.address, var own = arrivalsByAddress[address] else { return }
    while let first = own.first, strangers[first] == nil { own.removeFirst() }
    if own.count > Self.slack, own.count > 2 * strangers.count {
      own.removeAll { [strangers] in strangers[$0] == nil }
    }
    arrivalsByAddress[address] = own.isEmpty ? nil : own
  }

  /// Takes out the one that came first, of an address or of all.
  mutating func removeFirst(from address: String?) -> (any Channel)? {
    let numbers = address.map { arrivalsByAddress[$0] ?? [] } ?? arrivals
    guard let first = numbers.first(where: { strangers[$0] != nil }), let channel = strangers[first]?.channel
    else { return nil }
    remove(channel)
    return channel
  }

  /// How many numbers may be kept beside those of strangers.
  private static let slack = 64
}
