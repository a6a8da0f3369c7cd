"""What is known offline of an artist: facts that somebody read, then what the catalogue itself says."""

from activities.providers.local.naming import key
from activities.providers.local.shelf import records
from activities.providers.local.sleeve import notes
from workflows.contracts.music import Fact


class LocalKnowledge:
    def about(self, artist: str) -> tuple[Fact, ...]:
        name = key(artist)
        if name not in records():
            return ()
        return records()[name].facts + notes(name)
