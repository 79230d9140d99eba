/// One way in which a store can break its word.
enum Fault: String, Sendable, CaseIterable {
  // Order
  case skipsLateCommitters = "draws a position before it commits, so that readers pass over it"
  case leavesGaps = "leaves a gap in the positions when a request fails"
  case numbersStreamsTogether = "numbers the events of all streams in one series"
  case losesTheLastOfARequest = "acknowledges a request without its last event"
  case startsChainsAnew = "names no event as the one before"
  case chainsStreamsTogether = "names the log's last event as the one before, whatever its stream"
  case letsTimeGoBack = "takes the clock's word"
  case staysWithAWrongClock = "goes on from a wrong time after the clock was mended"
  case mendsWhatIsRight = "mends a clock that is not behind"

  // Condition
  case ignoresConditions = "looks at no condition"
  case excludesWhatWasSeen = "counts the position that was looked at as later than itself"
  case looksAtTheWholeLog = "fails a condition on a stream for the events of others"
  case looksAtOneTag = "looks at the first of the tags that a condition names"
  case looksAtTagsOfAllStreams = "takes a tag for the same one in every stream"
  case tagsTheFirstEventOnly = "files only the first event of a request under its tags"
  case forgetsTickets = "fails whatever is conditional on a request"
  case trustsTickets = "takes a request on its way for appended"
  case settlesTicketsOfReplays = "takes a request that was answered as before for appended now"
  case looksAtTicketsOnly = "takes nothing amiss that came after the request on its way"
  case checksConditionsUnlocked = "looks at the condition, and takes the lock afterwards"

  // Exactly once
  case dropsKeyCheck = "appends a retry again"
  case forgetsKeys = "remembers the last key alone"
  case keepsKeysByStream = "takes a key for another one in another stream"
  case reusesKeys = "answers other content under a known key as if it were the same"
  case changesAnswers = "gives the latest answer that was brought, not the first"
  case checksConditionFirst = "looks at the condition before the key"
  case keepsKeysOfFailures = "remembers the key of a request that failed"
  case checksKeysUnlocked = "looks at the key, and takes the lock afterwards"

  // All or nothing, alone among others
  case takesAnyName = "takes names that no header can hold"
  case takesVersionZero = "takes a version before the first"
  case refusesLongNames = "refuses the longest name"
  case leavesHalfARequest = "leaves the events before the one that cannot be"
  case appendsBeforeChecking = "leaves the first event of a request whose condition fails"
  case dropsWhatIsAside = "leaves out what a request appends to a second stream"
  case looksAtOneStream = "looks at the condition of one of a request's two streams"
  case failsNeighbours = "fails the request that comes after one that failed"

  // The record
  case mendsBodies = "stores what bodies come to as text"
  case saltsAlike = "uses one salt for all bodies"
  case hashesWithoutPrefix = "hashes headers as they are, not as leaves"
  case dropsEmptyAttachments = "keeps no attachment that is empty"
  case keepsAttachmentsOfFailures = "keeps the attachments of a request that failed"

  // Reading
  case startsAtOne = "says that the empty log has come to position 1"
  case readsFromThePosition = "gives the event at the position that was to be passed"
  case ignoresLimits = "gives more than was asked for"
  case pagesBackwards = "gives a page in the wrong order"
  case readsOtherStreams = "gives the events of the streams whose names begin alike"
  case readsPastThePosition = "gives events after the position that was to be the last"
  case readsByTheFirstTag = "looks at the first of the tags that are asked for"
  case readsTwiceByTwoTags = "gives an event once for each of its tags"
  case tellsNoProgress = "tells nobody that it has grown"
  case tellsBeforeCommitting = "tells of events that cannot be read yet"

  // Following
  case altersWhatWasRead = "writes over the first event when another comes"
  case skipsWhatOthersAppended = "passes over what another appended between events of its own"
  case keepsErasedWords = "gives what it appended itself as it was then"
}
