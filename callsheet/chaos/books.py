"""The judge's look at the money: what was taken, what came back, and what was delivered for it."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate
from typing import Any

from callsheet.chaos.verdict import Violation
from callsheet.chaos.witness import BATCH, DOCUMENTARY, ENDED, TRANSFERS, Book, Evidence, Last

FREE = (BATCH, DOCUMENTARY, *TRANSFERS)
Entries = list[Mapping[str, Any]]


def balance(evidence: Evidence) -> Iterator[Violation]:
    """Every account adds up, and every job has paid its price or nothing."""
    of_job: dict[str, Entries] = defaultdict(list)
    for book in evidence.books:
        yield from adds_up(book)
        for entry in book.entries:
            if entry["jobId"]:
                of_job[str(entry["jobId"])].append(entry)
    for last in evidence.jobs:
        yield from paid(last, of_job.pop(last.id, []))
    for job_id, entries in of_job.items():
        yield Violation("paid for nothing", job_id, _in_words(entries))


def adds_up(book: Book) -> Iterator[Violation]:
    """The balance is the sum, no entry is there twice, and at no moment was there a debt."""
    amounts = [int(entry["amount"]) for entry in reversed(book.entries)]
    if not amounts:
        return  # who was never let in has no account, only the prospect of one
    if sum(amounts) != book.balance:
        shown = f"balance {book.balance}, entries sum up to {sum(amounts)}"
        yield Violation("ledger does not balance", book.owner, shown)
    if min(accumulate(amounts), default=0) < 0:
        yield Violation("balance below zero", book.owner, f"{min(accumulate(amounts))}")
    twice = [name for name, count in Counter(str(entry["id"]) for entry in book.entries).items() if count > 1]
    if twice:
        yield Violation("entry listed twice", book.owner, ", ".join(twice))


def paid(last: Last, entries: Entries) -> Iterator[Violation]:
    """One charge and at most one refund a run; in the end the price where it completed, else nothing.
    Only enhancements cost anything."""
    for (kind, run), count in Counter((entry["kind"], entry["runId"]) for entry in entries).items():
        if count > 1:
            yield Violation(f"two {kind}s", last.id, f"run {run}: {_in_words(entries)}")
    charged = -sum(int(entry["amount"]) for entry in entries if entry["kind"] == "charge")
    refunded = sum(int(entry["amount"]) for entry in entries if entry["kind"] == "refund")
    told = last.job["credits"]["charged"], last.job["credits"]["refunded"]
    if told != (charged, refunded):
        shown = f"the job says {told[0]} and {told[1]} back, its entries {_in_words(entries)}"
        yield Violation("job and ledger differ", last.id, shown)
    if last.job["kind"] in FREE and entries:
        yield Violation("paid for what is free", last.id, _in_words(entries))
    if last.job["kind"] not in FREE and not charged:
        yield Violation("never charged", last.id, _in_words(entries))
    price = next((-int(entry["amount"]) for entry in reversed(entries) if entry["kind"] == "charge"), 0)
    if last.status == "completed" and charged - refunded != price:
        yield Violation("completed for another price", last.id, _in_words(entries))
    if last.status in ENDED - {"completed"} and charged != refunded:
        yield Violation("not refunded", last.id, f"{last.status}: {_in_words(entries)}")


def delivered(last: Last) -> Iterator[Violation]:
    """A completed job's file is there, whole."""
    expected = (last.job["result"] or {}).get("bytes")
    if last.status == "completed" and last.fetched != expected:
        yield Violation("not delivered", last.id, f"{expected} bytes were promised, {last.fetched} came")


def _in_words(entries: Entries) -> str:
    return ", ".join(f"{entry['kind']} {entry['amount']}" for entry in entries) or "none"
