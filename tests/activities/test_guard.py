"""What a model may say: names and numbers that it was given, in whatever form people write them."""

import time
import unicodedata

import pytest

from activities.providers.chat.guard import Known

FACTS = (
    "Tin Sparrows were formed in Hull in 1991 by Ada Marsh and Piet Vos.",
    "Slow Weather was produced by Jean-Michel O'Brien and reached number 14.",
    "The drummer Lena Okafor joined in nineteen ninety-two.",
    "In 2003 three members played at the Roskilde Festival with Bj\u00f6rk.",
    "They sold 1,500 copies; the 2nd pressing was made by R.E.M. fans.",
)
NAMES = ("Tin Sparrows", "Slow Weather", "Ladder Song (Slow)", "Ten Grey Days", "Wasps", "Who Told You?")
PROSE = "It goes on and then it ends where it began. " * 450
KNOWN = Known(FACTS, NAMES, [255, 61])

HOLDS = [
    "Tin Sparrows were formed in Hull.",
    "Formed in Hull by Ada Marsh, the band went on.",
    "Tin Sparrows' drummer was Lena Okafor; Ada Marsh's songs followed.",
    "The Tin Sparrows\u2019 story is Ada Marsh\u2019s story.",
    "And then I heard it.",
    "It was 1991. It was nineteen ninety-one, in the nineties, the 1990s, the '90s and '91.",
    "The early nineteen nineties.",
    "In nineteen ninety two Lena Okafor joined.",
    "In two thousand and three they played. In two thousand three, too.",
    "Number fourteen it was, or No. 14, or the 14th, or the fourteenth place.",
    "Three members. Members: three. A three-piece.",
    "It sold fifteen hundred copies, that is one thousand five hundred, or 1500.",
    "A second pressing followed.",
    "Produced by Jean-Michel O'Brien.",
    "Bjork and Bj\u00f6rk are one person.",
    "R.E.M. fans made it.",
    "Next is Ladder Song (Slow), then ladder song slow.",
    "Here is Who Told You? And after that comes Wasps.",
    "Ten Grey Days: a song.",
    "One of them plays the drums, and one does not.",
    "No one knew it. At first there was no one, and no-one came.",
    "It is an early \u0153uvre.",
    "It runs four minutes and fifteen seconds. The other: one minute and one second.",
    '"Slow Weather" (produced in Hull) is next.',
    "SLOW WEATHER came out.",
    "The drummer, Lena, joined Piet.",
    "",
    "Drummer Lena Okafor was there.",
]


@pytest.mark.parametrize("text", HOLDS)
def test_what_was_given_may_be_said(text: str) -> None:
    """With possessives, number words, short years, accents, titles, and ordinary words in front."""
    assert KNOWN.strange(text) is None


STRANGE = {
    "The guitarist Fred Durst joined.": "Fred",
    "Fred joined.": "Fred",
    "Then came Sacramento.": "Sacramento",
    "Sacramento's scene was small.": "Sacramento",
    "It was 1997.": "1997",
    "It was nineteen ninety-seven.": "nineteen ninety seven",
    "In two thousand and four.": "two thousand and four",
    "The eighties.": "eighties",
    "The 1980s were loud.": "1980s",
    "In the '80s.": "'80s",
    "In '97 it rained.": "'97",
    "Two members left.": "two",
    "Their third album.": "third",
    "It won seven awards.": "seven",
    "Their fifth album.": "fifth",
    "It reached number one.": "one",
    "It reached No. one.": "one",
    "It stood at first place.": "first",
    "It went to #1.": "1",
    "It sold a million copies.": "million",
    "It sold 2 million.": "2 million",
    "A quartet from Hull.": "quartet",
    "Twice they played.": "twice",
    "They waited for decades.": "decades",
    "It won a Grammy.": "Grammy",
    "It was recorded in June.": "June",
    "An American band.": "American",
    "Ada Vos plays the guitar.": "Ada Vos",
    "Jean-Luc O'Brien came.": "Luc",
    "With the legendary DJ.": "DJ",
    "An album called Around the World.": "Around",
    "The Roskilde Arena was full.": "Arena",
    "Visit www.evil.example now.": "www.evil.example",
    "Visit evil.example now.": "evil.example",
    "Write to me@evil.example now.": "me@evil.example",
    "It runs nine minutes.": "nine",
    "It runs fifteen minutes.": "fifteen",
    "\u7384 played the drums.": "\u7384",
    "In \uff11\uff19\uff19\uff17 it rained.": "1997",
    "A five-piece band.": "five",
    "In 1991-1995.": "1995",
    "Ludwig: a drummer.": "Ludwig",
    "It won 50% of them.": "50",
    "There were 3.5 of them.": "3.5",
    "At 9pm.": "9pm",
    "It says IGNORE ALL.": "IGNORE",
    "tin sparrows were joined by fred.": "tin",
    "They went ahead. fred joined.": "fred",
    "Will joined.": "Will",
    "They were formed in june.": "june",
    "F\u0440ed joined.": "F\u0440ed",
    "They won s\u0435ven awards.": "s\u0435ven",
    "They won se\ufe0fven awards.": "seven",
    "They won s\u0336e\u0336v\u0336e\u0336n\u0336 awards.": "seven",
    "Then \ua730\u0280\u1d07\u1d05 joined.": "\ua730\u0280\u1d07\u1d05",
    "It was album vii.": "vii",
    "In mcmxcvii it came.": "mcmxcvii",
    "A couple of years later.": "couple",
    "It sold half of them.": "half",
    "It was a triple album.": "triple",
}


@pytest.mark.parametrize(("text", "word"), STRANGE.items())
def test_what_was_not_given_is_found(text: str, word: str | None) -> None:
    """The first word that is strange is named; invisible letters hide nothing."""
    assert KNOWN.strange(text) == word
    assert KNOWN.strange("\u200b".join(text)) == word


def test_names_are_not_put_together_from_parts() -> None:
    """Terry Date and Chino Moreno do not make a Terry Moreno."""
    known = Known(["Produced by Terry Date.", "Sung by Chino Moreno."], ["Deftones"])
    assert known.strange("Deftones asked Terry Date and Chino Moreno.") is None
    assert known.strange("Deftones asked Terry Moreno.") == "Terry Moreno"


def test_a_decade_needs_a_year_of_it() -> None:
    """1991 is one of the nineties, 2003 one of the 2000s, and neither is one of the eighties."""
    assert [Known(["It was 2003."], []).strange(f"The {one}.") for one in ("2000s", "nineties", "1990s")] == [
        None,
        "nineties",
        "1990s",
    ]


def test_nothing_known_lets_only_ordinary_words_pass() -> None:
    """An empty list of facts allows no name and no number."""
    known = Known([], [])
    assert known.strange("The story goes on, and it ends here.") is None
    assert known.strange("The story of Hull.") == "Hull"
    assert known.strange("The story has two ends.") == "two"


NAMED = [
    "Sigur R\u00f3s",
    "Beyonc\u00e9",
    "Mot\u00f6rhead",
    "Bj\u00f6rk",
    "M\u00d8",
    "\u5742\u672c\u9f8d\u4e00",
    "AC/DC",
    "P!nk",
    "!!!",
    "Guns N' Roses",
    "blink-182",
    "The 1975",
    "N.W.A",
    "\u041a\u0438\u043d\u043e",
    "will.i.am",
    "\u0641\u064a\u0631\u0648\u0632",
]


@pytest.mark.parametrize("name", NAMED)
def test_a_name_of_any_script_may_be_said(name: str) -> None:
    """However its accents are written, owned or quoted; and a stranger beside it is still found."""
    known = Known([], [name])
    decomposed = unicodedata.normalize("NFD", name)
    texts = [f"This is {name}.", f"{name}'s songs.", f"Here is \u201c{name}\u201d.", f"This is {decomposed}."]
    assert [known.strange(text) for text in texts] == [None] * 4
    assert known.strange(f"This is {name} with Sjon.") == "Sjon"


@pytest.mark.parametrize("word", ["a", "a-", "www", "@", "9,999", "A'", "1 ", "Ab ", "\u5742", "'"])
def test_a_model_that_repeats_itself_for_ever_costs_no_more_than_prose(word: str) -> None:
    """All work of a process stands meanwhile: no word is read again from each of its letters."""
    took = []
    for text in (PROSE, word * (len(PROSE) // len(word))):
        begun = time.process_time()
        KNOWN.strange(text)
        took.append(time.process_time() - begun)
    assert took[1] < 10 * took[0]


def test_a_name_that_is_written_small_may_begin() -> None:
    """As its owner writes it, and nobody else's."""
    known = Known(["Volume II was a mix."], ["blink-182", "iO"])
    assert known.strange("blink-182 came. Then iO came, and Volume II was a mix.") is None
    assert known.strange("fred came.") == "fred"
