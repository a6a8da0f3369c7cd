"""What may be asked of a provider: one shape for each family of models, told apart by `model`.

The names are the provider's own; what it only documents is enforced here: steps, ranges, what needs what.
"""

from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    ValidationError,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from api.schemas.texts import NO_NUL
from receivers import LONGEST_URL

OFFERED: dict[str, tuple[str, ...]] = {"KIE": ("IMAGEN4", "VEO3", "MIDJOURNEY", "SORA2")}
SERVICES: dict[str, tuple[str, ...]] = {
    **OFFERED,
    "GOOGLE": ("IMAGEN4", "VEO3", "GEMINI_2_0"),
    "AZURE": ("DALL_E_3", "GPT_4O"),
    "OPENAI": ("DALL_E_3", "SORA2", "GPT_4O"),
}
"""Who makes what, of all that clients know; only the offered ones are to be had here."""
ALLOWED = "Allowed: " + "; ".join(f"{name} with {', '.join(models)}" for name, models in OFFERED.items())
LARGEST_SEED = 2**31 - 1


def _digits(value: Any) -> Any:
    """Numbers travel as strings there; whoever sends a number means the same."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _counted(value: Any) -> Any:
    """`"4"` is 4; true and 4.0, which equal a number, are none."""
    if value in ("1", "2", "4"):
        return int(value)
    return value if type(value) is int else None


def _seen(text: str) -> str:
    if not text.strip():
        raise ValueError("Say in `prompt` what is to be made; there is nothing to see in it.")
    return text


def _wrong(field: str, words: str) -> ValidationError:
    """What a look at all fields finds wrong, at the field that is to be changed."""
    said = PydanticCustomError("value_error", "{words}", {"words": words})
    return ValidationError.from_exception_data(
        "providerParams", [InitErrorDetails(type=said, loc=(field,), input=None)]
    )


Url = Annotated[StrictStr, Field(min_length=1, max_length=LONGEST_URL), NO_NUL]
LongPrompt = Annotated[StrictStr, Field(min_length=1, max_length=5000), NO_NUL, AfterValidator(_seen)]
ShortPrompt = Annotated[StrictStr, Field(min_length=1, max_length=2000), NO_NUL, AfterValidator(_seen)]
CallBack = Annotated[Url | None, Field(description="Told of the end, signed; like `notify.webhookUrl`.")]
Seed = Annotated[StrictInt, Field(ge=0, le=LARGEST_SEED)]


def _number_of(*words: str) -> Any:
    numbers = [int(word) for word in words]
    schema = {"anyOf": [{"type": "string", "enum": [*words]}, {"type": "integer", "enum": numbers}]}
    return Annotated[Literal[words], BeforeValidator(_digits), WithJsonSchema(schema)]


class _Params(BaseModel):
    model_config = ConfigDict(extra="forbid")

    service: Literal["KIE"] = "KIE"

    def images(self) -> tuple[str, list[str]]:
        """The field of URLs that the provider reads, and these."""
        return "", []


class Imagen4Input(BaseModel):
    model_config = ConfigDict(extra="forbid")

    prompt: LongPrompt
    negative_prompt: Annotated[StrictStr, Field(max_length=5000), NO_NUL] | None = None
    aspect_ratio: Literal["1:1", "16:9", "9:16", "3:4", "4:3"] | None = None
    num_images: _number_of("1", "2", "3", "4") | None = None  # type: ignore[valid-type]
    seed: Seed | None = None


class KieImagen4Params(_Params):
    """Pictures: `num_images` of them, one where it says nothing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "service": "KIE",
                    "model": "IMAGEN4",
                    "apiModel": "google/imagen4-fast",
                    "input": {"prompt": "A beautiful sunset", "aspect_ratio": "16:9", "num_images": "4"},
                }
            ]
        }
    )

    model: Literal["IMAGEN4"]
    apiModel: Literal["google/imagen4-fast", "google/imagen4", "google/imagen4-ultra"] = (  # noqa: N815
        "google/imagen4-fast"
    )
    input: Imagen4Input
    callBackUrl: CallBack = None  # noqa: N815 (the wire's names)


class KieVeo3Params(_Params):
    """One video of eight seconds.

    Of `imageUrls` TEXT_2_VIDEO takes none, FIRST_AND_LAST_FRAMES_2_VIDEO one or two, REFERENCE_2_VIDEO
    one to three.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "service": "KIE",
                    "model": "VEO3",
                    "prompt": "A lighthouse in a storm, waves breaking",
                    "modelVariant": "veo3_fast",
                    "aspectRatio": "16:9",
                }
            ]
        }
    )

    model: Literal["VEO3"]
    prompt: LongPrompt
    modelVariant: Literal["veo3", "veo3_fast"]  # noqa: N815
    generationType: (  # noqa: N815
        Literal["TEXT_2_VIDEO", "FIRST_AND_LAST_FRAMES_2_VIDEO", "REFERENCE_2_VIDEO"] | None
    ) = None
    imageUrls: Annotated[list[Url], Field(max_length=3)] | None = None  # noqa: N815
    aspectRatio: Literal["16:9", "9:16", "Auto"] | None = None  # noqa: N815
    seeds: Annotated[StrictInt, Field(ge=10_000, le=99_999)] | None = None
    watermark: Annotated[StrictStr, Field(max_length=100), NO_NUL] | None = None
    enableTranslation: StrictBool | None = None  # noqa: N815
    callBackUrl: CallBack = None  # noqa: N815

    @model_validator(mode="after")
    def _has_its_images(self) -> "KieVeo3Params":
        number = len(self.imageUrls or ())
        match self.generationType:
            case "TEXT_2_VIDEO" if number:
                raise _wrong("imageUrls", "TEXT_2_VIDEO takes no `imageUrls`.")
            case "FIRST_AND_LAST_FRAMES_2_VIDEO" if number not in (1, 2):
                raise _wrong("imageUrls", "FIRST_AND_LAST_FRAMES_2_VIDEO needs one or two `imageUrls`.")
            case "REFERENCE_2_VIDEO" if not number:
                raise _wrong("imageUrls", "REFERENCE_2_VIDEO needs one to three `imageUrls`.")
        return self

    def images(self) -> tuple[str, list[str]]:
        return "imageUrls", self.imageUrls or []


class KieMidjourneyParams(_Params):
    """Four pictures, or `videoBatchSize` videos (one where it says nothing).

    Every task but mj_txt2img works from `fileUrls`; mj_video and mj_video_hd need `motion`, and only they
    take `videoBatchSize`; `ow` is for mj_omni_reference.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "service": "KIE",
                    "model": "MIDJOURNEY",
                    "taskType": "mj_txt2img",
                    "prompt": "An owl of brass gears in a moonlit library",
                    "aspectRatio": "3:4",
                    "stylization": 250,
                }
            ]
        }
    )

    model: Literal["MIDJOURNEY"]
    taskType: Literal[  # noqa: N815
        "mj_txt2img", "mj_img2img", "mj_style_reference", "mj_omni_reference", "mj_video", "mj_video_hd"
    ]
    prompt: ShortPrompt
    speed: Literal["relaxed", "fast", "turbo"] | None = None
    fileUrls: Annotated[list[Url], Field(max_length=10)] | None = None  # noqa: N815
    aspectRatio: (  # noqa: N815
        Literal["1:2", "9:16", "2:3", "3:4", "5:6", "6:5", "4:3", "3:2", "1:1", "16:9", "2:1"] | None
    ) = None
    version: Literal["7", "6.1", "6", "5.2", "5.1", "niji6"] | None = None
    variety: Annotated[StrictInt, Field(ge=0, le=100, multiple_of=5)] | None = None
    stylization: Annotated[StrictInt, Field(ge=0, le=1000, multiple_of=50)] | None = None
    weirdness: Annotated[StrictInt, Field(ge=0, le=3000, multiple_of=100)] | None = None
    ow: Annotated[StrictInt, Field(ge=1, le=1000)] | None = None
    waterMark: Annotated[StrictStr, Field(max_length=100), NO_NUL] | None = None  # noqa: N815
    enableTranslation: StrictBool | None = None  # noqa: N815
    videoBatchSize: Annotated[Literal[1, 2, 4], BeforeValidator(_counted)] | None = None  # noqa: N815
    motion: Literal["high", "low"] | None = None
    callBackUrl: CallBack = None  # noqa: N815

    @model_validator(mode="after")
    def _fits_its_task(self) -> "KieMidjourneyParams":
        video = self.taskType.startswith("mj_video")
        if self.taskType != "mj_txt2img" and not self.fileUrls:
            words = f"{self.taskType} needs `fileUrls`: the pictures that it works from."
            raise _wrong("fileUrls", words)
        if self.taskType == "mj_txt2img" and self.fileUrls:
            raise _wrong("fileUrls", "mj_txt2img takes no `fileUrls`; mj_img2img does.")
        if video and self.motion is None:
            raise _wrong("motion", f"{self.taskType} needs `motion`: high or low.")
        for field in () if video else ("motion", "videoBatchSize"):
            if getattr(self, field) is not None:
                raise _wrong(field, f"`{field}` is for mj_video and mj_video_hd.")
        if self.ow is not None and self.taskType != "mj_omni_reference":
            raise _wrong("ow", "`ow` is for mj_omni_reference.")
        return self

    def images(self) -> tuple[str, list[str]]:
        return "fileUrls", self.fileUrls or []


class Sora2Input(BaseModel):
    model_config = ConfigDict(extra="forbid")

    prompt: LongPrompt
    aspect_ratio: Literal["portrait", "landscape"] | None = None
    n_frames: _number_of("10", "15") | None = None  # type: ignore[valid-type]
    remove_watermark: StrictBool | None = None


class KieSora2Params(_Params):
    """One video of `n_frames` seconds, ten where it says nothing."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "service": "KIE",
                    "model": "SORA2",
                    "apiModel": "sora-2-text-to-video",
                    "input": {
                        "prompt": "A paper boat in a gutter",
                        "aspect_ratio": "landscape",
                        "n_frames": "10",
                    },
                }
            ]
        }
    )

    model: Literal["SORA2"]
    apiModel: Literal["sora-2-text-to-video"] = "sora-2-text-to-video"  # noqa: N815
    input: Sora2Input
    callBackUrl: CallBack = None  # noqa: N815


def _combined(value: Any) -> Any:
    """Who makes what is looked at first: of two words that do not go together neither is wrong alone."""
    if not isinstance(value, dict):
        return value
    service, model = value.get("service", "KIE"), value.get("model")
    if not (isinstance(service, str) and service in SERVICES):
        raise _wrong("service", f"There is no service {_shown(service)}. {ALLOWED}.")
    if model is None:
        raise _wrong("model", f"Say which `model` is to make it. {ALLOWED}.")
    if not (isinstance(model, str) and model in SERVICES[service]):
        raise _wrong("model", f"Invalid combination: {service} does not support {_shown(model)}. {ALLOWED}.")
    if service not in OFFERED:
        raise _wrong("service", f"Nobody makes {model} of {service} here. {ALLOWED}.")
    return value


def _shown(word: Any) -> str:
    """A word as it is told back, where it is one."""
    return word[:40] if isinstance(word, str) and word.isprintable() else "what is no word"


ProviderParams = Annotated[
    Annotated[
        KieImagen4Params | KieVeo3Params | KieMidjourneyParams | KieSora2Params, Field(discriminator="model")
    ],
    BeforeValidator(_combined),
]
