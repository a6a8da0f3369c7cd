"""A small catalogue in Spotify's words, for tests: the titles are real, ids and numbers are made up."""

import hashlib
from dataclasses import dataclass
from typing import Any


def spotify_id(*words: str) -> str:
    """22 letters and digits, as Spotify's are."""
    return hashlib.sha256("/".join(words).encode()).hexdigest()[:22]


@dataclass(frozen=True)
class Album:
    """`tracks` are (title, seconds, popularity)."""

    name: str
    released: str
    tracks: tuple[tuple[str, int, int], ...]


Catalogue = dict[str, tuple[Album, ...]]

CATALOGUE: Catalogue = {
    "Deftones Tribute Night": (
        Album("White Ponies", "2019-05-03", (("Digital Bath", 251, 9), ("Passenger", 360, 8))),
    ),
    "Deftones": (
        Album(
            "White Pony",
            "2000-06-20",
            (
                ("Digital Bath", 255, 72),
                ("Knife Prty", 289, 68),
                ("Passenger", 367, 64),
                ("Change (In the House of Flies)", 299, 84),
            ),
        ),
        Album(
            "Around the Fur",
            "1997-10-28",
            (
                ("My Own Summer (Shove It)", 215, 80),
                ("Be Quiet and Drive (Far Away)", 308, 82),
                ("Around the Fur", 211, 63),
                ("Mascara", 225, 66),
            ),
        ),
        Album(
            "Adrenaline",
            "1995-10-03",
            (("Bored", 246, 60), ("7 Words", 223, 58), ("Engine No. 9", 204, 61), ("Root", 221, 55)),
        ),
    ),
    "Radiohead": (
        Album(
            "In Rainbows",
            "2007-12-28",
            (
                ("15 Step", 237, 70),
                ("Nude", 255, 71),
                ("Weird Fishes / Arpeggi", 318, 78),
                ("Reckoner", 290, 75),
            ),
        ),
        Album(
            "OK Computer",
            "1997-05-28",
            (
                ("Airbag", 284, 62),
                ("Paranoid Android", 387, 76),
                ("Karma Police", 264, 82),
                ("No Surprises", 229, 83),
            ),
        ),
        Album(
            "The Bends",
            "1995",
            (
                ("High and Dry", 257, 77),
                ("Fake Plastic Trees", 290, 74),
                ("Just", 234, 65),
                ("Street Spirit (Fade Out)", 253, 69),
            ),
        ),
    ),
    "Silent Parade": (),
}
"""By artist, in the order in which a search finds them: a tribute before those whom it is to."""


def artist_json(name: str) -> dict[str, Any]:
    found = spotify_id(name)
    return {
        "id": found,
        "name": name,
        "type": "artist",
        "uri": f"spotify:artist:{found}",
        "genres": ["alternative rock"],
        "images": [],
        "followers": {"href": None, "total": 1},
        "external_urls": {"spotify": f"https://open.spotify.com/artist/{found}"},
    }


def album_json(artist: str, album: Album) -> dict[str, Any]:
    found = spotify_id(artist, album.name)
    precision = "day" if "-" in album.released else "year"
    return {
        "id": found,
        "name": album.name,
        "type": "album",
        "uri": f"spotify:album:{found}",
        "album_type": "album",
        "total_tracks": len(album.tracks),
        "images": [],
        "release_date": album.released,
        "release_date_precision": precision,
        "artists": [artist_json(artist)],
    }


def track_json(artist: str, album: Album, number: int) -> dict[str, Any]:
    """As an album lists it, from 0; a search puts the album besides."""
    title, seconds, _ = album.tracks[number]
    found = spotify_id(artist, album.name, title)
    return {
        "id": found,
        "name": title,
        "type": "track",
        "uri": f"spotify:track:{found}",
        "duration_ms": seconds * 1000 + 533,
        "track_number": number + 1,
        "disc_number": 1,
        "explicit": False,
        "is_local": False,
        "preview_url": None,
        "artists": [artist_json(artist)],
    }
