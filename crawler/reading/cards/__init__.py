from crawler.reading.card_model import GUESSED, CardReading, CardReview, Example, Layout, Prior, Scale
from crawler.reading.cards.one_card import READER
from crawler.reading.cards.read import read_cards

__all__ = ["GUESSED", "READER", "CardReading", "CardReview", "Example", "Layout", "Prior", "Scale", "read_cards"]
