"""Writes the OpenAPI document of the API to standard output; nothing is started for it."""

import json
import sys

from api.app import create_app

sys.stdout.write(json.dumps(create_app().openapi()))
