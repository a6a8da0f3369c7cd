"""What leaves for the model: upright pixels of a bounded size, without EXIF, XMP or comments.

An image that is so already goes as it is, by its header alone; any other is decoded and written anew.
"""

from base64 import b64encode

from activities.providers.base import ProviderBusy, ProviderRejected
from activities.providers.vision.darkroom import LONGEST, Damaged, Photo, developed, kind, opened
from children import ChildDied, Children

MOST_BYTES = 4_000_000
DECODE_S = 30.0
JPEG_SAYS = ("jfif", "jfif_version", "jfif_unit", "jfif_density", "adobe", "adobe_transform", "progressive")
PNG_SAYS = ("dpi", "gamma", "srgb", "chromaticity", "transparency", "interlace", "progression")
WEBP_SAYS = ("background", "loop", "timestamp", "duration")
SILENT = frozenset(("icc_profile", *JPEG_SAYS, *PNG_SAYS, *WEBP_SAYS))
"""What a file may say besides its pixels without telling anything of its owner."""


class Photos:
    """Decodes at most `at_once` images at a time, each in a child process."""

    def __init__(self, at_once: int) -> None:
        self._children = Children(at_once, DECODE_S)

    async def make(self, image: bytes) -> Photo:
        try:
            if ready := _as_it_is(image):
                return ready
            return await self._children.run(developed, image)
        except (TimeoutError, ChildDied) as lost:
            message = "The image crashed its decoder or took too long"
            raise ProviderBusy(message, code="decoder-failed", tries=2) from lost
        except Damaged as damaged:
            raise ProviderRejected("image-refused", f"Invalid image: {damaged}") from damaged


def data_uri(photo: Photo) -> str:
    return f"data:{photo.media_type};base64,{b64encode(photo.content).decode()}"


def _as_it_is(image: bytes) -> Photo | None:
    """An `eXIf` chunk may stand behind the pixels, where the header does not tell."""
    with opened(image) as file:
        small = max(file.size) <= LONGEST and len(image) <= MOST_BYTES
        if not small or file.info.keys() - SILENT or b"eXIf" in image:
            return None
        return Photo(image, f"image/{kind(file)}", kind(file), file.width, file.height)
