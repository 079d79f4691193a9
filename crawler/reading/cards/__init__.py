from crawler.reading.cards.model import GUESSED, CardReading, CardReview, Scale
from crawler.reading.cards.one_card import READER
from crawler.reading.cards.read import read_cards

__all__ = ["GUESSED", "READER", "CardReading", "CardReview", "Scale", "read_cards"]
