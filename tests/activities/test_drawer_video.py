"""Films that are drawn; needs the extra `video` (`make test-video`)."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.providers.generator import Drawing, Drawn
from activities.providers.local.drawer import ProceduralDrawer, available
from activities.viewing import Viewed, view
from films import Measures, whole

pytestmark = pytest.mark.skipif(not available(), reason="the extra `video` is not installed")
LABEL = "PROCEDURAL PREVIEW - no AI model"
WANTED = Drawing("a mountain lake at sunset", "video", (16, 9), 320, seed=3, number=1, seconds=1.5)


@pytest.fixture(scope="module")
def drawer() -> ProceduralDrawer:
    return ProceduralDrawer(1, 60)


def nothing(_: float) -> None:
    pass


async def test_a_film_is_as_long_and_as_large_as_asked_for(drawer: ProceduralDrawer, tmp_path: Path) -> None:
    """An MP4 that any player begins before it has all of it; progress is told on the way."""
    told: list[float] = []
    drawn = await drawer.draw(WANTED, tmp_path / "film", told.append)
    assert drawn == Drawn("video/mp4", 320, 180, 1.5)
    assert whole(tmp_path / "film") == Measures(320, 180, 1.5)
    assert view(tmp_path / "film", tmp_path / "poster", 10**6) == Viewed(
        "video", "video/mp4", 320, 180, 1.5, True
    )
    content = (tmp_path / "film").read_bytes()
    assert content.index(b"moov") < content.index(b"mdat")
    assert told == sorted(told)
    assert len(told) == 7
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    ("aspect", "size"), [((9, 16), (180, 320)), ((1, 1), (320, 320)), ((21, 9), (320, 138))]
)
async def test_a_films_sides_are_even(
    aspect: tuple[int, int], size: tuple[int, int], drawer: ProceduralDrawer, tmp_path: Path
) -> None:
    """No encoder takes others."""
    drawn = await drawer.draw(WANTED._replace(aspect=aspect, seconds=0.1), tmp_path / "film", nothing)
    assert (drawn.width, drawn.height) == size


async def test_the_same_film_is_made_alike(drawer: ProceduralDrawer, tmp_path: Path) -> None:
    """Byte by byte, by another process too."""
    await drawer.draw(WANTED, tmp_path / "one", nothing)
    await ProceduralDrawer(1, 60).draw(WANTED, tmp_path / "other", nothing)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()


async def test_a_film_moves_and_says_what_it_is(drawer: ProceduralDrawer, tmp_path: Path) -> None:
    """Its last frame is another than its first; the label stands in each, and in the metadata."""
    import av

    await drawer.draw(WANTED._replace(longest=640), tmp_path / "film", nothing)
    container: Any = av.open(str(tmp_path / "film"))
    with container:
        assert container.metadata["comment"] == LABEL
        frames = [frame.to_ndarray(format="gray").astype(np.float64) for frame in container.decode(video=0)]
    assert len(frames) == 36
    assert np.abs(frames[0] - frames[-1]).mean() > 1
    for frame in (frames[0], frames[-1]):
        assert np.ptp(frame[-32:, :180]) > 90
