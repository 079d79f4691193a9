"""Is it a complaint, about what, how bad, and why: stars and recommendation first, then the text."""

import pytest
from builders import PRAISE, TEXT, a_review
from hypothesis import given
from hypothesis import strategies as st

from complaints.decide import SEVERITIES, SEVERITY, Decision, decide, number, rating_share, worsened
from complaints.review import Rating

SAYS_NOTHING = {"rating": None, "title": None, "text": None}


@pytest.mark.parametrize(
    ("value", "best", "decision", "severity"),
    [
        (1, 5, "complaint", "normal"),
        (2, 5, "complaint", "normal"),
        (2.1, 5, "mixed", "low"),
        (3, 5, "mixed", "low"),
        (3.1, 5, "no", "low"),
        (5, 5, "no", "low"),
        (1, 10, "complaint", "normal"),
        (4, 10, "complaint", "normal"),
        (4.1, 10, "mixed", "low"),
        (6, 10, "mixed", "low"),
        (6.1, 10, "no", "low"),
        (40, 100, "complaint", "normal"),
        (41, 100, "mixed", "low"),
        (2.8, 7, "complaint", "normal"),
        (4.2, 7, "mixed", "low"),
        (5.4, 9, "mixed", "low"),
        (1.2, 3, "complaint", "normal"),
    ],
)
def test_the_share_of_the_scale_decides(value, best, decision, severity):
    decided = decide(a_review(value, best=best), "nl")
    assert (decided.decision, decided.severity) == (decision, severity)


@pytest.mark.parametrize(
    ("mark", "recommend", "decision"),
    [
        (None, False, "complaint"),
        (None, True, "no"),
        (5, False, "complaint"),
        (3, False, "complaint"),
        (1, True, "complaint"),
        (3, True, "mixed"),
        (5, True, "no"),
    ],
)
def test_a_shop_that_is_not_recommended_is_complained_of_and_low_stars_outweigh_a_recommendation(
    mark, recommend, decision
):
    text = TEXT if decision != "no" else PRAISE
    assert decide(a_review(mark, recommend=recommend, title=None, text=text), "nl").decision == decision


@pytest.mark.parametrize(
    ("rating", "decision", "opens"),
    [
        (Rating(value=0, best=5, worst=1), "to_judge", True),
        (Rating(value=0, best=5), "to_judge", True),
        (Rating(value=0), "to_judge", True),
        (Rating(value=0, best=10, worst=0), "complaint", True),
        (Rating(value=2), "to_judge", False),
        (Rating(value=9), "to_judge", False),
        (Rating(value=2, best=0), "to_judge", False),
        (None, "to_judge", True),
    ],
)
def test_a_missing_mark_or_scale_is_not_a_bad_mark(rating, decision, opens):
    decided = decide(a_review(None, rating=rating, title=None, text=None), "nl")
    assert (decided.decision, decided.opens) == (decision, opens)


def test_what_a_person_has_to_judge_weighs_little():
    assert decide(a_review(None, title=None, text="Nou."), "nl").severity == "low"


@pytest.mark.parametrize("mark", [4, 5])
def test_praise_opens_no_record(mark):
    assert not decide(a_review(mark), "nl").opens


def test_a_shop_that_is_not_recommended_opens_a_record_even_on_an_unknown_scale():
    decided = decide(a_review(8, best=None, recommend=False), "nl")
    assert (decided.decision, decided.opens) == ("complaint", True)


@pytest.mark.parametrize(
    ("language", "changes", "reasons"),
    [
        ("nl", {}, ("2,5 van 10",)),
        ("fr", {}, ("2,5 sur 10",)),
        ("en", {}, ("2.5 out of 10",)),
        ("nl", {"recommend": False}, ("2,5 van 10", "beveelt de winkel niet aan")),
        ("fr", {"recommend": False}, ("2,5 sur 10", "ne recommande pas la boutique")),
        ("en", {"recommend": True}, ("2.5 out of 10", "recommends the shop")),
        ("nl", {**SAYS_NOTHING}, ("te weinig tekst om het aan te zien: een mens moet kijken",)),
        ("fr", {**SAYS_NOTHING}, ("trop peu de texte pour en juger : à lire par une personne",)),
        ("en", {**SAYS_NOTHING}, ("too little text to tell by: a person has to look",)),
        ("en", {"rating": Rating(value=7)}, ("rating 7 on an unknown scale: set best in shop.toml",)),
        ("nl", {"rating": Rating(value=7.5)}, ("cijfer 7,5 op een onbekende schaal: geef best op in shop.toml",)),
        ("de", {"recommend": False}, ("2,5 van 10", "beveelt de winkel niet aan")),
    ],
)
def test_the_reasons_are_in_the_language_of_the_staff(language, changes, reasons):
    assert decide(a_review(2.5, best=10, **changes), language).reasons == reasons


@pytest.mark.parametrize(
    ("value", "language", "text"), [(2, "nl", "2"), (2.0, "fr", "2"), (2.5, "nl", "2,5"), (2.5, "en", "2.5")]
)
def test_a_mark_is_written_as_people_write_it(value, language, text):
    assert number(value, language) == text


@given(
    value=st.floats(0, 100),
    best=st.one_of(st.none(), st.floats(0.5, 100)),
    recommend=st.sampled_from([None, True, False]),
)
def test_a_record_is_never_opened_by_a_mark_on_an_unknown_scale_nor_by_praise(value, best, recommend):
    decided = decide(a_review(value, best=best, recommend=recommend), "en")
    assert decided.severity in SEVERITIES
    assert decided.reasons
    assert not (decided.opens and decided.decision == "no")
    assert not (decided.opens and best is None and value > 0 and recommend is not False)


@pytest.mark.parametrize(
    ("before", "after", "worse"),
    [
        ((3, 5, "mixed"), (2, 5, "complaint"), True),
        ((5, 5, "no"), (4, 5, "no"), True),
        ((2, 5, "complaint"), (1, 5, "complaint"), True),
        ((2, 5, "complaint"), (2, 5, "complaint"), False),
        ((2, 5, "complaint"), (4, 5, "no"), False),
        ((4, 5, "no"), (8, 10, "no"), False),
        ((3, 5, "mixed"), (4.2, 7, "mixed"), False),
        ((None, 5, "no"), (None, 5, "complaint"), True),
        ((None, 5, "to_judge"), (1, 5, "complaint"), False),
        ((2, 5, "complaint"), (None, 5, "to_judge"), False),
        ((2, None, "to_judge"), (1, None, "to_judge"), False),
    ],
)
def test_worse_is_a_lower_mark_or_praise_that_became_a_complaint(before, after, worse):
    old, best, decided = before
    new, new_best, decides = after
    assert worsened(a_review(old, best=best), decided, a_review(new, best=new_best), decides) is worse


def test_an_unrated_zero_has_no_share_and_a_real_zero_has():
    assert rating_share(Rating(value=0, best=5)) is None
    assert rating_share(Rating(value=0, best=5, worst=0)) == 0


def by_text(text: str, mark: float | None = None, *, staff: str = "nl", **changes) -> Decision:
    return decide(a_review(mark, title=None, text=text, **changes), staff)


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        ("Al drie weken wacht ik op mijn bestelling en niemand reageert op mijn mails.", "complaint"),
        ("Ik wacht al sinds september op mijn geld. Ze beloven van alles, ge hoort er niks meer van.", "complaint"),
        ("Snel geleverd, goed verpakt en een vriendelijke bezorger. Top!", "no"),
        ("Colis jamais reçu, aucune réponse du service client malgré trois mails.", "complaint"),
        ("Livraison rapide, produit conforme, je recommande.", "no"),
        ("Still no refund after five weeks and customer service ignores my emails.", "complaint"),
        ("Arrived quickly, great quality, very happy with it.", "no"),
        ("Seit sechs Wochen warte ich auf mein Geld, der Kundenservice antwortet nicht.", "complaint"),
        ("Schnelle Lieferung, alles bestens, gerne wieder.", "no"),
    ],
)
def test_where_no_mark_is_given_the_text_decides(text, decision):
    assert by_text(text).decision == decision


def test_a_text_that_complains_is_heard_over_a_high_mark():
    decided = by_text("Drie weken niks gehoord, pakket kwijt en de klantenservice neemt niet op.", 5)

    assert (decided.decision, decided.opens) == ("complaint", True)
    assert decided.reasons[1].startswith("de tekst klaagt ondanks het cijfer of de aanbeveling: “")


@pytest.mark.parametrize("mark", [4, 5])
@pytest.mark.parametrize(
    "text",
    [
        "Zadelhoes gemonteerd, past op mijn oude Gazelle uit 1998.",
        "Zit in Utrecht, ik ben er met de trein heen gegaan.",
        "Kan ik hem ook zonder standaard bestellen?",
        "Geen enkel probleem met de levering.",
        "Levertijd vier weken, zo stond het er.",
        "Selle posée sur mon vieux vélo de 1998.",
        "Peut-on aussi le commander sans béquille ?",
        "Mudguards fitted on my old bike from 1998.",
        "Can it be ordered without the stand?",
        "Gepäckträger an mein altes Rad montiert.",
        "Ok.",
    ],
)
def test_facts_and_questions_under_a_good_mark_are_no_complaint(text, mark):
    assert by_text(text, mark).decision == "no"


@pytest.mark.parametrize("staff", ["nl", "fr", "en"])
def test_over_a_good_mark_a_reason_quotes_what_the_text_complains_of(staff):
    decided = by_text("Mooie fiets, maar de rem is kapot en niemand neemt de telefoon op.", 4, staff=staff)

    assert decided.decision in ("complaint", "mixed")
    assert "“" in decided.reasons[1]


def test_plain_praise_under_the_lowest_mark_is_left_to_a_person():
    decided = by_text(PRAISE, 1)

    assert (decided.decision, decided.severity, decided.opens) == ("to_judge", "low", True)
    assert decided.reasons == ("1 van 5", "de tekst prijst, het cijfer niet: een mens moet kijken")


def test_a_text_has_no_say_over_a_mark_on_an_unknown_scale():
    assert not by_text(TEXT, 8, best=None, recommend=True).opens


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Nog steeds geen geld terug, ik stap naar de geschillencommissie.", "noemt een instantie of juridische"),
        ("Gewoon oplichters, het horloge is namaak.", "spreekt van bedrog: “oplichters”"),
        ("De lader is gesmolten en mijn dochter heeft een brandwond.", "veiligheid of letsel: “gesmolten”"),
        ("Ik kan de bestellingen van andere klanten zien, met adres.", "gegevens in verkeerde handen"),
        ("De bank van € 1.249,00 is kapot en ze doen niets.", "groot bedrag: “€ 1.249,00”"),
        ("They sent our refund of £1,940 to another card.", "groot bedrag: “£1,940”"),
        (
            "Je me suis fait débiter 69 euros et j'ai dû faire bloquer ma carte.",
            "spreekt van bedrog: “bloquer ma carte”",
        ),
        ("Ik wacht al vijf weken en krijg geen antwoord.", "lang zonder antwoord: “vijf weken, geen antwoord”"),
    ],
)
def test_what_makes_a_complaint_grave_is_said_in_the_words_of_the_customer(text, reason):
    decided = by_text(text, 1)

    assert decided.severity == "high"
    assert any(each.startswith(reason) for each in decided.reasons), decided.reasons


@pytest.mark.parametrize("site", ["klachtenkompas", "klacht_nl"])
@pytest.mark.parametrize("rating", [None, Rating(value=3)])
def test_what_stands_on_a_site_for_complaints_is_one_by_nature(site, rating):
    decided = decide(a_review(site=site, rating=rating, text="Bestelling 4471 van 3 november."), "nl")
    assert (decided.decision, decided.opens, decided.reasons[0]) == (
        "complaint",
        True,
        "staat op een site voor klachten",
    )


def test_a_good_mark_on_a_site_for_complaints_is_no_complaint_by_nature():
    decided = decide(a_review(site="klacht_nl", rating=Rating(value=5, best=5), text=PRAISE), "nl")
    assert decided.decision == "no"


def test_praise_is_never_grave():
    assert by_text("Top! Voor € 1.500 een prachtige bank, heel tevreden.", 5).severity == "low"


def test_the_same_mishap_again_and_again_is_told():
    assert "telkens weer: “derde keer”" in by_text("Voor de derde keer het verkeerde artikel gestuurd.", 2).reasons


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Pakket nooit bezorgd, volgens PostNL ligt het nog in het depot.", "DELIVERY"),
        ("Ik stuurde het terug en krijg mijn geld niet terug.", "RETURN_REFUND"),
        ("La garantie ne couvre rien, la réparation est refusée.", "WARRANTY_REPAIR"),
        ("I cancelled the order and they shipped it anyway.", "CANCEL_ORDER"),
    ],
)
def test_a_complaint_has_themes_and_praise_has_none(text, theme):
    assert theme in by_text(text, 1).themes
    assert by_text(PRAISE, 5).themes == ()


@given(text=st.text(max_size=300), mark=st.sampled_from([None, 1, 3, 5]))
def test_any_text_is_decided_and_every_decision_says_why(text, mark):
    decided = by_text(text, mark)
    assert decided.decision in SEVERITY
    assert decided.reasons
