"""What of the documents is not run here, and why; what stands for the names that they leave open."""

from typing import NamedTuple


class LeftOut(NamedTuple):
    """A command of that page that begins so, or the snippet of another language that holds it."""

    page: str
    words: str
    why: str


KEYS = "needs an account of somebody else's"
ENDLESS = "runs until it is stopped"
LEFT_OUT = (
    LeftOut("README.md", "make ", "the Makefile's targets make environments and run all of this"),
    LeftOut("README.md", "callsheet up", f"{ENDLESS}; tests/end_to_end/test_up.py"),
    LeftOut("README.md", "callsheet chaos", "takes minutes; tests/callsheet/test_chaos_*.py"),
    LeftOut("documentaries.md", "export CALLSHEET_SPOTIFY", KEYS),
    LeftOut("documentaries.md", "export CALLSHEET_CHAT", KEYS),
    LeftOut("documentaries.md", "export CALLSHEET_SPEECH", KEYS),
    LeftOut("generation.md", "export CALLSHEET_KIE_API_KEY", KEYS),
    LeftOut("generation.md", "export CALLSHEET_PUBLIC_URL", KEYS),
    LeftOut("generation.md", "export CALLSHEET_KIE_WEBHOOK_SECRET", KEYS),
    LeftOut("fake-kie.md", "callsheet fake-kie", f"{ENDLESS}; tests/callsheet/test_fake_kie_command.py"),
    LeftOut("fake-kie.md", "callsheet up", f"{ENDLESS}; tests/end_to_end/test_up.py"),
)
FAILS = {
    (
        "batches.md",
        "callsheet annotate --retry",
    ): "what is retried is an image that is not there: it fails again",
}
"""Commands that end with exit code 1 here, since what they are about does."""
CUT = {"fake-kie.md": "    ...\n"}
"""A programme that a reader goes on with there: the rest is compiled, and not run."""
