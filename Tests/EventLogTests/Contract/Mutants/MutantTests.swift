import EventLog
import Ledger
import Testing

/// The contract's own strength: a store that is wrong in one way breaks the promises that say so, and each promise
/// is broken by some store.
@Suite(.timeLimit(.minutes(15)))
struct MutantTests {
  @Test(arguments: Fault.allCases)
  func `is caught`(_ fault: Fault) async throws {
    let names = try #require(Self.catches[fault], "no promise is named that catches it")
    for name in names {
      let promise = try #require(Promise.all.first { $0.name == name }, "there is no promise “\(name)”")
      #expect(try await breaks(promise, fault), "a store that \(fault.rawValue) keeps “\(name)”")
    }
  }

  @Test func `every promise catches a store`() {
    let named = Set(Self.catches.values.flatMap { $0 })
    for promise in Promise.all { #expect(named.contains(promise.name), "“\(promise.name)” catches nothing") }
  }

  @Test(arguments: Promise.all)
  func `without a fault it is kept`(_ promise: Promise) async throws {
    try await promise.check(.faulty(nil, name: "sound"))
  }

  /// Whether a store with the fault breaks the promise. It is ended at the first sign of that: it may wait for what
  /// does not come.
  private func breaks(_ promise: Promise, _ fault: Fault) async throws -> Bool {
    let kind = StoreKind.faulty(fault, name: fault.rawValue)
    let broken = Progress()
    try await withKnownIssue("a store that \(fault.rawValue)", isIntermittent: true) {
      try await withThrowingTaskGroup { group in
        group.addTask { try await promise.check(kind) }
        group.addTask { await broken.wait(for: 1) }
        try await group.next()
        group.cancelAll()
      }
    } matching: { _ in
      broken.advance(to: 1)
      return true
    }
    return broken.position == 1
  }

  /// The promises that catch each fault, by name.
  private static let catches: [Fault: [String]] = [
    .skipsLateCommitters: [dense],
    .leavesGaps: ["a stream that has moved on fails the append, and another stream does not"],
    .numbersStreamsTogether: [dense],
    .losesTheLastOfARequest: [dense],
    .startsChainsAnew: [dense],
    .chainsStreamsTogether: [dense],
    .letsTimeGoBack: ["time does not go back when the clock does"],
    .staysWithAWrongClock: [mended],
    .mendsWhatIsRight: [mended],

    .ignoresConditions: ["a stream that has moved on fails the append, and another stream does not"],
    .excludesWhatWasSeen: ["a stream that has moved on fails the append, and another stream does not"],
    .looksAtTheWholeLog: ["a stream that has moved on fails the append, and another stream does not"],
    .looksAtOneTag: ["only the tags that the condition names fail it, and only in its stream"],
    .looksAtTagsOfAllStreams: ["only the tags that the condition names fail it, and only in its stream"],
    .tagsTheFirstEventOnly: ["every event of a request is filed under its own tags"],
    .forgetsTickets: ["a request conditional on one still on its way stands right behind it"],
    .trustsTickets: [behind],
    .settlesTicketsOfReplays: [behind],
    .looksAtTicketsOnly: [behind],
    .checksConditionsUnlocked: [
      "no update is lost between concurrent writers of one entity",
      "of many that condition on the same state one wins",
    ],

    .dropsKeyCheck: ["the same key with the same content gets the first answer"],
    .forgetsKeys: ["the same key with the same content gets the first answer"],
    .keepsKeysByStream: ["the same key with other content is refused"],
    .reusesKeys: ["the same key with other content is refused"],
    .changesAnswers: ["the first answer is given though the second request would answer otherwise"],
    .checksConditionFirst: ["the key is looked at before the condition"],
    .keepsKeysOfFailures: ["a key whose request failed its condition is still free"],
    .checksKeysUnlocked: [
      "of many at once with one key one is appended, and all get its answer",
      "of many at once with one key and different contents one content is appended",
    ],

    .takesAnyName: ["a request that cannot be is refused with its reason and leaves nothing"],
    .takesVersionZero: ["a request that cannot be is refused with its reason and leaves nothing"],
    .leavesHalfARequest: ["a request that cannot be is refused with its reason and leaves nothing"],
    .refusesLongNames: ["names at their limits are taken"],
    .appendsBeforeChecking: ["a stream that has moved on fails the append, and another stream does not"],
    .dropsWhatIsAside: ["what a request appends to two streams stands together or not at all"],
    .looksAtOneStream: ["what a request appends to two streams stands together or not at all"],
    .failsNeighbours: ["requests that fail do not fail those beside them"],

    .mendsBodies: ["what was appended is what is read, and its hashes are what it comes to"],
    .saltsAlike: ["what was appended is what is read, and its hashes are what it comes to"],
    .hashesWithoutPrefix: ["what was appended is what is read, and its hashes are what it comes to"],
    .dropsEmptyAttachments: ["attachments are kept once and found by their digest"],
    .keepsAttachmentsOfFailures: ["a request that fails leaves no attachment"],

    .startsAtOne: ["an empty log reads as empty"],
    .readsFromThePosition: [dense, "reading starts after a position and stops at a limit"],
    .ignoresLimits: ["reading starts after a position and stops at a limit"],
    .pagesBackwards: [dense, "reading starts after a position and stops at a limit"],
    .readsOtherStreams: ["reading starts after a position and stops at a limit"],
    .readsPastThePosition: [byTags],
    .readsByTheFirstTag: [byTags],
    .readsTwiceByTwoTags: [byTags],
    .tellsNoProgress: ["progress reaches a position before its append is acknowledged"],
    .tellsBeforeCommitting: ["whoever is told of a position can read it"],

    .altersWhatWasRead: ["what was read once is read for ever"],
    .skipsWhatOthersAppended: ["who follows is given what is read, whoever appended it"],
    .keepsErasedWords: ["whoever was told of an erasure is not given the words any more"],
  ]

  private static let behind =
    "what is conditional on a request fails where that is not appended, or is followed by another"
  private static let mended =
    "once the clock is mended times go on from the right one, and are found there first"
  private static let byTags = "a stream is read by tags, up to a position"
  private static let dense = "positions and sequences are dense, and readers see exact prefixes of them"
}

extension StoreKind {
  fileprivate static func faulty(_ fault: Fault?, name: String) -> StoreKind {
    StoreKind(name: name) { clock, body in
      try await body(FaultyStore(fault, clock: clock))
    } openShared: { clock, body in
      let one = FaultyStore(fault, clock: clock)
      try await body(
        SharedLog(
          one: one, two: FaultyStore(beside: one), erase: { one.erase($0) }, mend: { one.mendClock(to: $0) }))
    }
  }
}
