import Manuscript
import Testing

/// Words that are cut short and that no list knows, in papers of one paragraph. Texts with `|` where a sentence ends.
@Suite("Words cut short")
struct CutWordTests {
  private func expect(_ marked: String) throws {
    let document = try read("# T\n\n\(marked.replacing("|", with: ""))\n")
    #expect(document.sentences(of: "p2").joined(separator: "| ") == marked, "\(document.language)")
  }

  @Test(arguments: [
    "Die Hs. ist in Best. 7010 und Rep. 12 verzeichnet.| Nach Dtn. 5, Ex. 3 und Jes. 40 ist es so.",
    "Die röm. Zahl und die lat. Form stehen in Inv. 12 der Slg. Müller.| Nach Jg. 12 und Bl. 3 der Allg. Dt. Biographie ist es so.",
    "Vgl. auch ders. 1908, S. 12, und dies. 1910.", "Das ist in MGH DD O III. 12 gedruckt.| Niemand weiß es.",
    "Vgl. op. 27 Nr. 2, 1. Satz, T. 5–8.| Es ist fis.",
    "Vgl. BGH, Urt. v. 3. Mai 1990, Az. 5 StR 3/90, Rn. 12.| Das ist streitig.",
    "Die Fam. Weber wohnte in der Lindenstr. 12 und am Kirchpl. 3.| Sie zog weg.",
    "Voir éd. cit. 12, trad. fr. 3, et coll. 4.| Cass. civ. 3 mai 1908, Bull. civ. 12, le dit.",
    "Arch. dép. Nord, B 12, et Arch. mun. Lille, reg. 4, le montrent.| Le texte est perdu.",
    "Purg. 3, 12 e Inf. 4, 1 ne parlano.| Il prof. Rossi, op. cit. 12, lo nega.| Cod. Laur. 12, Ricc. 3 e Magl. 4 sono perduti.",
    "Nel cap. 3 e nella nov. 12 del Decam. 4 si legge.| Boccaccio lo sapeva.",
    "El ms. Esc. 12 y el cód. 4 de la Bibl. Nac. 3 se perdieron.| Nadie los vio.",
    "O ms. Alc. 12 e o cód. 4 da Bibl. Nac. de Lisboa estão perdidos.| O prof. João Silva não concorda.",
    "В сб. 3, вып. 4, табл. 12 и черт. 5 это показано.| Ср. Лк. 3:12 и Мф. 5.",
    "Преп. Сергий и свт. Николай изображены на иконе.| Мастер неизвестен.",
    "Zob. rozdz. 3, ryc. 4, przyp. 12, tab. 5.| Ks. Jan Kowalski i św. Paweł, ul. 3 Maja.",
    "Temu przeczy prof. J. Kowalski z Krakowa.| Kim była ta wdowa?",
    "Srov. kap. 3, odd. 12, obr. 4 a pozn. 5.| Kostel sv. Víta vyhořel.| Podle odst. 2 písm. a) zák. č. 12 je to tak.",
    "Το χφ. 12 και ο κώδ. 3 χάθηκαν.| Πλ. Πολ. 5 και Αριστ. Πολ. 3.| Ο Αρχ. Χρυσόστομος και ο Δρ. Παππάς ήρθαν.",
    "Det hs. 12 og jf. kap. 4 hos dr. Holm, jf. prof. K. Lund, er tabt.| Ingen ved det.",
    "Zie het hs. Ltk. 12 en de oork. 4 van het arch. Leiden.| De burg. Bakker niet.",
    "So Val. Max. 3.1, Joseph. AJ 18.3 and Euseb. Praep. evang. 9.1.| They agree.",
    "Aug. Serm. 12 and Ambr. Ep. 3 say so, as Xen. Hell. 3.4.1 and Aelian, Var. hist. 3.1 do.| They are late.",
    "P. Cornelius Scipio et Ti. Gracchus et Sex. Pompeius et Ser. Galba aderant.| Populus flevit.",
    "Sanctus Aug. civ. 3, 1 et Hier. epist. 22 dicunt.| Alii negant.",
    "Bach, BWV 1007, and Haydn, Hob. III. 12, are lost.| Nobody plays them.",
    "It is in Rot. Parl. iii. 12 and in Cal. Pat. 1340–3, p. 12.| See also Foed. iv. 5.",
  ]) func `end no sentence before their number or name`(marked: String) throws { try expect(marked) }

  @Test(arguments: [
    "Er kam aus Bern.| 3 Tage später ging er.| Das Buch ist alt.| Kant las es.| Er trat der SPD bei und verließ die SPD.| Weber blieb.",
    "Die Stadt war arm.| 1908 brannte sie ab.| Danach wurde sie neu gebaut.| Er starb 1914.| 1915 kam seine Frau.",
    "Il partit tôt.| 12 hommes restèrent.| Elle vint de Brest.| Marie resta.| Le roi eut tort.| Pierre le vit.",
    "Nel 1848 partì.| 12 uomini restarono.| Lo scrisse Kant.| Rossi lo nega.| Fu un errore.| Maria lo sapeva.",
    "Murió en Madrid.| 12 hombres quedaron.| Lo dijo Kant.| Pérez lo niega.| Fue en 1914.| 1915 fue peor.",
    "He was a good man.| Smith knew it.| She met Bob.| Holt did not.| He came late.| 12 men stayed.| It was the BBC.| Smith said so.",
    "Hij kwam uit Gent.| 3 mannen bleven.| Jan ging weg.| Piet bleef in de stad.",
    "Przyszedł z Krakowa.| 3 mężczyzn zostało.| Był tam Piotr.| Jan odszedł.| To był teatr.| Maria go znała.",
    "Он пришёл из Орла.| 3 человека остались.| Это был театр.| Мария его знала.| Там был Пётр.| Иван ушёл.",
    "Přišel z Brna.| 3 muži zůstali.| Byla to smrt.| Karel to věděl.",
    "Ήρθε από την Αθήνα.| 3 άνδρες έμειναν.| Το έγραψε ο Καντ.| Ο Χέγκελ δεν το διάβασε.",
    "In urbe mansit.| Galba aderat et Otho.| Milites venerunt sex.| Pompeius aderat.| Hoc fecit rex.| Populus flevit.",
    "The fort lies in Washington D.C.| The rest was sold.| He asked of three things: 1. Who came?| 2. Who left?",
  ]) func `are none where a word ends its sentence`(marked: String) throws { try expect(marked) }

  @Test(arguments: [
    (
      "Im kath. Stift und beim hess. Gericht galt das.| Die städt. Akten, der kirchl. Rat und die Westf. Blätter schweigen.",
      "de"
    ),
    ("Der Ort liegt a. d. Fulda.| Vgl. Slg. Nr. 12.| Die Uhr a. d. Turm.| 12 Leute sahen sie.", "de"),
    ("Il fut vendu au gén. Morel, au lt. Blanc et à l'adj. Noir.| Voir le ms. BnF, fr. 12.", "fr"),
    ("Il sen. Bianchi, il ten. Neri e l'amm. Verdi tacquero.| El Gral. Soto y el cdte. Mora no.", "it"),
    ("La Excma. Sra. Ruiz y el rvdo. Mora firmaron.| Le gén. Morel non.", "es"),
    ("Mej. De Wit en wed. Bakker kwamen.| Zij bleven.", "nl"), ("Zmarł 4 wrz. 1802 r.| Był kupcem.", "pl"),
    ("It is in MGH SS rer. Germ. 7, p. 3, and on fos. 5–6.| So says Ioh. de Monte.", "en"),
    ("Siehe Hs. Bern, Burgerbibl. 4, und Cod. BSB, Clm 3.| Er ist alt.", "de"),
    ("Cass. crim., 4 juin 1987, Bull. V, no 7.| Par. XII, 4 n'en dit rien.", "fr"),
    ("Cfr. Purg. IX, 7 e Par. II, 3.| Dante lo sapeva.", "it"),
    ("Zie Hist. Tijdschr. 7 (1987) 2 en Med. Zeitschr. 3.| Dat klopt.", "nl"),
    ("Por. „Rocz. Hum.” 7 (1987), s. 2.| Autor milczy.", "pl"),
    ("См.: РИБ. Т. 6. Стб. 7; ПВЛ. С. 2.| Так пишет Лунин.", "und-Cyrl"),
    ("El Gob. Mora llegó.| O Des. Pinto ficou.", "es"), ("Il Sovr. Neri tacque.| L'ambass. Bruni no.", "it"),
    ("De wethr. Vos kwam.| Hij bleef.", "nl"),
    ("It took 2 yrs. 3 mos. and 1 day.| Lund left.", "en"), ("Prof. em. N. Lund kom.| Han blev.", "sv"),
  ]) func `of offices, adjectives and books stand before a name`(marked: String, language: String) {
    #expect(MarkedText(marked).parted(language: language) == marked)
  }

  @Test(arguments: [
    ("Sie gewann die Wahl.| Weber verlor.| Er sah Dr. Kohl.| Lund nicht.", "de"),
    ("Er lebte in der Schweiz.| Lund blieb.| Er tat, was er mag.| Dann ging er.", "de"),
    ("Er wusste es im voraus.| Lund nicht.| Dem half er.| Lund sah zu.", "de"),
    ("Das ist aus „Köln.”| 12 Leute sahen es.", "de"),
    ("Он вступил в КПСС.| Тогда он ушёл.", "und-Cyrl"),
    ("Das stimmt.| Lund blieb.| Das Boot.| Berlin, 1987.| Der Wald.| Köln schweigt.", "de"),
    ("Он уехал в С.-Петербург.| Лунин остался.", "und-Cyrl"), ("Lo vieron.| Mora huyó.", "es"),
    ("Han var lektor.| Han døde i 1742.", "da"), ("Han var kapten.| Han dog 1742.", "sv"),
    ("Il doubla le cap.| Il était abbé.| Elle copia le ms.| Paul le vit.| Le card. Le Roux vint.", "fr"),
    ("Dał im.| Potem odszedł.| Szkoła im. Kopernika stoi.", "pl"),
    ("Он дал им.| Потом ушёл весь полк.| После боя пел хор.", "und-Cyrl"),
    ("Prof. De Wit kwam.| Prof. Van Dam niet.", "nl"), ("It fell on the arch.| Lund left.", "en"),
  ]) func `are none where they are words too`(marked: String, language: String) {
    #expect(MarkedText(marked).parted(language: language) == marked)
  }

  @Test func `are learned from a paper that writes them inside sentences`() throws {
    let document = try read(
      """
      # T

      The Wexb. rolls, and the Wexb. list, are old; the Wexo hill is not.

      It is in Wexb. 12 today. So it is in Wexb. Holt says so. They live in Wexo. Holt says so.
      """)
    #expect(
      document.sentences(of: "p3") == [
        "It is in Wexb. 12 today.", "So it is in Wexb. Holt says so.", "They live in Wexo.", "Holt says so.",
      ])
  }

  @Test func `are not learned from a town in a list of books`() throws {
    let document = try read(
      "# T\n\nHolt, The Mills, Leiden. vol. 3, 1908.\n\nIt was made in Leiden. Brill sold it.\n")
    #expect(document.sentences(of: "p3") == ["It was made in Leiden.", "Brill sold it."])
  }
}
