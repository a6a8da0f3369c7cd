"""The template author with little to tell from: few facts, none, few songs, no years."""

import pytest

from activities.providers.local import phrases
from activities.providers.local.author import TemplateAuthor
from tests.activities.test_author_template import SEEDS, characters, made, played, spoken
from tests.support.music import FACTS, TRACKS, brief, fact
from workflows.contracts.documentary import Segment


@pytest.mark.parametrize("seed", SEEDS)
async def test_six_facts_are_told_in_their_places(seed: str) -> None:
    """All of them, and the catalogue adds what it knows."""
    few = (*FACTS[:3], FACTS[5], FACTS[26], FACTS[29])
    _, script = await made(brief(facts=few, target_s=120, seed=seed))
    assert {one.id for one in script.facts} == {one.id for one in few}
    assert script.timeline[0].facts == ("f1", "f2", "f3")  # type: ignore[union-attr]
    assert script.timeline[-1].facts == ("f30",)  # type: ignore[union-attr]
    assert characters(script) > 1000


@pytest.mark.parametrize("target_s", [10, 60, 180])
async def test_without_facts_the_catalogue_speaks_alone(target_s: float) -> None:
    """Nothing but titles, albums, years and lengths; nobody claims a source."""
    plan, script = await made(brief(facts=(), tracks=TRACKS[::3], target_s=target_s))
    assert script.facts == ()
    assert len(played(script)) == 5
    assert "source" not in " ".join(segment.text for segment in spoken(script))
    assert "catalogue alone" in plan.narrative_arc
    assert all("order of time" in wanted.why_essential for wanted in plan.required_tracks)


@pytest.mark.parametrize("target_s", range(20, 240, 10))
async def test_what_is_known_since_is_announced_only_where_it_is_told(target_s: float) -> None:
    """Where there is no room for the fact, there is none for the words that lead to it."""
    later = fact(90, f"Tin Sparrows own a boat{', a boat' * 60} and a raft.", year=2090)
    _, script = await made(brief(facts=(*FACTS[:9], later), target_s=target_s))
    closing = spoken(script)[-1]
    year = str(max(track.year or 0 for track in played(script)))
    starts = tuple(wording.split("{")[0] + year for wording in phrases.AFTER)
    assert closing.text.startswith(starts) == bool(closing.facts)


@pytest.mark.parametrize("facts", [FACTS, ()])
async def test_one_track_is_still_a_documentary(facts: tuple[object, ...]) -> None:
    """One song, six items, and the plan has no song that is not there."""
    plan, script = await made(brief(tracks=TRACKS[:1], facts=facts))
    assert len(plan.required_tracks) == len(played(script)) == 1
    assert len(script.timeline) == 6
    assert plan.era_covered == "1994"


async def test_a_title_that_comes_twice_is_planned_once() -> None:
    """A live recording of the same name is no second song of five."""
    again = tuple(track.model_copy(update={"id": f"x{track.id}", "album": "Live"}) for track in TRACKS[:4])
    plan, _ = await made(brief(tracks=(*TRACKS[:4], *again)))
    titles = [wanted.song_title for wanted in plan.required_tracks]
    assert len(titles) == len(set(titles)) == 4


async def test_without_years_and_albums_no_year_is_said() -> None:
    """What a catalogue does not say is not made up."""
    bare = tuple(track.model_copy(update={"year": None, "album": None}) for track in TRACKS[:5])
    timeless = tuple(one.model_copy(update={"year": None, "about": None}) for one in FACTS[:1])
    plan, script = await made(brief(tracks=bare, facts=timeless, target_s=600))
    text = " ".join(segment.text for segment in spoken(script))
    assert plan.era_covered == "the catalogue"
    assert not any(digit in text for digit in "0123456789")
    assert "None" not in text


async def test_a_backup_song_takes_a_place_of_its_own() -> None:
    """The songs that were found are those that are played, whatever was planned; twice the same is one."""
    author = TemplateAuthor()
    plan = await author.plan(brief())
    script = await author.write(brief(), plan, (TRACKS[14], TRACKS[1], TRACKS[1], TRACKS[2]))
    assert [track.id for track in played(script)] == ["t2", "t3", "t15"]
    assert script.title == plan.title


async def test_two_facts_of_one_text_are_told_once() -> None:
    """Two pages may say the same."""
    twice = (fact(1, "Ada Marsh sings."), fact(2, "Ada  Marsh sings."))
    _, script = await made(brief(facts=twice, target_s=600))
    assert [one.id for one in script.facts] == ["f1"]


async def test_without_songs_something_true_is_said() -> None:
    """Nothing was found: there is narration, and no song is promised."""
    script = await TemplateAuthor().write(brief(), await TemplateAuthor().plan(brief()), ())
    assert all(isinstance(item, Segment) for item in script.timeline)
    assert "song" not in script.timeline[0].text.split(".")[0]  # type: ignore[union-attr]


async def test_many_facts_without_a_year_are_spread() -> None:
    """Four of them open the story, the others stand between the songs."""
    timeless = tuple(fact(number, f"Tin Sparrows own {number} boats.") for number in range(1, 20))
    _, script = await made(brief(facts=timeless, target_s=3600))
    assert [len(segment.facts) for segment in spoken(script)] == [4, 3, 3, 3, 3, 3, 0]
