import Testing

/// Stops that scholars write after what they shorten. Texts with `|` where a sentence ends.
@Suite("Stops of scholars")
struct ScholarlyStopTests {
  private func expect(_ marked: String, in language: String) {
    #expect(MarkedText(marked).parted(language: language) == marked)
  }

  /// A paper in one language cites works in others, and a short passage shows none.
  @Test(arguments: [
    "The fort is of the 2. Jh. n. Chr. and was old.| The temple is of c. 120 v. Chr.| Nobody knew it.",
    "Letters of 7. Febr. 1791, le 9 déc. 1802, il 2 magg. 1803 and el 8 ene. 1804 are lost.| Others are not.",
    "It fell in the 3rd c. B.C. and again in the 1st cent. A.D. when it burned.| It stood.",
    "Compare Taf. 9, Anm. 12, Ziff. 7, blz. 31, afb. 2, pag. 8 and tav. 4.| They agree.",
    "So say Krahn u. Prof. Lund, and the works of Otto d. Große.| He agrees.",
    "She was b. c. 1390, m. Anne Rowe, d. c. 1451.| He fl. c. 1420.| They died.",
    "Philo, Spec. leg. 2.4, Jos. Ant. Jud. 12.3, and Bell. Jud. 1.7 agree.| Ambr. De off. 2.1 does not.",
    "It is in De trin. 4 and Tert. Adv. Marc. 3.2.| Cotton Tib. B. 11 has it too.| It is old.",
    "See §. 12 and MS Cotton Claud. D. 3.| No more is known.",
    "It is s. V. exaratus, fol. 3r.| Item in the margin stands a note.| The rest is saec. XI in. and lost.",
    "See Cotton Tib. B. V, fol. 2, Laud Misc. 509, and plut. 39 in Florence.| They are old.",
    "So Bern, Burgerbibl. 363, fol. 2v.| It is in bibl. Vat. today.| Nobody knows why.",
    "It is in Bodl. Libr. MS Auct. F. 1. 15 and in Brit. Libr. Add. MS 12345.| It is old.",
    "He read P. Oxy. 1. 24, P. Oxy. XV 1786 and P. Tebt. 2. 335 at once.| See BGU 4. 1024.| P. Berol. 9782 is another.",
    "So Diog. Laert. 7.1.3, Plin. Ep. 3.5, Jer. Ep. 22.30 and Purg. 3, 12.| All agree.",
    "Compare IG II². 2318, Hom. Il. 2. 484 and Cambridge, Univ. Libr. Ff. 1. 27.| All agree.",
    "On fol. 3v. Tacitus is quoted.| The gloss is on fol. 3v.| Tac. Ann. 1. 1 is quoted there.| See fol. 11r.| The next is lost.",
  ]) func `end no sentence of an English paper`(marked: String) { expect(marked, in: "en") }

  @Test(arguments: [
    (
      "Die Burg wurde im 2. Jh. n. Chr. gebaut.| Sie fiel am 9. Febr. 1204 und am 2. Okt. 1310.| Es war kalt.",
      "de"
    ),
    (
      "Das sagen Krahn u. Lund, Ziff. 3, Anm. 7 und Jos. Ant. Jud. 12.3.| Anders Aug. De civ. 2.4.| Er irrt.",
      "de"
    ),
    ("Né le 9 févr. 1791, il partit en juill. 1802.| L'éd. 3 le dit.| Voir Aug. De civ. 2.4, chap. 3.", "fr"),
    (
      "Nacque il 2 magg. 1803 e morì nel genn. 1850.| L'ing. Bruni lo vide.| Il tempio è del sec. III a.C.| Poi cadde.",
      "it"
    ),
    ("Nació el 8 ene. 1804 y murió en dic. 1850.| Véase Cic. De orat. 2.4.| Nadie lo vio.", "es"),
    (
      "Codex s. V. scriptus est.| Codex alter s. IX. ex. exaratus est et in bibl. Vat. asservatur.| Item codex tertius fol. 4v. manu recentiore suppletus est.| Deinde sequitur liber qui est de sale.",
      "la"
    ),
    (
      "Die Hs. ist in Best. 7010 und Rep. 12 verzeichnet.| Vgl. auch ders. 1908, S. 12.| Die röm. Zahl fehlt.",
      "de"
    ),
    ("Il codice è del sec. XV.| Comincia con un inno.| Purg. 3, 12 e Inf. 4, 1 ne parlano.", "it"),
    ("Le ms. est du XVe s.| Le copiste est inconnu.| Voir éd. cit. 12, chap. 3.", "fr"),
    ("הטחנה נמכרה בשנת תק\"ב.| מי אמר זאת?| איש לא אמר.", "he"),
    ("Hij stierf op 3 mrt. 1820 en niet in okt. 1821.| Zie blz. 3 en afb. 4.| Niemand zag het.", "nl"),
  ]) func `end none of other papers`(marked: String, language: String) { expect(marked, in: language) }

  @Test(arguments: [
    "It was closed.[7, p. 21]| The rest is lost.| It was sold. [8, pp. 3–5]| Nobody came.[9, 10]| So be it.",
    "It was closed.[Lund 1987]| The rest stayed.| “It fell.” (Lund and Rowe 1987a, pp. 3–5)| Nobody saw it.",
    "It was closed. (Weber et al. 1999; Lund 2001)| The rest stayed.| (The rest of 1999 stayed too.)| Why?",
    "It was closed.¹²| The rest stayed.¹,³| It fell.²⁻⁴| It rose.1,2| They saw it.4–6| They left.",
    "She left.| (So did Lund in 1999.)| He stayed.| (In Lund 1999 he stays.)| It is late.",
    "It was closed.| [See the plan.]| It fell. (London was glad) and rose.",
  ]) func `are followed by citations that belong to what they close`(marked: String) {
    expect(marked, in: "en")
  }

  @Test(arguments: [
    "He agrees in part.| 30 men did not.| She came in Dec.| The rest stayed.",
    "It came out in Aug.| In vol. 3 he says why.| It came in Aug.| In Sept. 1800 it left.| That was long ago.| 12 men stayed.| They took route d.| The rest took none.",
    "See p. 34.| 12 men stayed.| She is Ms. Lund.| In fol. 3v.| The rest is lost.",
    "He was 12.| Jan. 3 was cold.| It was plan u.| The others failed.| They sang with gusto.| AD 532 was cold.",
  ]) func `still end what they end`(marked: String) { expect(marked, in: "en") }
}
