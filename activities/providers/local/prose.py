"""What could be said in each segment: facts, songs, lengths, each with its weight, to choose from."""

import random

from activities.providers.local import phrases
from activities.providers.local.asides import also, between, longer, recap
from activities.providers.local.chapters import Chapters
from activities.providers.local.outline import CATALOGUE, key
from activities.providers.local.parts import Part, Passage, extra, worded
from activities.providers.local.phrases import Turns
from activities.providers.local.planned import era
from activities.providers.local.saying import counted, length, name
from activities.providers.local.wishes import Wishes
from activities.providers.plain import plain
from activities.providers.studio import Brief
from workflows.contracts.music import Fact, Track

TURNED = (phrases.TO_YEAR, phrases.TOWARDS_YEAR, phrases.SAME_YEAR, phrases.NO_YEAR)
LEAST = 55
"""The weight of the least fact that was read: above every aside."""
PLAYED, LISTED, OTHER = 46, 38, 8
"""Of what the catalogue adds up to: about what is played, about the artist, about anything else."""
OTHERS = 4
"""So much about anything else in one segment: nobody listens to lists."""


class Prose:
    def __init__(self, brief: Brief, found: Chapters, chance: random.Random) -> None:
        self._found, self._chance, self._tracks = found, chance, brief.tracks
        self._artist, self._wishes = name(brief.artist.name), Wishes(brief)
        self._songs = counted(len(found.songs), "song") if found.songs else "a few words"
        self._turns = {table: Turns(table, chance) for table in (*TURNED, phrases.LENGTH, phrases.LEADS)}

    def passages(self) -> list[Passage]:
        middle = [self._chapter(number, song) for number, song in enumerate(self._found.songs)]
        return [Passage(self._artist, self._intro()), *middle, Passage("Closing", self._outro())]

    def _intro(self) -> list[Part]:
        span = era(self._found.songs, ())
        words = {"artist": self._artist, "songs": self._songs, "span": span}
        hello = [level.format(**words) for level in self._chance.choice(phrases.HELLO)]
        hello = hello if span[-1].isdigit() else hello[:2]
        return [worded(hello, 99, 70), *self._facts(self._found.before)]

    def _chapter(self, number: int, song: Track) -> Passage:
        facts, lasting = self._lasting(song, self._found.beside[number])
        previous = self._found.songs[number - 1] if number else None
        parts = [self._turn(song.year, previous, facts), *between(previous, song, self._chance)]
        parts += [*self._facts(facts), *also(song, self._found.songs, self._tracks, self._chance)]
        return Passage(
            name(song.name),
            [*parts, self._announced(song), lasting, *longer(previous, song, self._chance)],
            song,
        )

    def _lasting(self, song: Track, facts: list[Fact]) -> tuple[list[Fact], Part]:
        """Its length: what the catalogue says of it, where that is among the facts, or just that."""
        own = [fact for fact in facts if fact.kind == CATALOGUE and key(fact.about) == key(song.name)]
        said = [(fact, found[1]) for fact in own if (found := phrases.NOTE.fullmatch(plain(fact.text)))]
        note, lasting = said[0] if said else (None, length(song.duration_ms))
        words = self._turns[phrases.LENGTH].next().format(length=lasting)
        left = [fact for fact in facts if fact != note]
        return left, extra(words, 50)._replace(fact=note.id if note else None)

    def _announced(self, song: Track) -> Part:
        words = {"title": name(song.name), "album": name(song.album or "")}
        wordings = phrases.FROM if song.album else phrases.FROM[:1]
        if key(song.album) == key(song.name):
            wordings, words["album"] = phrases.FROM[:2], "the album of that name"
        lead = self._turns[phrases.LEADS].next()
        wordings = tuple(wording.format(lead=lead, **words) for wording in wordings)
        return worded([words["title"], *wordings], 98, 90, 40)

    def _turn(self, year: int | None, previous: Track | None, facts: list[Fact]) -> Part:
        table = phrases.TO_YEAR if year else phrases.NO_YEAR
        if year and previous and previous.year == year:
            table = phrases.SAME_YEAR
        elif year and any(fact.year and fact.year < year for fact in facts):
            table = phrases.TOWARDS_YEAR
        return extra(self._turns[table].next().format(year=year), 88, leads=True)

    def _outro(self) -> list[Part]:
        songs, facts = self._found.songs, self._found.after
        words = {"artist": self._artist, "songs": self._songs}
        goodbye = worded([level.format(**words) for level in self._chance.choice(phrases.GOODBYE)], 95, 45)
        after = self._chance.choice(phrases.AFTER).format(year=self._found.until)
        parts = [extra(after, 0, leads=True), *self._facts(facts)] if facts else []
        told = any((self._found.before, *self._found.beside, facts))
        sourced = [extra(self._chance.choice(phrases.SOURCED), 20)] if told else []
        return [*parts, *recap(songs, self._chance), *sourced, goodbye]

    def _facts(self, facts: list[Fact]) -> list[Part]:
        """The first of each segment before the second of any; what was wished for before both."""
        own = {key(song.name) for song in self._found.songs}
        read = [fact for fact in facts if fact.kind != CATALOGUE]
        wanted = {fact.id: self._wanted(fact, own) for fact in read}
        order = sorted(read, key=lambda fact: -wanted[fact.id])
        weights = {
            fact.id: max(85 + wanted[fact.id] - 6 * place, LEAST) for place, fact in enumerate(order)
        } | self._added([fact for fact in facts if fact.kind == CATALOGUE], own)
        return [
            extra(plain(fact.text), weights[fact.id])._replace(fact=fact.id, subject=name(fact.about or ""))
            for fact in facts
            if fact.id in weights
        ]

    def _wanted(self, fact: Fact, own: set[str]) -> int:
        """How a band came to be is wanted before who its members are."""
        beginning = fact.kind == "origin" and fact.year is not None
        return 10 * self._wishes.weight(fact) + 4 * (key(fact.about) in own) + 3 * beginning

    def _added(self, facts: list[Fact], own: set[str]) -> dict[str, int]:
        """The weights of what the catalogue adds up to."""
        played = own | {key(song.album) for song in self._found.songs}
        others = [fact for fact in facts if fact.about and key(fact.about) not in played]
        told = [fact for fact in facts if fact not in others[OTHERS:]]
        return {fact.id: OTHER if fact in others else PLAYED if fact.about else LISTED for fact in told}
