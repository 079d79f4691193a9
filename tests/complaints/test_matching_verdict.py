"""What two posts are to each other: clear cases, and what holds of any two."""

from functools import cache

import pytest
from builders import an_unnamed_post
from hypothesis import given
from hypothesis import strategies as st

from complaints.matching import verdict as judging
from complaints.matching.post import Post, post_of
from complaints.matching.sifting import may_belong
from complaints.matching.verdict import CERTAIN, FOLLOW_UP, JOINS, QUOTE, SAME_COMPLAINT, SAME_POST, Verdict, verdict

# One complaint, as one person told it in three places and later, and what others write.
TOLD = (
    "Op 2 maart een bakfiets met regentent besteld, bestelling 48213. Na twee weken kwam de doos met een gescheurde "
    "regentent en zonder bagagedrager. Ik heb 3 keer gemaild en niemand geeft antwoord, mijn 1150 euro ben ik kwijt."
)
AGAIN = (
    "Regentent van mijn bakfiets kwam gescheurd aan en de bagagedrager zat er niet bij. Order 48213, al 3 mails "
    "gestuurd, geen reactie van deze winkel."
)
IN_FRENCH = (
    "Commande 48213: la tente de pluie du vélo cargo est arrivée déchirée, le porte-bagages manque. Trois mails, "
    "aucune réponse, 1150 euros perdus."
)
WITHOUT_ORDER = TOLD.replace(", bestelling 48213", "")
AGAIN_WITHOUT_ORDER = (
    "Regentent van mijn bakfiets kwam gescheurd aan en de bagagedrager zat er niet bij. Al 3 keer gemaild over mijn "
    "1150 euro, geen reactie van deze winkel."
)
NEWS = (
    "Update over bestelling 48213: de nieuwe regentent is er eindelijk, maar de bagagedrager van de bakfiets ontbreekt "
    "nog steeds."
)
NEWS_OF_WEEKS_LATER = (
    "De bakfiets van bestelling 48213 heeft nu een regentent, maar op de bagagedrager wacht ik nog steeds."
)
CITING = (
    'Ik las hier "Na twee weken kwam de doos met een gescheurde regentent en zonder bagagedrager" en bij ons was de '
    "levering gewoon keurig op tijd in orde."
)
LAUGHING_AT = 'Bij "{}" moest ik even lachen, want mijn tuinstoel stond er binnen een dag en dat was keurig.'
PASSED_ON = f"Slechte ervaring met deze winkel: {TOLD[30:200]} Schandalig, nooit weer."
SHOPS_MAIL = ' De winkel mailde "wij doen er alles aan om u spoedig te helpen met dit probleem" maar dat is niet zo.'
PRAISE = "Snelle levering, goede service en een prima prijs. Zeer tevreden, zeker een aanrader voor iedereen!"
MORE_PRAISE = "Goede service en snelle levering voor een prima prijs. Ben zeer tevreden, aanrader!"
ELSE = "De lamp van mijn tuinstoel brandt niet en de winkel neemt al dagen de telefoon niet op."
SHORT = "Nooit meer hier besteld"


@cache
def a_post(text: str | None, by: str | None = "Wies Verzonnen", on: str | None = "2026-03-10", mark: float = 2) -> Post:
    return post_of(an_unnamed_post(mark, title=None, text=text, author=by, published=on))


def judged(one: Post, other: Post) -> tuple[str, bool] | None:
    """The relation of two posts and whether it is sure."""
    found = verdict(one, other)
    return found and (found.relation, found.sure)


def joins(found: Verdict | None) -> bool:
    """Whether the two become one complaint without asking anyone."""
    return found is not None and found.sure and found.relation in JOINS


# The same post


@pytest.mark.parametrize(
    ("text", "by", "on"),
    [
        (TOLD, "Wies Verzonnen", "2026-03-10"),
        (TOLD.upper(), "W. Verzonnen", "2026-03-11"),
        (TOLD, "Wies Verzonnen", "2026-04-10"),
        (TOLD, "Wies Verzonnen", "2026-06-10"),
        (TOLD, "Wies V.", None),
        (TOLD, "Anoniem", "2026-03-11"),
        (TOLD[:150] + "… Lees meer", "Wies Verzonnen", "2026-03-10"),
        (TOLD[:150] + "… Lees meer", "Anoniem", "2026-03-11"),
        (TOLD.replace(". ", "!!\n"), "wverzonnen88", "2026-03-12"),
    ],
)
def test_the_same_words_within_days_or_by_the_same_hand_are_the_same_post(text, by, on):
    assert judged(a_post(TOLD), a_post(text, by, on)) == (SAME_POST, True)


def test_a_text_that_a_site_wrote_in_entities_is_the_same_post():
    plain, damaged = f"C'est l'été: {TOLD}", f"C&#39;est l&rsquo;&eacute;t&eacute;: {TOLD}"
    assert judged(a_post(plain), a_post(damaged)) == (SAME_POST, True)


def test_the_same_words_under_a_name_that_says_nothing_are_not_sure_after_weeks():
    assert not joins(verdict(a_post(TOLD), a_post(TOLD, "Anoniem", "2026-04-20")))


# The same complaint in other words


@pytest.mark.parametrize("by", ["Wies Verzonnen", "W. Verzonnen", "Wies V.", "wverzonnen88"])
@pytest.mark.parametrize(("one", "other"), [(TOLD, AGAIN), (WITHOUT_ORDER, AGAIN_WITHOUT_ORDER)])
def test_person_product_and_numbers_in_common_days_apart_are_the_same_complaint(one, other, by):
    assert judged(a_post(one), a_post(other, by, "2026-03-12")) == (SAME_COMPLAINT, True)


def test_one_order_number_joins_two_languages():
    assert judged(a_post(TOLD), a_post(IN_FRENCH, on="2026-03-12")) == (SAME_COMPLAINT, True)


@pytest.mark.parametrize(
    ("text", "on"), [(NEWS, "2026-03-15"), (NEWS, "2026-04-04"), (NEWS_OF_WEEKS_LATER, "2026-04-04")]
)
def test_news_that_says_so_or_comes_weeks_later_is_a_follow_up(text, on):
    assert judged(a_post(TOLD), a_post(text, on=on)) == (FOLLOW_UP, True)


def test_what_is_sure_has_at_least_the_score_of_what_is_certain():
    assert verdict(a_post(TOLD), a_post(AGAIN, on="2026-03-12")).score >= CERTAIN


# For a person to say


def test_other_words_with_another_order_number_are_not_sure():
    other = a_post(AGAIN.replace("48213", "51904"), on="2026-03-12")
    assert not joins(verdict(a_post(TOLD), other))


@pytest.mark.parametrize("text", [TOLD, AGAIN])
def test_other_full_names_are_never_sure_whatever_they_have_in_common(text):
    assert not joins(verdict(a_post(TOLD), a_post(text, "Truus Bedacht")))


@pytest.mark.parametrize(("text", "sure"), [(PASSED_ON, True), (PASSED_ON + SHOPS_MAIL, False), (f'"{TOLD}"', False)])
def test_who_cites_at_length_under_a_name_that_says_nothing_is_not_sure(text, sure):
    assert joins(verdict(a_post(TOLD), a_post(text, "Anoniem"))) is sure


# Quotations


@pytest.mark.parametrize("by", ["Truus Bedacht", "Anoniem", "fietsgek12", None])
def test_who_repeats_another_between_quotation_marks_quotes_and_does_not_join(by):
    found = verdict(a_post(TOLD), a_post(CITING, by, "2026-03-12"))
    assert (found.relation, joins(found)) == (QUOTE, False)


@pytest.mark.parametrize(
    "cited", ["Na twee weken kwam de doos met een gescheurde regentent", "3 keer gemaild en niemand geeft antwoord"]
)
def test_six_words_between_quotation_marks_are_a_quotation_whatever_they_are(cited):
    assert judged(a_post(TOLD), a_post(LAUGHING_AT.format(cited), "Truus Bedacht", "2026-03-12")) == (QUOTE, True)


def test_who_adds_nothing_to_the_words_of_another_does_not_quote():
    assert judged(a_post(TOLD), a_post(f'"{TOLD}"', "Anoniem")) != (QUOTE, True)


def test_two_who_both_cite_the_shop_do_not_quote_each_other():
    assert judged(a_post(TOLD + SHOPS_MAIL), a_post(ELSE + SHOPS_MAIL, "Truus Bedacht")) != (QUOTE, True)


def test_who_names_the_other_and_repeats_six_words_quotes():
    text = (
        "Wat Wies vertelt over een gescheurde regentent en zonder bagagedrager herken ik totaal niet, alles was goed."
    )
    assert judged(a_post(TOLD), a_post(text, "Truus Bedacht", "2026-03-12")) == (QUOTE, True)


def test_who_repeats_his_own_words_does_not_quote():
    assert judged(a_post(TOLD), a_post(CITING, on="2026-03-12")) != (QUOTE, True)


# Strangers


@pytest.mark.parametrize("text", [PRAISE, MORE_PRAISE])
def test_short_praise_of_two_people_never_joins_even_word_for_word(text):
    assert not joins(verdict(a_post(PRAISE, mark=5), a_post(text, "Truus Bedacht", mark=5)))


def test_another_subject_of_another_person_is_nothing():
    assert verdict(a_post(TOLD), a_post(ELSE, "Truus Bedacht")) is None


# A few words and none


@pytest.mark.parametrize(
    ("by", "on", "found"),
    [
        ("Wies Verzonnen", "2026-03-10", (SAME_POST, True)),
        ("Wies Verzonnen", "2026-03-11", (SAME_POST, True)),
        ("Wies", "2026-03-10", (SAME_POST, True)),
        ("Wies Verzonnen", "2026-05-10", None),
        ("Wies Verzonnen", None, None),
        ("Anoniem", "2026-03-10", None),
        (None, "2026-03-10", None),
        ("Truus Bedacht", "2026-03-10", None),
    ],
)
def test_fewer_than_eight_words_need_author_and_date(by, on, found):
    assert judged(a_post(SHORT), a_post(SHORT, by, on)) == found


@pytest.mark.parametrize("text", ["👍👍", "★", "?!", None])
def test_posts_without_words_of_one_author_and_date_are_one_by_their_signs_or_marks(text):
    assert judged(a_post(text), a_post(text)) == (SAME_POST, True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a_post("👍👍"), a_post("👍👍", "Truus Bedacht")),
        (a_post("👍👍", "Anoniem"), a_post("👍👍", "Anoniem")),
        (a_post(None), a_post(None, "Truus Bedacht")),
        (a_post(None), a_post(None, on="2026-05-10")),
    ],
)
def test_posts_without_words_of_others_or_of_other_times_are_nothing(one, other):
    assert verdict(one, other) is None


def test_posts_without_words_and_with_other_marks_are_not_the_same_post():
    assert not joins(verdict(a_post(None), a_post(None, mark=5)))


def test_posts_with_other_signs_are_not_the_same_post():
    assert judged(a_post("👍👍"), a_post("👎")) != (SAME_POST, True)


# Which are looked at closely


@pytest.mark.parametrize(
    ("text", "by", "on", "closely"),
    [
        (IN_FRENCH, "Truus Bedacht", "2026-06-30", True),
        (LAUGHING_AT.format("3 keer gemaild en niemand geeft antwoord"), "Truus Bedacht", "2026-06-30", True),
        (TOLD[:60], "Truus Bedacht", "2026-06-30", True),
        (ELSE, "Wies Verzonnen", "2026-03-10", True),
        (AGAIN_WITHOUT_ORDER, "Anoniem", "2026-03-12", True),
        (ELSE, "Truus Bedacht", "2026-03-10", False),
        (ELSE, "Anoniem", "2026-03-10", False),
        (ELSE, "Wies Verzonnen", "2026-06-30", False),
        (PRAISE, None, None, False),
    ],
)
def test_looked_at_closely_is_what_shares_an_order_a_quotation_half_its_words_or_the_author(text, by, on, closely):
    assert may_belong(a_post(TOLD), a_post(text, by, on)) is closely
    assert may_belong(a_post(text, by, on), a_post(TOLD)) is closely


# What holds of any two

STORY = (
    *(TOLD, AGAIN, WITHOUT_ORDER, AGAIN_WITHOUT_ORDER, NEWS, CITING, PASSED_ON, PASSED_ON + SHOPS_MAIL, f'"{TOLD}"'),
    *(TOLD[:150] + "… Lees meer", TOLD.replace("48213", "51904")),
)
TEXTS = (*STORY, IN_FRENCH, PRAISE, MORE_PRAISE, ELSE, SHORT, "Top!", "👍", None)
NAMES = ("Wies Verzonnen", "W. Verzonnen", "Wies", "Wies B.", "wverzonnen88", "Truus Bedacht", "Anoniem", None)
DAYS = ("2026-03-10", "2026-03-12", "2026-03-20", "2026-04", "2026-06-30", None)
MARKS = (2.0, 5.0)
POSTS = st.builds(a_post, *map(st.sampled_from, (TEXTS, NAMES, DAYS, MARKS)))
OF_ONE_STORY = st.builds(a_post, *map(st.sampled_from, (STORY, NAMES, DAYS, MARKS)))


@given(one=POSTS, other=POSTS)
def test_the_verdict_is_the_same_whichever_post_comes_first(one, other):
    assert verdict(one, other) == verdict(other, one)


@given(one=OF_ONE_STORY, other=OF_ONE_STORY)
def test_of_the_posts_of_one_story_none_that_is_sure_is_sifted_out(one, other):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judging, "may_belong", lambda one, other: True)
        closely = verdict(one, other)
    if joins(closely):
        assert verdict(one, other) == closely


@given(one=POSTS, other=POSTS)
def test_what_is_joined_unasked_is_certain_and_not_of_two_names(one, other):
    found = verdict(one, other)
    if joins(found):
        assert found.score >= CERTAIN
        assert found.evidence.name > 0


@given(post=POSTS)
def test_a_post_that_has_author_and_date_is_the_same_as_itself(post):
    if post.day is not None and post.name.known:
        assert judged(post, post) == (SAME_POST, True)


def test_the_same_words_with_another_order_number_are_not_sure():
    found = verdict(a_post(TOLD), a_post(TOLD.replace("48213", "51904"), on="2026-03-12"))
    assert found is None or not found.sure


PARASOL = (
    "In mei een parasol besteld bij deze winkel. De stok brak bij de eerste windvlaag en niemand wil een nieuwe sturen."
)


@pytest.mark.parametrize(
    ("one", "other", "by", "on"),
    [
        (TOLD, ELSE, "Wies Verzonnen", "2026-03-10"),
        (TOLD, PARASOL, "Wies Verzonnen", "2026-04-13"),
    ],
)
def test_what_one_name_writes_of_two_things_is_not_sure(one, other, by, on):
    found = verdict(a_post(one, by), a_post(other, by, on))
    assert found is None or not found.sure
