/// The tables that have rows of papers, by the columns that are written.
extension Table {
  static let papers = [
    paper, member, claim, stance, annotation, tag, dispute, correction, vote, erasure, said,
  ]

  static let paper = Table(
    "paper", key: ["paper": .text],
    [
      "title": .text, "base": .text, "by": .text, "at": .timestamptz, "position": .bigint, "claims": .bigint,
      "annotations": .bigint, "disputes": .bigint, "corrections": .bigint, "last": .bigint, "policy": .text,
    ])
  static let member = Table(
    "member", key: ["paper": .text, "handle": .text],
    ["role": .text, "joined": .boolean, "position": .bigint, "item": .text])
  static let claim = Table(
    "claim", key: ["paper": .text, "number": .bigint],
    [
      "id": .text, "status": .text, "by": .text, "at": .timestamptz, "position": .bigint, "kind": .text,
      "statement": .text, "address": .text, "starts": .bigint, "ends": .bigint, "quote": .text,
      "text_changed": .boolean, "item": .text,
    ])
  static let stance = Table(
    "stance", key: ["paper": .text, "claim": .text, "handle": .text],
    [
      "stance": .text, "confidence": .integer, "reason": .text, "current": .boolean, "at": .timestamptz,
      "position": .bigint,
    ])
  static let annotation = Table(
    "annotation", key: ["paper": .text, "number": .bigint],
    [
      "id": .text, "status": .text, "by": .text, "at": .timestamptz, "position": .bigint, "target": .text,
      "starts": .bigint, "ends": .bigint, "motivation": .text, "body": .text, "item": .text,
    ])
  static let tag = Table("tag", key: ["paper": .text, "tag": .text, "number": .bigint])
  static let dispute = Table(
    "dispute", key: ["paper": .text, "number": .bigint],
    [
      "id": .text, "status": .text, "basis": .text, "by": .text, "at": .timestamptz, "position": .bigint,
      "target": .text, "starts": .bigint, "ends": .bigint, "ground": .text, "body": .text, "item": .text,
    ])
  static let correction = Table(
    "correction", key: ["paper": .text, "number": .bigint],
    [
      "id": .text, "status": .text, "basis": .text, "by": .text, "at": .timestamptz, "position": .bigint,
      "address": .text, "starts": .bigint, "ends": .bigint, "old": .text, "new": .text, "class": .text,
      "reason": .text, "item": .text,
    ])
  static let vote = Table(
    "vote", key: ["paper": .text, "subject": .text, "handle": .text],
    ["vote": .text, "reason": .text, "at": .timestamptz, "position": .bigint])
  static let said = Table("said", key: ["paper": .text, "id": .text], ["language": .text, "text": .text])
  static let erasure = Table(
    "erasure", key: ["paper": .text, "erased": .bigint],
    ["position": .bigint, "by": .text, "at": .timestamptz, "reason": .text])
}
