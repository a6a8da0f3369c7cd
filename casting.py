"""Who makes documentaries, pictures and video, by the settings; what has no key is done offline."""

from activities.documentary import Desk
from activities.providers.chat.author import open_chat
from activities.providers.generator import Drawer, Generator
from activities.providers.kie.generator import open_kie
from activities.providers.local.author import TemplateAuthor
from activities.providers.local.catalogue import LocalCatalogue
from activities.providers.local.drawer import ProceduralDrawer
from activities.providers.local.knowledge import LocalKnowledge
from activities.providers.local.narrator import HibariNarrator, available
from activities.providers.speech.narrator import open_speech
from activities.providers.spotify.catalogue import open_spotify
from activities.providers.studio import Author, Catalogue, Narrator
from settings import Settings

DRAWING_S = 300.0
"""Longest time for one picture or video, seconds."""


def desk(settings: Settings) -> Desk:
    return Desk(catalogue(settings), LocalKnowledge(), author(settings))


def catalogue(settings: Settings) -> Catalogue:
    if settings.music == "local":
        return LocalCatalogue()
    return open_spotify(
        settings.spotify_url,
        settings.spotify_accounts_url,
        settings.spotify_client_id,
        settings.spotify_client_secret,
        settings.spotify_timeout_s,
    )


def author(settings: Settings) -> Author:
    template = TemplateAuthor()
    if not settings.chat_url:
        return template
    key, timeout_s = settings.chat_api_key, settings.chat_timeout_s
    return open_chat(settings.chat_url, settings.chat_model, key, timeout_s, template)


def narrator(settings: Settings) -> Narrator | None:
    """The model that is set, else the extra where it is installed, else nobody."""
    if settings.speech_url:
        return open_speech(
            settings.speech_url,
            settings.speech_model,
            settings.speech_voice,
            settings.speech_api_key,
            settings.speech_timeout_s,
        )
    at_once = settings.cores
    return HibariNarrator(at_once, settings.speech_timeout_s) if available() else None


def generator(settings: Settings) -> Generator | None:
    """Kie.ai where it is the one; nobody outside where all is drawn here."""
    key = settings.kie_api_key
    if not key.get_secret_value():
        return None
    return open_kie(settings.kie_base_url, settings.kie_upload_base_url, key, settings.kie_timeout_s)


def drawer(settings: Settings) -> Drawer:
    return ProceduralDrawer(settings.cores, DRAWING_S)
