"""`callsheet webhooks`: whether the server can reach a receiver, and what that verifies with."""

from typing import Annotated

import typer

from callsheet.commands.terminal import AsJson, fail, run, say, say_json

app = typer.Typer(no_args_is_help=True)


@app.callback()
def webhooks() -> None:
    """Try a receiver of webhooks, or see the secret that signs them."""


@app.command("test")
def try_out(
    url: Annotated[str, typer.Argument(metavar="URL", help="Where webhooks are to go.")],
    as_json: AsJson = False,
) -> None:
    """Send one signed test message there, now; exit code 1 where it is not taken."""
    tried = run(lambda callsheet: callsheet.test_webhook(url))
    if as_json:
        say_json(tried.json_ready())
    elif tried.delivered:
        say(f"delivered in {tried.elapsed_ms} ms: {tried.told} (webhook-id {tried.id})")
    else:
        fail(f"not delivered: {tried.told}")
    if not tried.delivered:
        raise typer.Exit(1)


@app.command()
def secret(as_json: AsJson = False) -> None:
    """Print what receivers verify signatures with (as the operator: without CALLSHEET_OWNER)."""
    told = run(lambda callsheet: callsheet.webhook_secret())
    if as_json:
        say_json(told.json_ready())
    else:
        say(told.secret)
        where = "CALLSHEET_WEBHOOK_SECRET" if told.source == "setting" else "webhook.key in its data folder"
        say(f"The server has it from {where}.", err=True)
