public import CanonicalJSON

// What `CommandRequest+Coding.swift` encodes, member by member: the fields of a type by their names, in the names' order,
// with `type` among them.

extension CommandRequest: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    switch self {
    case .claim(let request): request.write(to: &json)
    case .reword(let request): request.write(to: &json)
    case .link(let request): request.write(to: &json)
    case .stance(let stance, let request): request.write(stance, to: &json)
    case .annotate(let request): request.write(to: &json)
    case .reply(let request): request.write(to: &json)
    case .edit(let request): request.write(to: &json)
    case .dispute(let request): request.write(to: &json)
    case .argue(let request): request.write(to: &json)
    case .reopen(let request): request.write(to: &json)
    case .correct(let request): request.write(to: &json)
    case .amend(let request): request.write(to: &json)
    case .adopt(let request): request.write(to: &json)
    case .vote(let request): request.write(to: &json)
    case .rule(let request): request.write(to: &json)
    case .withdraw(let request): request.write(to: &json)
    case .reanchor(let request): request.write(to: &json)
    case .policy(let request): request.write(to: &json)
    case .invite(let request): request.write(to: &json)
    }
  }
}

extension ClaimRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("address", address)
      $0.member("kind", kind)
      $0.member("statement", statement)
      $0.member("type", "claim")
    }
  }
}

extension RewordRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("id", id)
      $0.member("statement", statement)
      $0.member("type", "reword")
    }
  }
}

extension LinkRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("id", id)
      $0.member("other", other)
      $0.member("relation", relation)
      $0.member("type", "link")
    }
  }
}

extension StanceRequest {
  fileprivate func write(_ stance: Stance, to json: inout JSONBuilder) {
    json.object {
      $0.member("confidence", confidence)
      $0.member("id", id)
      $0.member("reason", reason)
      $0.member("type", stance.rawValue)
    }
  }
}

extension AnnotateRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("body", body)
      $0.member("motivation", motivation)
      $0.member("tags", tags)
      $0.member("target", target)
      $0.member("type", "annotate")
    }
  }
}

extension ReplyRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("body", body)
      $0.member("id", id)
      $0.member("type", "reply")
    }
  }
}

extension EditRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("body", body)
      $0.member("id", id)
      $0.member("type", "edit")
    }
  }
}

extension DisputeRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("body", body)
      $0.member("ground", ground)
      $0.member("target", target)
      $0.member("type", "dispute")
    }
  }
}

extension ArgueRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("body", body)
      $0.member("cite", cite)
      $0.member("id", id)
      $0.member("side", side)
      $0.member("type", "argue")
    }
  }
}

extension ReopenRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("id", id)
      $0.member("reason", reason)
      $0.member("type", "reopen")
    }
  }
}

extension CorrectRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("address", address)
      $0.member("cite", cite)
      $0.member("class", `class`)
      $0.member("new", new)
      $0.member("reason", reason)
      $0.member("type", "correct")
    }
  }
}

extension AmendRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("id", id)
      $0.member("new", new)
      $0.member("reason", reason)
      $0.member("type", "amend")
    }
  }
}

extension AdoptRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("id", id)
      $0.member("type", "adopt")
    }
  }
}

extension VoteRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("id", id)
      $0.member("reason", reason)
      $0.member("type", "vote")
      $0.member("vote", vote)
    }
  }
}

extension RuleRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("id", id)
      $0.member("reason", reason)
      $0.member("type", "rule")
      $0.member("verdict", verdict)
    }
  }
}

extension WithdrawRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("id", id)
      $0.member("reason", reason)
      $0.member("type", "withdraw")
    }
  }
}

extension ReanchorRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("address", address)
      $0.member("id", id)
      $0.member("reason", reason)
      $0.member("type", "reanchor")
    }
  }
}

extension PolicyRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("settings", settings)
      $0.member("type", "policy")
    }
  }
}

extension InviteRequest {
  fileprivate func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("handle", handle)
      $0.member("role", role)
      $0.member("type", "invite")
    }
  }
}
