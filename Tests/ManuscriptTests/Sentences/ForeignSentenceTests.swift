@testable import Manuscript
import Testing

/// Texts with `|` where a sentence ends.
@Suite("Sentences in other languages than English")
struct ForeignSentenceTests {
  private func expect(_ marked: String, in language: String) {
    #expect(MarkedText(marked).parted(language: language) == marked)
  }

  @Test(arguments: [
    "Die Urkunde vom 12. Mai 1314 liegt in Köln.| Am 24. 12. 1801 brannte sie.| Es war kalt.",
    "Im 18. Jahrhundert war das anders.| Der 2. Weltkrieg begann am 1. September 1939.",
    "Das 3. und 4. Buch fehlen.| Die 12. Auflage ist besser.| Das war im XVIII. Jahrhundert.",
    "Vgl. Kap. 3.| Müller sagt es auch.| Sie brannte 1893.| Niemand wurde verletzt.| Es waren 12.| Niemand kam.",
    "Um 50 v. Chr. war die Furt alt.| Sie entstand 50 v. Chr.| Caesar kannte sie.| Papst Johannes XXIII. starb.",
    "Er zahlte ca. 30 Mark, d. h. Alles, was er hatte.| Dr. Weber u. Prof. Dr. Müller kamen.| Sie gingen.",
    "Vgl. Grimm, Bd. 2, S. 12 f.| Die Stelle ist verderbt.| Anders Weber, S. 40 ff.| Er irrt.",
    "Er kam um 8 Uhr usw.| Dann ging er.| Das gilt z.B. für Köln, u. a. Bonn.",
    "„Kommen Sie!“, rief er.| „Warum?“| Er schwieg.| Das ist bekannt.[10]| Mehr nicht.",
    "»Kommen Sie!« rief er.| »Warum?«| Er schwieg.| Er sagte: »Nein.«| »Doch.«| Dann ging er.",
    "Prof. Dr. phil. K. H. Meier kam.| Krahn u. Söhne, Inh. A. Dow, gossen sie.| Dr. med. Weber und Prof. em. Lang auch.",
    "Der hl. Gallus und die hll. Märtyrer halfen 3,5 Mio. Menschen.| Es waren 3,5 Mio.| Dann kamen mehr.",
    "Nach Art. 5 Abs. 2 GG gilt das.| Die Handschrift Cod. Sang. 914 ist älter.| Müller & Weber gaben sie heraus.",
  ])
  func `German ordinals, eras and abbreviations end none`(marked: String) { expect(marked, in: "de") }

  @Test(arguments: ["de", "fr", "it", "und"])
  func `a day before the Kalends is one date, Id. is an author`(language: String) {
    expect("Natus est III. Kal. Oct. anno 1402, mortuus IV. Non. Maii.| Flevit populus.", in: language)
    expect("Weber 1742.| Id. 1743, p. 4.", in: language)
  }

  @Test func `Greek names and months are shortened`() {
    expect("Ο Αδ. Κοραής γεννήθηκε στις 3 Οκτ. 1802 στη Χίο.| Πέθανε.", in: "el")
  }

  @Test(arguments: [
    "« Qui êtes-vous ? » demanda-t-elle.| « Je suis le meunier ! » dit-il.| Elle partit.",
    "Il répondit : « Non. »| Personne ne le crut.| « Vraiment\u{A0}?\u{A0}»| Elle partit.",
    "« Parce que.\u{202F}»| Pierre se tut.| C'est connu.[10]| On le sait.",
    "Elle naquit en 50 av. J.-C. et mourut à Rome.| Elle mourut en 44 av. J.-C.| César était mort.",
    "Cf. p. 34, n. 2, et op. cit., t. II, p. 12.| Voir aussi ms. fr. 2813, fol. 3 sq.| Le reste est perdu.",
    "J.-B. Poquelin et Mme de Staël parlèrent à Mgr Dupin et au P. Lacordaire.| Ils rirent.",
    "Le blé, le sel, etc.| Le fer vint après.| MM. Dupont et Durand aussi.",
  ])
  func `French guillemets close with a blank before them`(marked: String) { expect(marked, in: "fr") }

  @Test(arguments: [
    "Он родился 3 окт. 1802 г. и жил до нач. XX в. на ул. Ленина, кв. 3.| Он весил ок. 300 кг.| Его нет.",
    "А. С. Пушкин писал об этом.| См. с. 34, т. 2, № 3.| Л. Н. Толстой и Ф. М. Достоевский тоже.",
    "Она жила в XVIII в. и умерла в 1742 г. в долине.| Она умерла в 1742 г.| Вдова осталась.",
    "Он жил в г. Москве на ул. Ленина, д. 5.| Проф. И. И. Иванов и акад. Петров знали его.| Они молчали.",
    "Хлеб, соль и т. д.| Потом он ушёл.| Рим основан в 753 г. до н. э.| Потом пришли галлы.",
    "«Почему?» — спросил он.| Никто не ответил.| РГАДА, ф. 5. Оп. 2. Д. 3. Л. 12 об.",
  ])
  func `Russian initials, years and centuries`(marked: String) { expect(marked, in: "und-Cyrl") }

  @Test(arguments: [
    "Ποιος τον αγόρασε;| Μια χήρα.| «Ποιος;» ρώτησε.| Βλ. Smith 1998; Jones 2001.| Είναι γνωστό.[10]| Τώρα όχι.",
    "Ο κ. Παπαδόπουλος, ο Κ. Π. Καβάφης και ο Αγ. Νικόλαος το ξέρουν.| Βλ. τ. 3, σ. 12.| Κάηκε το 1893.",
    "Ο Χρ. Παπαδόπουλος, ο Στ. Λάμπρου και ο Ιω. Δάλλας το ξέρουν.| Κάηκε.",
    "Το 50 π.Χ. ήταν εκεί.| Έγινε το 44 π.Χ.| Ο Καίσαρ πέθανε.| Αγόρασε σιτάρι, π.χ. Ρύζι, κ.λπ.| Μετά έφυγε.",
  ])
  func `Greek asks with a semicolon, between Greek words only`(marked: String) { expect(marked, in: "el") }

  @Test(arguments: [
    ("انظر ص. ١٢، ج. ٣.| توفي سنة ١٧٤٢ م.| ثم جاء ابنه.| وافقه أ. د. منصور على ذلك.", "und-Arab"),
    (
      "Il Sig. Rossi visse nel sec. XVIII.| Cfr. p. 34, vol. II.| Nel 44 a.C. Cesare morì.| «No.»| Poi uscì.",
      "it"
    ),
    (
      "El Sr. Pérez fue a EE. UU. en 1742.| Véase pág. 34, t. II.| ¿Quién?| Murió en 44 a. C.| El Senado calló.",
      "es"
    ),
  ])
  func `the other languages go on after their commonest abbreviations`(marked: String, language: String) {
    expect(marked, in: language)
  }

  @Test(
    arguments: Set(ForeignRules.language(.german).rules.map(\.name)).subtracting(
      SentenceRules.all.map(\.name)))
  func `every rule's example comes out as it is marked, and by that rule, in one of them`(name: String) throws
  {
    let holds = try ["de", "fr", "es", "und-Cyrl"].contains { tag in
      let language = try #require(ProseLanguage.of(tag))
      let rule = try #require(language.rules.first { $0.name == name })
      let example = MarkedText(rule.example)
      let deciding = ProseSentences.rules(
        deciding: example.text, references: example.references, language: language)
      return example.ends(language: tag) == example.ends && deciding.contains(name)
    }
    #expect(holds)
  }
}
