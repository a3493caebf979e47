"""`make endurance`: the pushes at full size. Prints figures; exit code 1 where one of them is not as promised.

flood: all chats are told once, at the set pace, while people ask. kills: the same, with `kill -9` at random moments.
trouble: the same, with refusals, moves, server errors and connections that drop before and after the send.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import random
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from tests.support.program import Program
from tests.support.telegram_server import Refusal, Sent, TelegramServer, Trouble, listening

FIRST = 10_000  # the id of the first chat
PACE = 20.0
ASKERS = 40
QUESTIONS = ("OK-Robot 的成功率是多少？", "Claude 3 有哪几个型号？", "有哪些机器人？", "1bit 量化是什么？")
ASK_EVERY = 0.45  # seconds

console = Console(highlight=False, soft_wrap=True)


@dataclass
class Findings:
    """Figures, each with what was promised."""

    failed: list[str] = field(default_factory=list)

    def note(self, name: str, value: object, *, ok: bool = True) -> None:
        """One figure."""
        console.print(f"{'ok  ' if ok else 'BAD '} {name}: {value}")
        if not ok:
            self.failed.append(name)

    def told(self, server: TelegramServer, expected: Iterable[int]) -> None:
        """Whether all were told, and how many more than once."""
        pushes, wanted = server.pushes(), set(expected)
        self.note("chats missed", len(wanted - pushes.keys()), ok=not wanted - pushes.keys())
        self.note("chats told that should not be", len(pushes.keys() - wanted), ok=not pushes.keys() - wanted)


async def flood(program: Program, ids: Sequence[int], findings: Findings) -> None:
    """Line by line: each once, no 429, the pace, the answers."""
    server = program.server
    await program.start()
    askers = ids[:: max(1, len(ids) // ASKERS)][:ASKERS]
    await _ask(server, askers, 8)
    idle = await _ask(server, askers, 100)
    await program.ingest("one")
    asking = asyncio.create_task(_ask_until(server, askers, lambda: len(server.pushes()) >= len(ids)))
    await _all_told(server, ids)
    busy = await asking
    pushes = [one for one in server.sent if one.is_push]
    rate = (len(pushes) - 1) / (pushes[-1].moment - pushes[0].moment)
    findings.told(server, ids)
    findings.note("told more than once", len(pushes) - len(ids), ok=len(pushes) == len(ids))
    findings.note("429 provoked", server.refused[429], ok=not server.refused)
    findings.note("pushes a second", f"{rate:.2f}, {rate / PACE - 1:+.1%} of the pace", ok=abs(rate / PACE - 1) <= 0.05)
    ratio = statistics.median(busy) / statistics.median(idle)
    findings.note(
        "median answer",
        f"{statistics.median(busy) * 1e3:.1f} ms while pushing ({len(busy)} questions), "
        f"{statistics.median(idle) * 1e3:.1f} ms idle ({len(idle)}), ratio {ratio:.2f}",
        ok=ratio <= 1.5,
    )


async def kills(program: Program, ids: Sequence[int], findings: Findings, times: int, seed: int) -> None:
    """Kills at random moments of the push."""
    server, chance = program.server, random.Random(seed)  # noqa: S311 - not for secrets
    await program.start()
    await program.ingest("one")
    marks = sorted(chance.sample(range(1, len(ids) - 1), times))
    for mark in marks:
        await _told_at_least(server, mark)
        await asyncio.sleep(chance.uniform(0, 1 / PACE))
        before = sum(server.pushes().values())
        await program.kill()
        began = time.monotonic()
        await program.start()
        await _told_at_least(server, before + 1)
        console.print(f"     killed after {before}, going on {time.monotonic() - began:.1f} s later")
    await _all_told(server, ids)
    await asyncio.sleep(3)
    repeated = [count - 1 for count in server.pushes().values() if count > 1]
    findings.told(server, ids)
    findings.note("kills", times)
    findings.note("messages repeated", sum(repeated), ok=sum(repeated) <= times)
    findings.note("429 provoked", server.refused[429], ok=not server.refused)


async def trouble(program: Program, ids: Sequence[int], findings: Findings, seed: int) -> None:
    """A sixth of the messages meet trouble of some kind."""
    server, chance = program.server, random.Random(seed)  # noqa: S311 - not for secrets
    await program.start()
    gone = set(chance.sample([one for one in ids if one > 0], len(ids) // 50))
    groups = [one for one in ids if one < 0]
    server.blocked, server.moved = gone, {one: one - 1_000_000_000_000 for one in groups[::2]}
    flood_: Refusal = (429, "Too Many Requests: retry after 2", {"retry_after": 2})
    kinds: list[Trouble] = [flood_, "bad gateway", "drop before", "drop after"]
    await program.ingest("one")
    met, most = 0, len(ids) // 6
    async with asyncio.timeout(60 + 2 * len(ids) / PACE):
        while (await program.stats()).pushes_waiting:
            more = min(most, len(server.sent) // 6) - met
            server.trouble.extend(chance.choices(kinds, k=more))
            met += more
            await asyncio.sleep(0.5)
    expected = {server.moved.get(one, one) for one in ids} - gone
    pushes = server.pushes()
    repeated = {chat: count - 1 for chat, count in pushes.items() if count > 1}
    unexplained = {chat: more for chat, more in repeated.items() if more > server.unanswered.count(chat)}
    stats = await program.stats()
    findings.told(server, expected)
    findings.note("trouble met", f"{met}, and {len(gone)} blocked, {len(server.moved)} moved")
    findings.note("answers lost after the send", len(server.unanswered))
    findings.note("messages repeated", sum(repeated.values()), ok=sum(repeated.values()) <= len(server.unanswered))
    findings.note("repeated although the answer came", len(unexplained), ok=not unexplained)
    findings.note("chats deactivated", stats.chats_inactive, ok=stats.chats_inactive == len(gone))
    findings.note("parked, waiting", (stats.pushes_parked, stats.pushes_waiting), ok=not stats.pushes_parked)


async def _told_at_least(server: TelegramServer, count: int) -> None:
    async with asyncio.timeout(90), server.arrived:
        await server.arrived.wait_for(lambda: sum(server.pushes().values()) >= count)


async def _all_told(server: TelegramServer, ids: Sequence[int]) -> None:
    async with asyncio.timeout(60 + 2 * len(ids) / PACE), server.arrived:
        await server.arrived.wait_for(lambda: len(server.pushes()) >= len(ids))


async def _ask(server: TelegramServer, askers: Sequence[int], times: int) -> list[float]:
    return [await _one(server, askers[number % len(askers)], number) for number in range(times)]


async def _ask_until(server: TelegramServer, askers: Sequence[int], ended: object) -> list[float]:
    taken: list[float] = []
    while not ended():  # type: ignore[operator]
        taken.append(await _one(server, askers[len(taken) % len(askers)], len(taken)))
    return taken


async def _one(server: TelegramServer, chat_id: int, number: int) -> float:
    """Seconds from a question to its answer."""
    began, known = time.monotonic(), len(server.sent)
    server.write(chat_id, QUESTIONS[number % len(QUESTIONS)])

    def answer() -> Sent | None:
        return next((one for one in server.sent[known:] if one.chat_id == chat_id and not one.is_push), None)

    async with asyncio.timeout(30), server.arrived:
        await server.arrived.wait_for(answer)
    found = answer()
    taken = found.moment - began if found else 0.0
    await asyncio.sleep(max(0.0, ASK_EVERY - taken))
    return taken


async def main() -> int:
    """The chosen run."""
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    parser.add_argument("run", choices=("flood", "kills", "trouble"))
    parser.add_argument("--chats", type=int, default=2_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", default="", help="a PostgreSQL URL; without it, a SQLite file")
    parser.add_argument("--delay", type=float, default=0.0, help="seconds that Telegram takes to answer")
    chosen = parser.parse_args()
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # dropped connections are meant
    findings, server = Findings(), TelegramServer(delay=chosen.delay)
    ids = [FIRST + number if number % 10 else -FIRST - number for number in range(chosen.chats)]
    if chosen.run == "flood":
        ids = [abs(one) for one in ids]
    with TemporaryDirectory() as folder:
        async with listening(server) as address:
            program = Program(server, address, Path(folder), chosen.database, {"ADMIN_IDS": "1"})
            await program.subscribe(ids)
            try:
                if chosen.run == "flood":
                    await flood(program, ids, findings)
                elif chosen.run == "kills":
                    await kills(program, ids, findings, chosen.kills, chosen.seed)
                else:
                    await trouble(program, ids, findings, chosen.seed)
            finally:
                await program.stop()
                if findings.failed:
                    console.print(program.log[-4_000:])
    return 1 if findings.failed else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
