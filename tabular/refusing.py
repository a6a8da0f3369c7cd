"""What a file, a mapping or a schema is refused for, before anything began.

Refused
├── FileRefused       the file cannot be read as rows
└── Misstated         what was asked for cannot be, and `pointer` says where
    ├── MappingRefused
    └── SchemaRefused
"""


class Refused(Exception):
    """`code` is for programs; `message` says to people what happened and what would help."""

    code: str
    message: str


class FileRefused(Refused):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message)  # all arguments, so that it can be pickled
        self.code, self.message = code, message

    def __str__(self) -> str:
        return self.message


class Misstated(Refused):
    """`pointer` is a JSON pointer into what was asked: `/mapping/Name`, `/columns/2/pattern`."""

    def __init__(self, pointer: str, code: str, message: str) -> None:
        super().__init__(pointer, code, message)
        self.pointer, self.code, self.message = pointer, code, message

    def __str__(self) -> str:
        return self.message


class MappingRefused(Misstated):
    pass


class SchemaRefused(Misstated):
    pass


def pointer(*parts: str | int) -> str:
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
