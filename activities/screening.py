"""Looks into a film with PyAV, which the extra `video` brings along: one frame of it, and its measures."""

from pathlib import Path
from typing import Any

import av
import numpy as np
from av.error import FFmpegError
from PIL import Image

from films import Film, Measures, whole

DEMUXERS: dict[Film, str] = {"video/mp4": "mov", "video/quicktime": "mov", "video/webm": "matroska"}
"""Named, so that no playlist of other files is ever taken for a film."""
MOST_FRAMES = 240
DARK = 16
"""Of 255, on average."""


def screened(path: Path, film: Film, at_s: float, max_pixels: int) -> tuple[Image.Image | None, Measures]:
    """The first frame from there on that is not black, else the last one looked at.

    A film that is whole but of a codec that nobody here decodes has no frame; it is a film all the same.
    """
    said = whole(path)
    with path.open("rb") as file:
        try:
            with av.open(file, format=DEMUXERS[film]) as container:
                return _looked_into(container, said, at_s, max_pixels)
        except (FFmpegError, ValueError, IndexError, OverflowError):
            return None, said


def _looked_into(
    container: Any, said: Measures, at_s: float, max_pixels: int
) -> tuple[Image.Image | None, Measures]:
    stream = container.streams.video[0]
    codec = stream.codec_context  # None where nobody here has a decoder for it
    duration_s = container.duration / av.time_base if container.duration else said.duration_s
    if codec is None:
        return None, said._replace(duration_s=duration_s)
    measures = Measures(said.width or codec.width or None, said.height or codec.height or None, duration_s)
    if codec.width * codec.height > max_pixels:
        return None, measures
    codec.thread_count = 1
    frame = _bright(container, stream, at_s)
    if frame is None:
        return None, measures
    image: Image.Image = frame.to_image().rotate(getattr(frame, "rotation", 0), expand=True)
    return image, measures._replace(width=image.width, height=image.height)


def _bright(container: Any, stream: Any, at_s: float) -> Any:
    found = None
    for number, frame in enumerate(container.decode(stream)):
        found = frame
        late = frame.time is not None and frame.time >= at_s
        if (late and _light(frame) > DARK) or number >= MOST_FRAMES:
            break
    return found


def _light(frame: Any) -> float:
    return float(np.mean(frame.reformat(width=32, height=32, format="gray").to_ndarray()))
