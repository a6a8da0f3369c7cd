"""Spotify's Web API as a catalogue: whom a topic is about, and their tracks. Ids and names only, no audio.

What Spotify took away from apps in development mode (top tracks) is done without where it is refused.
"""
