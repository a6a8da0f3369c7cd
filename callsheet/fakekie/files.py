"""What tasks make: small real pictures and videos, no two alike, each of them always the same."""

import hashlib
import io
from functools import lru_cache
from importlib.resources import files

from PIL import Image, ImageDraw

WIDTH = 512
EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg", "video/mp4": "mp4"}


@lru_cache(2048)
def made(task_id: str, number: int, media_type: str, shape: tuple[int, int]) -> bytes:
    """The file `number` (from 1) of a task; `shape` is width to height."""
    if media_type == "video/mp4":
        return _film(f"{task_id} {number}", shape)
    picture = _picture(task_id, number, shape)
    out = io.BytesIO()
    if media_type == "image/png":
        picture.save(out, "PNG", compress_level=1)
    else:
        picture.save(out, "JPEG")
    return out.getvalue()


def _film(label: str, shape: tuple[int, int]) -> bytes:
    """A box that players skip makes each of the same two films a file of its own."""
    name = "portrait.mp4" if shape[0] < shape[1] else "landscape.mp4"
    film = (files("callsheet.fakekie") / name).read_bytes()
    return film + (8 + len(label)).to_bytes(4, "big") + b"free" + label.encode()


def _picture(task_id: str, number: int, shape: tuple[int, int]) -> Image.Image:
    digest = hashlib.sha256(f"{task_id} {number}".encode()).digest()
    width, height = WIDTH, round(WIDTH * shape[1] / shape[0])
    fading = Image.linear_gradient("L").resize((width, height), Image.Resampling.NEAREST)
    dark = tuple(value // 3 for value in digest[:3])
    light = tuple(128 + value // 2 for value in digest[3:6])
    picture = Image.composite(
        Image.new("RGB", fading.size, dark), Image.new("RGB", fading.size, light), fading
    )
    draw = ImageDraw.Draw(picture)
    radius = min(width, height) // 4
    x, y = width * (64 + digest[6] // 2) // 256, height * (64 + digest[7] // 2) // 256
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=tuple(digest[8:11]))
    draw.text((16, 12), str(number), fill="white", font_size=64, stroke_width=2, stroke_fill="black")
    draw.text((16, height - 28), f"{task_id} {digest.hex()[:12]}", fill="white", font_size=16)
    return picture
