public import Acts
public import Scholarship

// Names in tests are written as they are typed: `"ada"`, `"x1"`, `"p3.1"`.

extension Handle: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) { self.init(name)! }
}

extension EntityID: ExpressibleByStringLiteral {
  public init(stringLiteral id: String) { self.init(id)! }
}

extension MemoID: ExpressibleByStringLiteral {
  public init(stringLiteral id: String) { self.init(id)! }
}

extension Slug: ExpressibleByStringLiteral {
  public init(stringLiteral name: String) { self.init(name)! }
}

extension Place: ExpressibleByStringLiteral {
  public init(stringLiteral address: String) { self = .address(address) }
}

extension Topic: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) { self = .typed(text) }
}
