"""Forms byte by byte, as no client would send them; their boundary is `x`."""

FORM = "multipart/form-data; boundary=x"
END = b"--x--\r\n"


def part(name: str, value: bytes, filename: bytes | None = None) -> bytes:
    named = b"" if filename is None else b'; filename="' + filename + b'"'
    head = f'--x\r\nContent-Disposition: form-data; name="{name}"'.encode()
    return head + named + b"\r\n\r\n" + value + b"\r\n"
