"""How loud narration is made; needs no voice."""

import numpy as np
import pytest

from activities.providers.local.loudness import CEILING_DBFS, LOUDNESS_DBFS, Samples, levelled, speech_rms

RATE = 24_000
CEILING = 10 ** (CEILING_DBFS / 20)


def speech(amplitude: float) -> Samples:
    """A second of tone between two of silence."""
    tone = amplitude * np.sin(2 * np.pi * 200 * np.arange(RATE) / RATE)
    return np.concatenate([np.zeros(RATE), tone, np.zeros(RATE)]).astype(np.float32)


@pytest.mark.parametrize("amplitude", [0.001, 0.1, 0.9])
def test_quiet_and_loud_end_alike(amplitude: float) -> None:
    """Pauses do not count: twice the silence makes nothing louder."""
    assert 20 * np.log10(speech_rms(levelled(speech(amplitude), RATE), RATE)) == pytest.approx(
        LOUDNESS_DBFS, abs=0.1
    )


def test_a_peak_is_turned_down_around_itself() -> None:
    """No sample passes the ceiling, nothing far from the peak changes, and the gain makes no step."""
    spiky = speech(0.1)
    spiky[RATE + 30 : 2 * RATE : 12_000] = 0.9
    made = levelled(spiky, RATE)
    plain = spiky * (10 ** (LOUDNESS_DBFS / 20) / speech_rms(spiky, RATE))
    assert np.abs(plain).max() > CEILING
    assert np.abs(made).max() <= CEILING + 1e-6
    assert made[RATE + 3000 : RATE + 9000] == pytest.approx(plain[RATE + 3000 : RATE + 9000], abs=1e-6)
    heard = np.abs(plain) > 0.001
    assert np.abs(np.diff(made[heard] / plain[heard])).max() < 0.05


def test_silence_stays_silent() -> None:
    """There is nothing to make louder."""
    assert not levelled(np.zeros(RATE, np.float32), RATE).any()
