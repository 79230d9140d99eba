extension Reversal {
  /// Replaces the words of an event in what is kept to be put back.
  mutating func erase(_ position: Int64, _ notice: String) {
    switch self {
    case .withdrew(let id, var withdrawal):
      withdrawal?.erase(position, notice)
      self = .withdrew(id, withdrawal)
    case .stance(let id, var held):
      if held?.stamp.position == position, held?.reason != nil { held?.reason = notice }
      self = .stance(id, held)
    case .vote(let id, var held, let round):
      if held?.stamp.position == position, held?.reason != nil { held?.reason = notice }
      self = .vote(id, held, round: round)
    case .second(let id, var held, var second, let round):
      if held?.stamp.position == position, held?.reason != nil { held?.reason = notice }
      second.erase(position, notice)
      self = .second(id, held, second, round: round)
    case .wordings(let id, var wordings):
      for index in wordings.indices where wordings[index].stamp.position == position {
        wordings[index].statement = notice
      }
      self = .wordings(id, wordings)
    case .bodies(let id, var bodies):
      for index in bodies.indices where bodies[index].stamp.position == position {
        bodies[index].text = notice
      }
      self = .bodies(id, bodies)
    case .title(_, let since): if since == position { self = .title(notice, since: since) }
    default: eraseInBallots(position, notice)
    }
  }

  private mutating func eraseInBallots(_ position: Int64, _ notice: String) {
    switch self {
    case .argument(let id, var argument):
      argument.erase(position, notice)
      self = .argument(id, argument)
    case .question(let id, var ballot, let adoption):
      ballot.erase(position, notice)
      self = .question(id, ballot, adoption)
    case .decisions(let id, var decisions, let round):
      for index in decisions.indices where decisions[index].stamp.position == position {
        decisions[index].reason = notice
      }
      self = .decisions(id, decisions, round: round)
    case .proposal(let id, var versions, var ballot, var withdrawn, let adoption):
      for index in versions.indices { versions[index].erase(position, notice) }
      ballot.erase(position, notice)
      withdrawn?.erase(position, notice)
      self = .proposal(id, versions, ballot, withdrawn, adoption)
    case .place(let name, let anchor, let lost, let placements, var ballot):
      ballot?.erase(position, notice)
      self = .place(name, anchor, lost, placements, ballot)
    case .documents(let id, let `class`, var addition):
      addition.erase(position, notice)
      self = .documents(id, `class`, addition)
    default: break
    }
  }
}
