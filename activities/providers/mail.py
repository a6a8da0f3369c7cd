"""E-mail over SMTP: one letter, one connection, no try but the one that was asked for."""

import asyncio
import socket
import ssl
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal, NamedTuple

import aiosmtplib
from pydantic import SecretStr

from activities.providers.base import Letter, ProviderBusy, ProviderRejected

WHOLE_CALL_S = 20.0
MOST_TOLD = 200
PERMANENT = 500  # SMTP's codes from here on


class Smtp(NamedTuple):
    """`security`: TLS from the start, TLS by STARTTLS, which is then insisted on, or none."""

    host: str
    port: int
    sender: str
    security: Literal["starttls", "tls", "none"] = "starttls"
    username: str = ""
    password: SecretStr = SecretStr("")

    async def send(self, letter: Letter) -> str:
        try:
            async with asyncio.timeout(WHOLE_CALL_S):
                _, said = await aiosmtplib.send(
                    _written(letter, self.sender),
                    hostname=self.host,
                    port=self.port,
                    local_hostname=socket.gethostname(),  # else it is looked up, which may take long
                    use_tls=self.security == "tls",
                    start_tls=self.security == "starttls",
                    username=self.username or None,
                    password=self.password.get_secret_value() or None,
                    timeout=WHOLE_CALL_S,
                )
        except aiosmtplib.SMTPAuthenticationError as error:  # ours to mend: until then it is tried again
            raise ProviderBusy(f"The mail server does not know us: {_words(error)}") from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            raise _refused(error.recipients[0]) from error
        except aiosmtplib.SMTPResponseException as error:
            raise _refused(error) from error
        except TimeoutError as error:
            raise ProviderBusy(f"The mail server did not answer within {WHOLE_CALL_S:g} seconds") from error
        except (aiosmtplib.SMTPException, OSError, ssl.SSLError) as error:
            raise ProviderBusy(f"The mail server cannot be used: {error}"[:MOST_TOLD]) from error
        return " ".join(said.split())[:MOST_TOLD]


def _written(letter: Letter, sender: str) -> EmailMessage:
    """The headers are the library's to encode: it refuses line breaks in them."""
    mail = EmailMessage(SMTP)
    mail["From"] = sender
    mail["To"] = letter.to
    mail["Subject"] = letter.subject
    mail["Date"] = datetime.now(UTC)
    mail["Message-ID"] = f"<{letter.id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(letter.text)
    return mail


def _refused(error: aiosmtplib.SMTPResponseException) -> Exception:
    told = f"The mail server refused it: {_words(error)}"
    return ProviderRejected("mail-refused", told) if error.code >= PERMANENT else ProviderBusy(told)


def _words(error: aiosmtplib.SMTPResponseException) -> str:
    return f"{error.code} {' '.join(error.message.split())}"[:MOST_TOLD]
