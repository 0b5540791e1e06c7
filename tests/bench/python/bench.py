"""The contender "Python": the deals and reads of tests/bench through the typed package.

`bench.py TASK FILE full|normal COUNT BATCH` prints how long each piece took;
tests/bench/src/workload.rs says what the tasks are and what stands in the file of ids.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Literal

import crm

NOW = dt.datetime(2026, 6, 1, 2, tzinfo=dt.timezone.utc)
CLOSE = dt.date(2026, 6, 30)
MOVES, WARM_UP, STRIDE, PAGE = 3, 20, 7_919, 50

Ids = dict[str, list[int]]
Work = Callable[[int], None]
Durability = Literal["full", "normal"]


def read_ids(file: Path) -> Ids:
    """The records of the set-up, by what they are."""
    lines = file.with_suffix(".ids").read_text().splitlines()
    words = [line.split() for line in lines]
    return {kind: [int(one) for one in ids] for kind, _, *ids in words}


def lines(products: list[int]) -> list[crm.quote.LineArgs]:
    """The lines of the quote."""
    line = crm.quote.LineArgs
    return [
        line(product=products[0], quantity=Decimal("24"), discount_percent=Decimal("5")),
        line(product=products[1], quantity=Decimal("24")),
        line(product=products[2], quantity=Decimal("48"), discount_amount=Decimal("152.00")),
        line(product=products[3], quantity=Decimal("1")),
        line(product=products[4], quantity=Decimal("3.5")),
    ]


def deal(s: crm.Session, ids: Ids, number: int) -> None:
    """One deal, from the opportunity to the last receipt."""
    turn = number % len(ids["customers"])
    customer, contact = ids["customers"][turn], ids["contacts"][turn]
    opportunity = s.opportunity.create(
        name="二期产线伺服改造",
        customer=customer,
        contact=contact,
        pipeline=ids["pipeline"][0],
        amount=Decimal("90000.00"),
        expected_close=CLOSE,
    ).id
    for _ in range(MOVES):
        s.opportunity.advance(opportunity=opportunity)
    s.opportunity.win(opportunity=opportunity)
    quote = s.quote.create(
        customer=customer,
        contact=contact,
        opportunity=opportunity,
        discount_amount=Decimal("575.80"),
        valid_until=CLOSE,
        lines=lines(ids["products"]),
    ).id
    s.quote.send(quote=quote)
    s.quote.accept(quote=quote)
    order = s.quote.convert(quote=quote).id
    s.order.submit(order=order)
    for plan in s.order.approve(order=order).plans:
        receipt = s.receipt.record(customer=customer, amount=plan.amount)
        s.receipt.confirm(receipt=receipt.id)


def reader(db: crm.Database, task: str, ids: Ids) -> Work:
    """What reads one order, or one list of plans."""
    if task == "orders":
        chief, orders = db.session(user="chief"), ids["orders"]

        def order(number: int) -> None:
            chief.order.get(order=orders[number * STRIDE % len(orders)])

        return order
    users = {"own": "seller-{}", "director": "director", "all-director": "director"}
    user = users.get(task, "chief")
    sessions = [db.session(user=user.format(index)) for index in range(WARM_UP)]
    named = task in ("chief", "director")

    def plans(number: int) -> None:
        turn = number % WARM_UP
        owner = ids["sellers"][turn] if named else None
        sessions[turn].collection.list(owner=owner, overdue=True, limit=PAGE).page()

    return plans


def measure(work: Work, count: int, begin: Work, end: Work) -> None:
    """Does the work and prints how long each piece took."""
    for number in range(WARM_UP):
        work(number)
    laps = [0] * count
    started = last = time.perf_counter_ns()
    for number in range(count):
        begin(number)
        work(number)
        end(number)
        now = time.perf_counter_ns()
        laps[number] = now - last
        last = now
    status = Path("/proc/self/status").read_text()
    memory = status.partition("VmHWM:")[2].split()[0]
    print(f"total {last - started}\nmemory {memory}")
    print("\n".join(f"lap {lap}" for lap in laps))


def main(task: str, file: Path, durability: Durability, count: int, batch: int) -> None:
    """Opens the workspace and does the task."""
    ids = read_ids(file)
    with crm.open(file, durability=durability, now=NOW) as db:
        if task != "deals":
            measure(reader(db, task, ids), count, lambda _: None, lambda _: None)
            return
        session, together = db.session(user="li.na"), contextlib.ExitStack()

        def begin(number: int) -> None:
            if batch and number % batch == 0:
                together.enter_context(session.transaction())

        def end(number: int) -> None:
            if batch and ((number + 1) % batch == 0 or number + 1 == count):
                together.close()

        measure(lambda number: deal(session, ids, number), count, begin, end)


if __name__ == "__main__":
    main(
        sys.argv[1],
        Path(sys.argv[2]),
        "full" if sys.argv[3] == "full" else "normal",
        int(sys.argv[4]),
        int(sys.argv[5]),
    )
