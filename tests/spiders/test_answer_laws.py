"""What holds for every source that answers in data, whatever it answers."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from answer_stage import a_page
from hypothesis import given
from hypothesis import strategies as st

from crawler.reading.answers import AnswerError
from crawler.reading.declared import read_page
from crawler.reading.page import Reading
from klachtwacht import sites

DATA = [sites.spider(name) for name in sites.names() if sites.spider(name).reads_data]
# Names that answers have, so that what is made is now and then almost an answer.
ANSWERED = (
    "response data shop shops reviews items paging cursor links feed entry id state rating stars starRating mark UID "
    "reviewId name createTime createdAt dates reply consumer text originalText comment error totalElements "
    "totalReviewCount nextPageToken"
)
NAMES = st.sampled_from(ANSWERED.split())
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12)
ANSWERS = st.recursive(
    VALUES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6), max_leaves=25
)


@pytest.mark.parametrize("spider", DATA, ids=lambda spider: str(spider.name))
@given(answer=ANSWERS, status=st.sampled_from([200, 200, 200, 400, 403, 500]))
def test_an_answer_is_reviews_or_has_a_name(spider: Any, answer: Any, status: int) -> None:
    page = a_page(json.dumps(answer), url="https://api.example/x", status=status, site=str(spider.name))
    with suppress(AnswerError):
        assert isinstance(read_page(page, spider()), Reading)
