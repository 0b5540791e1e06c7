"""One sale, from an opportunity to collected money, told by the files of a folder.

`python examples/python/quote_to_cash.py [FOLDER]` reads `examples/data` or your own folder
(`examples/data/README.md` says what is in it), writes the database file `quote_to_cash.db` into
the current folder, anew with each run, and prints the plans and the balances.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import crm

SHIPPED = Path(__file__).resolve().parent.parent / "data"

DEAL = "deal.json"

FILES = {
    "calendar.json": "calendar.load",
    "rates.json": "rate.set",
    "terms.json": "terms.create",
    "products.json": "product.create",
    "price_list.json": "price_list.create",
    "prices.json": "price.set",
    "customers.json": "customer.create",
    "contacts.json": "contact.create",
    "pipeline.json": "pipeline.create",
}
"""The files before the deal, each with the operation whose arguments it holds."""

REFERENCES = (
    "customer",
    "contact",
    "product",
    "terms",
    "price_list",
    "pipeline",
    "opportunity",
    "order",
    "plan",
)
"""The fields by which a document of the files names another record.

By its `external_ref`; a plan by its place in the order.
"""

LISTS = ("lines", "allocations")
"""The lists in a document whose items name records too."""

MOVES = 3
"""The moves of the opportunity before it is won."""

Document = dict[str, Any]


class Broken(Exception):
    """A file of the folder that the sale cannot be told by."""


class Sale:
    """The sale while it is told."""

    def __init__(self, db: crm.Database, session: crm.Session) -> None:
        self.db = db
        self.session = session
        self.ids: dict[tuple[str, str], int] = {}

    def set_up(self, folder: Path, file: str, operation: str) -> None:
        """Runs the operation with each document of a file: a list of them, or one alone."""
        content = read(folder, file)
        alone = not isinstance(content, list)
        documents = [content] if alone else content
        print(f"{file}: {len(documents)} × {operation}")
        for index, document in enumerate(documents):
            self.invoke(operation, document, file, "" if alone else f"[{index}]")

    def win(self, document: Document) -> None:
        opportunity = self.invoke("opportunity.create", document, DEAL, "opportunity")["id"]
        for _ in range(MOVES):
            self.session.opportunity.advance(opportunity=opportunity)
        won = self.session.opportunity.win(opportunity=opportunity)
        print(f"\nOpportunity {won.name}: won after {MOVES} moves")

    def quote(self, document: Document) -> crm.quote.Quote:
        made = self.invoke("quote.create", document, DEAL, "quote")["id"]
        self.session.quote.send(quote=made)
        quote = self.session.quote.accept(quote=made)
        print(f"\nQuote {quote.number}, {quote.currency}:")
        for line in quote.lines:
            sold = f"{line.description}: {line.quantity} × {line.unit_price}"
            print(f"  {sold}, net {line.net}, tax {line.tax}")
        print(f"  net {quote.net} tax {quote.tax} gross {quote.gross}")
        return quote

    def order(self, quote: crm.quote.Quote, document: Document) -> crm.order.ApprovedOrder:
        # One decision: the order stands approved with its plans, or not at all.
        with self.session.transaction():
            draft = self.invoke("quote.convert", {**document, "quote": quote.id}, DEAL, "order")
            self.session.order.submit(order=draft["id"])
            approved = self.session.order.approve(order=draft["id"])
        if approved.order.external_ref is not None:
            self.ids["order", approved.order.external_ref] = approved.order.id
        print(f"\nOrder {approved.order.number}: gross {approved.order.gross}")
        for plan in approved.plans:
            print(f"  plan {plan.sequence}: {plan.amount} due {plan.due_on or 'later'}")
            self.ids["plan", str(plan.sequence)] = plan.id
        for warning in approved.warnings:
            print(f"  warning: {warning.message}")
        return approved

    def step(self, order: crm.order.Order, step: Document, place: str) -> None:
        """What happens next, and how the order and its customer stand afterwards."""
        now = instant(step, place)
        self.db.set_now(now)
        title, operation = words(step, "title", place), words(step, "operation", place)
        self.invoke(operation, part(step, "arguments", place), DEAL, join(place, "arguments"))
        print(f"\n{now.date()}: {title}")
        for plan in self.session.order.get(order=order.id).plans:
            due = plan.due_on or "later"
            print(f"  plan {plan.sequence}: open {plan.open} of {plan.amount} due {due}")
            self.ids["plan", str(plan.sequence)] = plan.id
        for owed in self.session.collection.balance(customer=order.customer).balances:
            sums = f"open {owed.open} overdue {owed.overdue} credit {owed.credit}"
            print(f"  balance {owed.currency}: {sums}")

    def ageing(self) -> None:
        """What is open by how long it has been due, customer by customer."""
        report = self.session.collection.ageing().page()
        print(f"\nAgeing on {report.as_of}:")
        for line in report.items:
            customer = self.session.customer.get(customer=line.group or 0)
            print(f"  {customer.name}, {aged(line.sums, report.boundaries)}")
        for sums in report.totals:
            print(f"  together, {aged(sums, report.boundaries)}")

    def invoke(self, operation: str, document: Document, file: str, place: str) -> Document:
        """Runs an operation with a document of the files and remembers the record it made.

        `place` is where the document stands in its file.
        """
        self.resolve(document, file, place)
        try:
            made = self.session.invoke(operation, document)
        except crm.Error as error:
            raise located(error, file, place) from error
        if made.get("external_ref") is not None:
            self.ids[operation.split(".")[0], made["external_ref"]] = made["id"]
        return made

    def resolve(self, document: object, file: str, place: str) -> None:
        """Puts ids where the document and the items of its lists name other records."""
        if not isinstance(document, dict):
            return
        for field in REFERENCES:
            name = document.get(field)
            if isinstance(name, str):
                if (field, name) not in self.ids:
                    raise Broken(f"{file}: {join(place, field)}: no such {field}: {name}")
                document[field] = self.ids[field, name]
        for name in LISTS:
            items = document.get(name)
            for index, item in enumerate(items if isinstance(items, list) else ()):
                self.resolve(item, file, join(place, f"{name}[{index}]"))


def join(place: str, field: str) -> str:
    joint = "." if place and field and not field.startswith("[") else ""
    return f"{place}{joint}{field}"


def located(error: crm.Error, file: str, place: str) -> Broken:
    """What the library refused, with the file and the field in it."""
    field = join(place, error.field or "")
    return Broken(f"{file}: {field}: {error.message}" if field else f"{file}: {error.message}")


def read(folder: Path, file: str) -> Any:
    text = (folder / file).read_text(encoding="utf-8")
    try:
        return json.loads(text)
    except ValueError as error:
        raise Broken(f"{file}: the JSON is malformed: {error}") from error


def part(document: object, field: str, place: str = "") -> Any:
    """A field that must be there."""
    found = document.get(field) if isinstance(document, dict) else None
    if found is None:
        raise Broken(f"{DEAL}: {join(place, field)}: missing")
    return found


def words(document: Document, field: str, place: str) -> str:
    """A field that must be text."""
    text = part(document, field, place)
    if not isinstance(text, str):
        raise Broken(f"{DEAL}: {join(place, field)}: not text")
    return text


def aged(sums: crm.ageing.AgeingSums, boundaries: tuple[int, ...]) -> str:
    """One line of the ageing table: what is not due, each bucket, what is over, the credit."""
    parts = [f"not due {sums.not_due}"]
    first = 1
    for last, open_ in zip(boundaries, sums.buckets, strict=True):
        parts.append(f"{first}-{last} days {open_}")
        first = last + 1
    parts += [f"over {sums.over}", f"credit {sums.credit}"]
    return f"{sums.currency}: {', '.join(parts)}"


def instant(document: Document, place: str = "") -> dt.datetime:
    text = words(document, "now", place)
    try:
        return dt.datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise Broken(f"{DEAL}: {join(place, 'now')}: {error}") from error


def tell(folder: Path) -> None:
    deal = read(folder, DEAL)
    file = Path.cwd() / "quote_to_cash.db"
    # The database of the run before, with the files SQLite keeps beside it.
    for ending in (".db", ".db-wal", ".db-shm"):
        file.with_suffix(ending).unlink(missing_ok=True)
    with crm.open(file, now=instant(deal)) as db, db.session() as session:
        sale = Sale(db, session)
        for name, operation in FILES.items():
            sale.set_up(folder, name, operation)
        sale.win(part(deal, "opportunity"))
        approved = sale.order(sale.quote(part(deal, "quote")), part(deal, "order"))
        steps = part(deal, "steps")
        if not isinstance(steps, list):
            raise Broken(f"{DEAL}: steps: not a list")
        for index, step in enumerate(steps):
            sale.step(approved.order, step, f"steps[{index}]")
        sale.ageing()
        if not session.admin.verify().clean:
            raise Broken("a stored balance differs from what it is computed from")
        print("\nEvery balance recomputed: clean")
        print(f"\nThe database: {file}")


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else SHIPPED
    try:
        tell(folder)
    except (Broken, crm.Error, OSError, UnicodeDecodeError) as error:
        print(f"quote_to_cash: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
