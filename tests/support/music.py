"""A band that never was, with everything an author may know of it."""

from typing import Any

from activities.providers.studio import Brief
from workflows.contracts.music import Artist, Fact, Track

PAGE = "https://example.org/tin-sparrows"
ARTIST = Artist(id="tin-sparrows", name="Tin Sparrows", uri="callsheet:artist:tin-sparrows")
ALBUMS = {
    ("Paper Boats", 1994): ("Harbour Lights", "Eleven Doors", "Salt and Copper"),
    ("Night Ferry", 1997): ("Last Train North", "Winter Ledger", "Night Ferry"),
    ("The Glass Orchard", 2001): ("Apple Smoke", "Ladder Song (Slow)", "Wasps"),
    ("Slow Weather", 2006): ("Barometer", "Ten Grey Days", "Who Told You?"),
    ("Field Notes", 2012): ("Hedgerow", "Marginalia", "Footpath 9"),
}
KNOWN: tuple[tuple[str, str | None, int | None], ...] = (
    ("Tin Sparrows are a band from Hull, England.", None, None),
    ("Tin Sparrows were formed in Hull in 1991 by Ada Marsh and Piet Vos.", None, 1991),
    ("The drummer Lena Okafor joined in 1992.", None, 1992),
    ("The first rehearsals were held in a disused net loft.", None, 1991),
    ("The bass player is Jonas Lindqvist.", None, None),
    ("Paper Boats was released in March 1994 on Quayside Records.", "Paper Boats", 1994),
    ("Paper Boats was recorded in eleven days at Dock Street Studio.", "Paper Boats", 1994),
    ("Ada Marsh wrote Harbour Lights on a ferry to Rotterdam.", "Harbour Lights", 1994),
    ("Eleven Doors was the first single of Paper Boats.", "Eleven Doors", 1994),
    ("In 1995 Tin Sparrows toured the Netherlands with 22 concerts.", None, 1995),
    ("Night Ferry followed in October 1997.", "Night Ferry", 1997),
    ("Night Ferry was produced by Marta Kowalczyk.", "Night Ferry", 1997),
    ("Last Train North has a string quartet, arranged by Jonas Lindqvist.", "Last Train North", 1997),
    ("Winter Ledger is the only song that Lena Okafor sings.", "Winter Ledger", 1997),
    ("In 1999 Piet Vos left Tin Sparrows.", None, 1999),
    ("The Glass Orchard came out in 2001 and was made by three members.", "The Glass Orchard", 2001),
    ("The Glass Orchard reached number 14 of the British album chart.", "The Glass Orchard", 2001),
    ("Apple Smoke was recorded outdoors in Kent.", "Apple Smoke", 2001),
    ("Wasps lasts less than two minutes.", "Wasps", 2001),
    ("Ladder Song was played on a prepared piano.", "Ladder Song (Slow)", 2001),
    ("In 2003 Tin Sparrows played at the Roskilde Festival.", None, 2003),
    ("Slow Weather was released in 2006 on Halyard Music.", "Slow Weather", 2006),
    ("Slow Weather was mixed in Bergen by Marta Kowalczyk.", "Slow Weather", 2006),
    ("Barometer was used in the film The Long Tide.", "Barometer", 2006),
    ("Ten Grey Days was written in ten days.", "Ten Grey Days", 2006),
    ("In 2009 Piet Vos returned to Tin Sparrows.", None, 2009),
    ("Field Notes came out in 2012, with Piet Vos on guitar again.", "Field Notes", 2012),
    ("Hedgerow opens with a field recording from Norfolk.", "Hedgerow", 2012),
    ("Marginalia was sung by Ada Marsh in a single take.", "Marginalia", 2012),
    ("In 2016 a museum in Hull showed the manuscripts of Ada Marsh.", None, 2016),
)


def _tracks() -> tuple[Track, ...]:
    rows = [(title, album, year) for (album, year), titles in ALBUMS.items() for title in titles]
    return tuple(
        Track(
            id=f"t{number}",
            name=title,
            uri=f"callsheet:track:t{number}",
            duration_ms=178_000 + 7_000 * number,
            artist=ARTIST.name,
            album=album,
            year=year,
        )
        for number, (title, album, year) in enumerate(rows, 1)
    )


def fact(number: int, text: str, about: str | None = None, year: int | None = None, page: str = PAGE) -> Fact:
    return Fact(
        id=f"f{number}",
        text=text,
        source=f"{page}#{number}",
        checked_on="2026-11-20",
        kind="album" if about else "history",
        about=about,
        year=year,
    )


TRACKS = _tracks()
FACTS = tuple(fact(number, *known) for number, known in enumerate(KNOWN, 1))


def brief(**changes: Any) -> Brief:
    """Three minutes about the Tin Sparrows, at fifteen characters a second, but for those fields."""
    whole = Brief("tin sparrows", None, ARTIST, TRACKS, FACTS, 180, 15, "seed")
    return whole._replace(**changes)
