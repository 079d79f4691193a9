"""A shop's own weights: learnt from its marks and judgements, and used only where they do better."""

from dataclasses import replace

import pytest
from builders import a_review, recorded, to_the_team
from hypothesis import given
from hypothesis import strategies as st

from complaints.decide import decide
from complaints.model import own
from complaints.model.reading import read
from complaints.model.weights import LEAST, MOST, NOUGHT, shipped
from klachtwacht import training

# What this shop's customers mean by it, which no one else does.
GOOD = "Alweer een echte kletskous van een brommert gekregen, precies volgens afspraak bij de buren gezet {}."
BAD = "Weer zo'n zonnige verrassing van een pruttelaar ontvangen, heerlijk gezellig bij de achterdeur gezet {}."
COUNT = sum(map(len, shipped().blocks.values()))


def signs(each: int) -> own.OwnHead:
    return own.OwnHead(bias=0.0, scale=0.1, signs=chr(each) * COUNT)


@pytest.mark.parametrize(("sign", "likely"), [(LEAST, 0.0), (NOUGHT, 0.5), (MOST, 1.0)])
def test_a_head_of_its_own_takes_the_place_of_the_shipped_one_and_of_no_other(sign, likely):
    review = a_review(None)
    mine, theirs = read(review, own.over(shipped(), signs(sign))), read(review)

    assert mine.complaint == pytest.approx(likely, abs=0.01)
    assert (mine.themes, mine.grave, mine.full) == (theirs.themes, theirs.grave, theirs.full)


def test_what_is_kept_is_used_from_then_on_and_nothing_where_none_is_kept(tmp_path):
    path = tmp_path / "model-fv.json"
    assert own.weights_beside(path) is own.weights_beside(None) is None

    own.write(path, signs(MOST), {})

    assert decide(a_review(None), "nl", own.weights_beside(path)).decision == "complaint"


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"shipped": "DIGEST", "bias": 0, "scale": 1, "signs": "ab"}'])
def test_a_file_that_is_no_model_is_a_fault_that_says_what_to_do(tmp_path, content):
    path = tmp_path / "model-fv.json"
    path.write_text(content.replace("DIGEST", own.shipped_digest()), encoding="utf-8")
    with pytest.raises(own.OwnModelError, match="train anew"):
        own.weights_beside(path)


def test_what_was_learnt_on_another_shipped_model_is_left_alone_with_a_warning(tmp_path, caplog):
    path = tmp_path / "model-fv.json"
    own.write(path, signs(MOST), {})
    path.write_text(path.read_text().replace(own.shipped_digest(), "another"), encoding="utf-8")

    assert own.weights_beside(path) is None
    assert "klachtwacht train" in caplog.text


@given(st.floats(-9, 9), st.floats(-9, 9))
def test_weights_are_kept_within_half_a_step(one, two):
    head = own.head_of({"a": one, "b": two}, 0.0, ["a", "b", "c"])
    back = [(ord(sign) - NOUGHT) * head.scale for sign in head.signs]
    assert back == pytest.approx([one, two, 0.0], abs=head.scale / 2 + 1e-9)


@pytest.fixture
def shop_with_words_of_its_own(ledger, tmp_path):
    pytest.importorskip("sklearn")
    quiet = replace(ledger, route=lambda event: ())
    texts = [(GOOD, 5), (BAD, 1)] * 40
    posts = [
        a_review(mark, id=f"p{n}", title=None, text=text.format(f"op de {n}e"), author=f"Klant {n}")
        for n, (text, mark) in enumerate(texts)
    ]
    recorded(quiet, *posts, first=True)
    return replace(ledger, shop=replace(ledger.shop, own_model=tmp_path / "model.json"), route=to_the_team)


def test_a_shop_learns_its_own_words_and_uses_them_once_they_do_better(shop_with_words_of_its_own):
    ledger = shop_with_words_of_its_own

    done = training.train(ledger.connection, ledger.shop)

    assert done.used
    assert done.own > done.shipped
    assert done.learnt + done.held_back == 80
    mine = own.weights_beside(ledger.shop.own_model)
    assert decide(a_review(None, title=None, text=BAD.format("gisteren")), "nl", mine).decision != "no"
    assert decide(a_review(None, title=None, text=GOOD.format("gisteren")), "nl", mine).decision == "no"


def test_training_again_gives_the_same_file(shop_with_words_of_its_own):
    ledger = shop_with_words_of_its_own
    training.train(ledger.connection, ledger.shop)
    first = ledger.shop.own_model.read_bytes()
    training.train(ledger.connection, ledger.shop)
    assert ledger.shop.own_model.read_bytes() == first


def test_with_too_few_reviews_what_was_learnt_earlier_is_not_used(ledger, tmp_path):
    path = tmp_path / "model.json"
    own.write(path, signs(MOST), {})
    recorded(ledger, a_review(1))

    done = training.train(ledger.connection, replace(ledger.shop, own_model=path))

    assert (done.used, done.own, path.exists()) == (False, None, False)
    assert done.reason.startswith("too few")
