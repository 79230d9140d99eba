/// A short essay, written for these tests.
public let essay = """
  On the Keeping of Harbour Books

  The harbour books of a small port are dull reading, and that is their merit. No clerk who entered the \
  draught of a lighter or the weight of a bale supposed that anyone would read him for pleasure. He wrote what \
  the ordinance told him to write, in the order in which it told him, and he signed the foot of the page. The \
  entry was made in the presence of two witnesses. What he left out he left out for reasons of his own, and it \
  is with these omissions that the historian has to begin.

  Three classes of omission may be told apart. The first is the omission of what everyone knew: no book says \
  that the harbour froze, because in most winters it did, and a clerk who could not see a ship from his window \
  had no need to be told why. The second is the omission of what was not asked. The ordinance of 1702 asks for \
  the master’s name and not for the owner’s; the owner appears, if he appears at all, in the margin, and then \
  only where a debt was in question. The third is the omission of what it was safer not to know. The entry was \
  made in the presence of two witnesses, and the two witnesses were very often the clerk’s own sons.

  It has been argued that the third class is the smallest. The argument rests on a comparison with the tolls \
  of the river station, eleven miles upstream, where the same cargoes had to be declared a second time. If a \
  bale was entered below and not above, it was sold in the town; if it was entered above and not below, it was \
  smuggled. On this reading some four bales in the hundred escaped the harbour clerk. But the comparison \
  proves less than it seems to. The river station kept its books by the old calendar until the reform, and a \
  cargo declared on the last day of a quarter “below” may well stand in the next quarter “above”. The figures \
  cannot be compared without correction, and no correction has been made.

  A second argument is drawn from the hand. Where a clerk hesitates, it is said, he forms his letters with \
  greater care. The pages of the winter quarter are beautifully written. I am not persuaded. A cold room, a \
  new pen, an idle week would each explain the difference, and the idle week is certain: the harbour was \
  closed. The entry was made in the presence of two witnesses even then, though there was nothing to enter, and \
  the form of words was copied out on every page as if the ice had been a cargo.

  What can be said, then? First, that the books are reliable in what they assert. Not one of the entries that \
  can be checked against a bill of lading is false in weight, and only two are false in date. Secondly, that \
  their silence is not evidence. A ship that is not in the book may have come and gone; a ship that is in the \
  book came. Thirdly, that the margin is to be read before the page. It was in the margin that the debt was \
  noted, and it was for the debt’s sake that the book was kept from the fire of 1744, when everything else in \
  the custom house was lost.

  The editor of such a source has a simple duty and a hard one. The simple duty is to print what stands there. \
  The hard one is to say where nothing stands, and why. The entry was made in the presence of two witnesses; \
  the edition, too, should be.
  """
