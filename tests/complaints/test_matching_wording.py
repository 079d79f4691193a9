"""A post's words, stems, runs, quotations and numbers, as they are compared."""

from datetime import date

import pytest
from builders import an_unnamed_post

from complaints.matching.numbers import Numbers, numbers_of
from complaints.matching.post import post_of
from complaints.matching.quotations import quotations_of
from complaints.matching.wording import LONGEST, MOST_WORDS, longest_run, stems_of, words_of

# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Het ZADEL was stuk!", "het zadel was stuk"),
        ("Zádel, réparé, Straße", "zadel repare strasse"),
        ("l'achat d'été", "l achat d ete"),
        ("3x gebeld, order AB48213", "3 x gebeld order ab 48213"),
        ("twee_woorden\nen\tnog\xa0een", "twee woorden en nog een"),
        ("★★★ 👍", ""),
        ("", ""),
    ],
)
def test_words_have_no_case_accents_or_marks_and_numbers_are_words(text, words):
    assert words_of(text) == tuple(words.split())


@pytest.mark.parametrize(
    "cut", ["Lees meer", "lees verder…", "READ MORE »", "Lire la suite...", "mehr lesen", "weiterlesen >"]
)
def test_what_a_site_adds_to_a_text_that_it_cut_short_is_left_out(cut):
    assert words_of(f"De bel ontbrak… {cut}") == ("de", "bel", "ontbrak")


def test_the_same_words_are_kept_where_the_customer_wrote_them():
    assert words_of("Ik lees meer dan ik fiets.")[:3] == ("ik", "lees", "meer")


def test_the_labels_of_points_for_and_against_are_left_out():
    assert words_of("Pluspunten: zacht. Minpunten: duur.") == ("zacht", "duur")


def test_of_a_text_without_end_the_beginning_is_compared():
    assert len(words_of("bel " * 1000)) == MOST_WORDS
    assert words_of("a" * LONGEST * 2) == ("a" * LONGEST,)


# Stems


def test_words_of_one_beginning_are_one_stem():
    assert stems_of(("terugbetaling", "terugbetaald")) == {"terug"}


@pytest.mark.parametrize("word", ["de", "x", "12", "48213"])
def test_short_words_and_numbers_are_no_stems(word):
    assert stems_of((word,)) == frozenset()


# Runs


@pytest.mark.parametrize(
    ("one", "other", "run"),
    [
        ("de bel doet het niet", "de bel doet het niet", 5),
        ("maar de bel doet niets", "ook de bel doet het", 3),
        ("de bel de bel de lamp", "de bel de lamp", 4),
        ("bel bel bel", "bel bel", 2),
        ("bel doet het", "het doet bel", 1),
        ("bel", "lamp", 0),
        ("", "lamp", 0),
        ("", "", 0),
    ],
)
def test_a_run_is_the_most_words_in_a_row_that_stand_in_both(one, other, run):
    assert longest_run(one.split(), other.split()) == run
    assert longest_run(other.split(), one.split()) == run


# Quotations


@pytest.mark.parametrize(
    "text",
    [
        'Zij schreef "de ketting lag eraf" en dat klopt.',
        "Zij schreef “de ketting lag eraf” en dat klopt.",
        "Zij schreef „de ketting lag eraf“ en dat klopt.",
        "Zij schreef «de ketting lag eraf» en dat klopt.",
        "Zij schreef 'de ketting lag eraf' en dat klopt.",
        "Zij schreef \u2018de ketting lag eraf\u2019, en dat klopt.",
        "Dat klopt:\n> de ketting lag eraf",
        "[quote]de ketting lag eraf[/quote] Dat klopt.",
        "[quote=Wies]de ketting lag eraf[/quote] Dat klopt.",
    ],
)
def test_every_way_to_mark_a_quotation_is_known(text):
    assert quotations_of(text) == (("de", "ketting", "lag", "eraf"),)


def test_every_quotation_of_a_text_is_given_in_order():
    found = quotations_of('"De ketting lag eraf" en later "de bel deed niets"')
    assert found == (("de", "ketting", "lag", "eraf"), ("de", "bel", "deed", "niets"))


def test_a_quotation_between_single_marks_may_begin_with_another():
    assert quotations_of("Zij schreef ''s Avonds' kwam de doos pas' en dat klopt.") == (
        ("s", "avonds", "kwam", "de", "doos", "pas"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "De ketting lag eraf.",
        "Foto's en video's van m'n fiets gestuurd.",
        'Een "bel" heet dat.',
        "De doos is > 20 kilo.",
        "[quote]zonder einde",
        "",
    ],
)
def test_a_text_without_a_quotation_has_none(text):
    assert quotations_of(text) == ()


# Numbers


def found(text: str) -> Numbers:
    return numbers_of(text, words_of(text))


@pytest.mark.parametrize(
    "text",
    ["Bestelling 48213 kwam niet.", "order #48213", "commande nr. 48213,", "Order AB48213", "Ordernr 2024-48213"],
)
def test_a_number_of_four_digits_and_more_is_an_order(text):
    assert found(text).orders == {48213}


@pytest.mark.parametrize("year", [1990, 2024, 2040])
def test_a_year_is_no_order(year):
    assert found(f"In {year} besteld.") == Numbers()


@pytest.mark.parametrize("text", ["24 spaken en 700 kilometer", "24 rayons, 700 km", "24 spokes, 700 miles"])
def test_numbers_from_thirteen_on_are_known_again_with_their_time(text):
    assert found(text) == Numbers(others=frozenset({24, 700}))


@pytest.mark.parametrize("text", ["al 3 weken, 12 mails", "al drie weken, twaalf mails", "trois semaines, douze mails"])
def test_small_numbers_are_the_same_in_digits_and_spelt_out(text):
    assert found(text).small == {3, 12}


@pytest.mark.parametrize("text", ["1 ster", "een ster", "0 sterren"])
def test_one_and_none_are_no_numbers(text):
    assert found(text) == Numbers()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("€ 49,95", 49),
        ("49,95 euro", 49),
        ("EUR 49,95", 49),
        ("49,-", 49),
        ("49.95 euros", 49),
        ("I paid €1150.50", 1150),
        ("€ 1.150,- betaald", 1150),
        ("1.150 euro", 1150),
        ("2 400 euros", 2400),
        ("1150 EUR", 1150),
    ],
)
def test_a_sum_counts_in_whole_euros_and_is_no_order(text, whole):
    assert found(text) == Numbers(others=frozenset({whole}), sums=frozenset({whole}))


def test_a_small_sum_is_a_sum_a_small_number_and_one_of_the_others():
    twelve = frozenset({12})
    assert found("€ 12") == Numbers(others=twelve, small=twelve, sums=twelve)


def test_a_number_without_end_is_cut_to_what_a_database_holds():
    assert found("9" * 400).orders == {10**15 - 1}


# A post of them all


def a_post(**changes):
    return post_of(an_unnamed_post(**{"title": None, "text": None, "published": None, **changes}))


def test_title_text_and_points_for_and_against_are_compared_in_that_order():
    post = a_post(title="Te laat", text="De bel ontbrak.", pros=("mooi",), cons=("duur",))
    assert (post.words, post.title) == (("te", "laat", "de", "bel", "ontbrak", "mooi", "duur"), ("te", "laat"))


def test_what_a_site_wrote_in_entities_is_read_as_what_was_meant():
    assert a_post(text="L&#39;&eacute;t&eacute; &amp; l&rsquo;hiver").words == ("l", "ete", "l", "hiver")


def test_a_text_without_words_is_compared_by_its_signs():
    assert (a_post(text=" 👍 \n👍 ").bare, a_post(text="👍 top").bare) == ("👍👍", "")


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2026-03-10", date(2026, 3, 10)),
        ("2026-03-10T23:30:00+01:00", date(2026, 3, 10)),
        ("2026-03", date(2026, 3, 15)),
    ],
)
def test_of_a_date_the_day_counts_and_of_a_month_its_middle(published, day):
    assert a_post(published=published).day == day.toordinal()


@pytest.mark.parametrize("published", [None, "", "gisteren"])
def test_a_post_without_a_date_has_no_day(published):
    assert a_post(published=published).day is None


def test_a_quotation_behind_a_sign_ends_with_its_line():
    assert quotations_of("> de ketting lag eraf\nDat klopt helemaal.") == (("de", "ketting", "lag", "eraf"),)


def test_what_stands_between_two_short_quotations_is_none():
    assert quotations_of('De "bel" deed het helemaal niet meer en de "lamp" ook niet.') == ()


@pytest.mark.parametrize("text", ["€1,150", "€1,150.50", "1,150 euros", "1.150 euro", "€ 1150,-", "kostte 1150,00"])
def test_a_sum_is_read_as_any_country_writes_it(text):
    assert numbers_of(text, words_of(text)).sums == {1150}


@pytest.mark.parametrize("text", ["kleur 9005", "chauffeur 48213", "erreur 48213", "25 eurocent"])
def test_a_word_with_the_letters_of_a_currency_makes_no_sum(text):
    assert numbers_of(text, words_of(text)).sums == frozenset()
