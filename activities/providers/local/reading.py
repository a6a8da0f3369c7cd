"""Reads the text in an image with PP-OCRv6, which the extra `ocr` brings along: no download, no network."""

from functools import lru_cache
from importlib.resources import as_file, files
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PIL.Image import Resampling

from workflows.contracts.annotated import Box, TextLine

SIDE = 2000
"""Longest side at which text is looked for."""
LEGIBLE_SIDE = 608
"""Smaller images are enlarged until their shorter side is that long: letters of ten pixels are read then."""
THINNEST = 12
LEAST_CONFIDENCE = 0.5
MOST_LINES, LONGEST_LINE = 100, 500
MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx"}


class NotRead(Exception):
    """The text of this image could not be read; everything else about it stands."""


def can_read() -> bool:
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read_text(pixels: Image.Image) -> tuple[TextLine, ...]:
    """The lines of an RGB image in reading order, the largest hundred of them. Raises `NotRead`."""
    legible = _legible(pixels)
    if min(legible.size) < THINNEST:
        return ()
    page = np.ascontiguousarray(np.asarray(legible)[..., ::-1])
    try:
        return _lines(page)
    except Exception as error:
        raise NotRead(type(error).__name__) from error


def _legible(pixels: Image.Image) -> Image.Image:
    scale = min(SIDE / max(pixels.size), max(1.0, LEGIBLE_SIDE / min(pixels.size)))
    size = (max(1, round(pixels.width * scale)), max(1, round(pixels.height * scale)))
    return pixels if size == pixels.size else pixels.resize(size, Resampling.BICUBIC)


def _lines(page: NDArray[np.uint8]) -> tuple[TextLine, ...]:
    reader = _reader()
    corners = reader(page, use_rec=False).boxes
    if corners is None or not len(corners):
        return ()
    kept = _largest(corners)
    found = reader.recognize_txt(reader.crop_text_regions(page, kept))
    lines = zip(found.txts, found.scores, kept, strict=True)
    return tuple(
        TextLine(text=text[:LONGEST_LINE], confidence=round(float(score), 3), box=_box(four, page))
        for text, score, four in lines
        if text.strip() and score >= LEAST_CONFIDENCE
    )


def _largest(corners: NDArray[np.float32]) -> NDArray[np.float32]:
    """In their order; very many lines would take minutes."""
    heights = np.linalg.norm(corners[:, 0] - corners[:, 3], axis=1)
    return corners[np.sort(np.argsort(-heights, kind="stable")[:MOST_LINES])]


def _box(corners: NDArray[np.float32], page: NDArray[np.uint8]) -> Box:
    """Upright around the four corners, which may stand askew."""
    size = np.array([page.shape[1], page.shape[0]])
    (left, top), (right, bottom) = (
        (edge / size).clip(0, 1).round(4).tolist() for edge in (corners.min(axis=0), corners.max(axis=0))
    )
    return Box(x=left, y=top, width=round(right - left, 4), height=round(bottom - top, 4))


@lru_cache
def _reader() -> Any:
    """Loaded once per child process: 0.6 s and some 500 MB."""
    import cv2
    from rapidocr import RapidOCR

    cv2.setNumThreads(1)
    with as_file(files("rapidocr") / "models") as folder:
        models = {f"{part}.model_path": str(folder / name) for part, name in MODELS.items()}
        wanted = {
            "Global.log_level": "critical",
            "Global.use_cls": False,  # it turned one upright line in ten on its head
            "Det.limit_type": "max",
            "Det.limit_side_len": SIDE,
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        return RapidOCR(params=models | wanted)
