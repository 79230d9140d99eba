public import CanonicalJSON

// What the synthesised `Encodable` writes, member by member: every command is answered with one, and keeps it.

extension Receipt: JSONWritable {
  public func write(to json: inout JSONBuilder) {
    json.object {
      $0.member("code", code)
      $0.member("ids", ids)
      $0.member("position", position)
      $0.member("remark", remark)
      $0.member("v", v)
    }
  }
}
