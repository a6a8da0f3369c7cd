"""A drawing becomes a film, some frames at a time: MP4 with the extra `video`, else animated WebP."""

from pathlib import Path
from typing import Any, Protocol

from PIL import Image

from activities.providers.generator import Drawing, Drawn
from activities.providers.local.scenery.lettering import LABEL
from activities.providers.local.scenery.painting import Painting, Pixels
from activities.providers.local.scenery.still import exif, size_of, xmp

FRAMES_S = 24
BATCH = 6
"""Frames between two reports: about a second of work."""
SMALL_FRAMES_S, SMALL_LONGEST, SMALL_SECONDS = 12, 640, 4.0
"""A WebP is made of whole pictures: more than this would be slow to make and heavy to load."""
SMALL_NOTE = "; shortened and small, since the extra `video` is not installed"
SMALL_QUALITY = 76


class Reel(Protocol):
    """Where frames are put, one after the other."""

    def add(self, pixels: Pixels) -> None: ...
    def close(self) -> None: ...


class Film:
    """One film while it is being made."""

    def __init__(self, drawing: Drawing, out: Path, large: bool) -> None:
        rate = FRAMES_S if large else SMALL_FRAMES_S
        longest = drawing.longest if large else min(drawing.longest, SMALL_LONGEST)
        seconds = drawing.seconds if large else min(drawing.seconds, SMALL_SECONDS)
        size = size_of(drawing.aspect, longest, 2)
        self.total, self.done, self._rate = max(1, round(seconds * rate)), 0, rate
        self._painting = Painting(drawing, size, self.total / rate)
        self._reel: Reel = _Mp4(out, size, rate) if large else _WebP(out, rate)
        media_type = "video/mp4" if large else "image/webp"
        self.drawn = Drawn(media_type, *size, self.total / rate)

    def further(self) -> int:
        """Some frames; how many there are now."""
        for number in range(self.done, min(self.done + BATCH, self.total)):
            self._reel.add(self._painting.at(number / self._rate, number))
            self.done = number + 1
        return self.done

    def finished(self) -> Drawn:
        self._reel.close()
        return self.drawn


class _Mp4:
    def __init__(self, out: Path, size: tuple[int, int], rate: int) -> None:
        import av

        self._av = av
        self._container: Any = av.open(str(out), "w", format="mp4", options={"movflags": "faststart"})
        self._container.metadata.update(comment=LABEL, title=LABEL)
        self._stream: Any = self._container.add_stream("libx264", rate=rate)
        self._stream.width, self._stream.height = size
        self._stream.pix_fmt = "yuv420p"
        # The bytes depend on the number of threads; with x264's `mbtree` they depend on chance.
        self._stream.codec_context.thread_count = 2
        self._stream.options = {"preset": "veryfast", "crf": "20", "x264-params": "mbtree=0"}

    def add(self, pixels: Pixels) -> None:
        self._container.mux(self._stream.encode(self._av.VideoFrame.from_ndarray(pixels, format="rgb24")))

    def close(self) -> None:
        self._container.mux(self._stream.encode())
        self._container.close()


class _WebP:
    def __init__(self, out: Path, rate: int) -> None:
        self._out, self._rate, self._frames = out, rate, list[Image.Image]()

    def add(self, pixels: Pixels) -> None:
        self._frames.append(Image.fromarray(pixels))

    def close(self) -> None:
        first, *others = self._frames
        durations = [
            round((number + 1) * 1000 / self._rate) - round(number * 1000 / self._rate)
            for number in range(len(self._frames))
        ]
        first.save(
            self._out,
            "WEBP",
            save_all=True,
            append_images=others,
            duration=durations,
            loop=0,
            quality=SMALL_QUALITY,
            method=3,
            exif=exif(SMALL_NOTE),
            xmp=xmp(),
        )


_reels: list[Film] = []
"""This process makes one film at a time: whoever asks for the next frames means that one."""


def begin(drawing: Drawing, out: Path, large: bool) -> int:
    """How many frames there will be; a `large` film needs the extra."""
    _reels[:] = [Film(drawing, out, large)]
    return _reels[0].total


def further() -> int:
    return _reels[0].further()


def finish() -> Drawn:
    return _reels.pop().finished()
