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
    "terms.json": "terms.create",
    "products.json": "product.create",
    "price_list.json": "price_list.create",
    "prices.json": "price.set",
    "customers.json": "customer.create",
    "contacts.json": "contact.create",
    "pipeline.json": "pipeline.create",
}
"""The files before the deal, each with the operation whose arguments it holds."""

REFERENCES = ("customer", "contact", "product", "terms", "price_list", "pipeline", "opportunity")
"""The fields by which a document of the files names another record, by its `external_ref`."""

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

    def order(self, quote: crm.quote.Quote) -> crm.order.ApprovedOrder:
        # One decision: the order stands approved with its plans, or not at all.
        with self.session.transaction():
            draft = self.session.quote.convert(quote=quote.id)
            self.session.order.submit(order=draft.id)
            approved = self.session.order.approve(order=draft.id)
        print(f"\nOrder {approved.order.number}: gross {approved.order.gross}")
        for plan in approved.plans:
            print(f"  plan {plan.sequence}: {plan.amount} due {plan.due_on}")
        for warning in approved.warnings:
            print(f"  warning: {warning.message}")
        return approved

    def collect(self, order: crm.order.Order, entry: Document, place: str) -> None:
        self.db.set_now(instant(entry, place))
        document = part(entry, "receipt", place)
        recorded = self.invoke("receipt.record", document, DEAL, f"{place}.receipt")["id"]
        receipt = self.session.receipt.confirm(receipt=recorded)
        print(f"\nReceived {receipt.amount} on {receipt.received_on}")
        for plan in self.session.order.get(order=order.id).plans:
            print(f"  plan {plan.sequence}: open {plan.open} of {plan.amount}")
        for owed in self.session.collection.balance(customer=order.customer).balances:
            sums = f"open {owed.open} overdue {owed.overdue} credit {owed.credit}"
            print(f"  balance {owed.currency}: {sums}")

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
        """Puts ids where the document and its lines name other records."""
        if not isinstance(document, dict):
            return
        for field in REFERENCES:
            name = document.get(field)
            if isinstance(name, str):
                if (field, name) not in self.ids:
                    raise Broken(f"{file}: {join(place, field)}: no such {field}: {name}")
                document[field] = self.ids[field, name]
        lines = document.get("lines")
        for index, line in enumerate(lines if isinstance(lines, list) else ()):
            self.resolve(line, file, join(place, f"lines[{index}]"))


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


def instant(document: Document, place: str = "") -> dt.datetime:
    text = part(document, "now", place)
    if not isinstance(text, str):
        raise Broken(f"{DEAL}: {join(place, 'now')}: not text")
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
        approved = sale.order(sale.quote(part(deal, "quote")))
        receipts = part(deal, "receipts")
        if not isinstance(receipts, list):
            raise Broken(f"{DEAL}: receipts: not a list")
        for index, entry in enumerate(receipts):
            sale.collect(approved.order, entry, f"receipts[{index}]")
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
