/// Words that commonly begin an English sentence and are seldom parts of names, in small letters. After an
/// abbreviation that may end a sentence, one of these says that it did.
enum SentenceStarters {
  static let words = Set(
    words: """
      the this that these those there here it its he she they we his her their our my your you who what when
      where why how which whether in on at by for from with without to of as after before during since until
      while although though because if unless despite under over between among both and but or nor yet so then
      thus hence therefore however moreover furthermore nevertheless nonetheless meanwhile instead indeed also
      another other others some many most few several all each every any no not none one two three such see cf
      ibid according following given like unlike even only once now today later earlier first second third
      finally still again perhaps further additionally similarly consequently accordingly likewise is are was
      were do does did can could should would may might let please note an
      i'm it's he's she's they're we're that's there's don't let's
      """)
}
