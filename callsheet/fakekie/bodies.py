"""What each family's create call takes, as Kie documents it; what is documented as a string is no number."""

from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, ValidationError, model_validator

IMAGEN4 = "google/imagen4"
SORA2 = "sora-2-text-to-video"
SORA2_ANIMATE = "sora-2-image-to-video"
Url = Annotated[HttpUrl, Field(strict=False)]
MjRatio = Literal["1:2", "9:16", "2:3", "3:4", "5:6", "6:5", "4:3", "3:2", "1:1", "16:9", "2:1"]
B = TypeVar("B", bound=BaseModel)


class Refused(Exception):
    """A body that Kie would not take; `code` is the one of the answer's body."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class _Body(BaseModel):
    """Fields that are not documented are not looked at."""

    model_config = ConfigDict(strict=True, extra="ignore")


class ImagenInput(_Body):
    prompt: str = Field(min_length=1, max_length=5000)
    negative_prompt: str | None = Field(default=None, max_length=5000)
    aspect_ratio: Literal["1:1", "16:9", "9:16", "3:4", "4:3"] = "16:9"
    num_images: Literal["1", "2", "3", "4"] = "1"
    seed: int | None = None


class SoraInput(_Body):
    prompt: str = Field(min_length=1, max_length=5000)
    aspect_ratio: Literal["landscape", "portrait"] = "landscape"
    n_frames: Literal["10", "15"] = "10"
    remove_watermark: bool = True


class SoraAnimateInput(SoraInput):
    image_urls: list[Url] = Field(min_length=1, max_length=1)


class Imagen(_Body):
    model: Literal["google/imagen4-fast", "google/imagen4", "google/imagen4-ultra"]
    input: ImagenInput
    callBackUrl: Url | None = None  # noqa: N815 (Kie's name)


class Sora(_Body):
    model: Literal["sora-2-text-to-video"]
    input: SoraInput
    callBackUrl: Url | None = None  # noqa: N815


class SoraAnimate(_Body):
    model: Literal["sora-2-image-to-video"]
    input: SoraAnimateInput
    callBackUrl: Url | None = None  # noqa: N815


class Veo(_Body):
    prompt: str = Field(min_length=1, max_length=5000)
    model: Literal["veo3", "veo3_fast", "veo3_lite"]
    generationType: (  # noqa: N815
        Literal["TEXT_2_VIDEO", "FIRST_AND_LAST_FRAMES_2_VIDEO", "REFERENCE_2_VIDEO"] | None
    ) = None
    imageUrls: list[Url] = Field(default=[], max_length=3)  # noqa: N815
    aspect_ratio: Literal["16:9", "9:16", "Auto"] | None = None
    aspectRatio: Literal["16:9", "9:16", "Auto"] | None = None  # noqa: N815
    seeds: int | None = Field(default=None, ge=10000, le=99999)
    watermark: str | None = None
    enableFallback: bool = False  # noqa: N815
    enableTranslation: bool = True  # noqa: N815
    callBackUrl: Url | None = None  # noqa: N815

    @model_validator(mode="after")
    def _pictures(self) -> Self:
        count, kind = len(self.imageUrls), self.generationType
        if kind == "TEXT_2_VIDEO" and count:
            raise ValueError("TEXT_2_VIDEO takes no imageUrls")
        if kind == "FIRST_AND_LAST_FRAMES_2_VIDEO" and count not in (1, 2):
            raise ValueError("FIRST_AND_LAST_FRAMES_2_VIDEO takes 1 or 2 imageUrls")
        if kind == "REFERENCE_2_VIDEO" and not (count and self.model == "veo3_fast"):
            raise ValueError("REFERENCE_2_VIDEO takes 1 to 3 imageUrls and the model veo3_fast")
        return self


class Midjourney(_Body):
    taskType: Literal[  # noqa: N815
        "mj_txt2img", "mj_img2img", "mj_style_reference", "mj_omni_reference", "mj_video", "mj_video_hd"
    ]
    prompt: str = Field(min_length=1, max_length=2000)
    speed: Literal["relaxed", "fast", "turbo"] | None = None
    fileUrl: Url | None = None  # noqa: N815
    fileUrls: list[Url] = []  # noqa: N815
    aspectRatio: MjRatio | None = None  # noqa: N815
    version: Literal["7", "6.1", "6", "5.2", "5.1", "niji6"] | None = None
    variety: int | None = Field(default=None, ge=0, le=100, multiple_of=5)
    stylization: int | None = Field(default=None, ge=0, le=1000, multiple_of=50)
    weirdness: int | None = Field(default=None, ge=0, le=3000, multiple_of=100)
    ow: int | None = Field(default=None, ge=1, le=1000)
    waterMark: str | None = None  # noqa: N815
    enableTranslation: bool = False  # noqa: N815
    videoBatchSize: Literal[1, 2, 4] | None = None  # noqa: N815
    motion: Literal["high", "low"] | None = None
    callBackUrl: Url | None = None  # noqa: N815

    @property
    def films(self) -> bool:
        return self.taskType.startswith("mj_video")

    @model_validator(mode="after")
    def _belongings(self) -> Self:
        if self.taskType != "mj_txt2img" and not (self.fileUrl or self.fileUrls):
            raise ValueError(f"{self.taskType} needs fileUrls")
        if self.films and not self.motion:
            raise ValueError(f"{self.taskType} needs motion")
        if self.ow is not None and self.taskType != "mj_omni_reference":
            raise ValueError("ow is for mj_omni_reference only")
        if self.videoBatchSize is not None and not self.films:
            raise ValueError("videoBatchSize is for mj_video and mj_video_hd only")
        return self


def checked(kind: type[B], body: dict[str, Any]) -> B:
    """Raises `Refused` with 422 and what is wrong first."""
    try:
        return kind.model_validate(body)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise Refused(422, f"{where}: {first['msg']}" if where else str(first["msg"])) from error
