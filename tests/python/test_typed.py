"""Typed calls: exact values in and out, and what is refused before it leaves Python."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import pickle
from decimal import Decimal

import pytest

import crm


def test_values_come_back_exact(s: crm.Session, buyer: int, motor: crm.order.LineArgs) -> None:
    order = s.order.create(
        customer=buyer,
        signed_on=dt.date(2026, 1, 9),
        extra={"erp": {"row": 7}},
        lines=[motor],
    )
    # Hand: see the fixture.
    assert (order.net, order.tax, order.gross) == (Decimal("59.97"), Decimal("7.80"), Decimal("67.77"))
    assert str(order.gross) == "67.77"
    assert order.status is crm.order.Status.DRAFT
    assert order.signed_on == dt.date(2026, 1, 9)
    assert order.created_at == dt.datetime(2026, 1, 15, 2, tzinfo=dt.timezone.utc)
    assert order.extra == {"erp": {"row": 7}}
    assert s.order.get(order=order.id).order == order


def test_exact_numbers_are_taken_in_every_exact_form(s: crm.Session, buyer: int) -> None:
    for price in (Decimal("1E+1"), Decimal("10.00"), 10, "10"):
        line = crm.order.LineArgs(
            description="伺服电机",
            quantity=1,  # type: ignore[arg-type]
            unit_price=price,  # type: ignore[arg-type]
        )
        assert s.order.create(customer=buyer, lines=[line]).gross == Decimal(10)


def test_a_float_for_money_is_a_type_error_with_its_path(s: crm.Session, buyer: int) -> None:
    good = crm.order.LineArgs(quantity=Decimal(1), description="a", unit_price=Decimal(1))
    bad = dataclasses.replace(good, unit_price=19.99)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^lines\[1\]\.unit_price: a float is not exact"):
        s.order.create(customer=buyer, lines=[good, bad])
    with pytest.raises(TypeError, match=r"^discount_amount: a float is not exact"):
        s.order.create(customer=buyer, lines=[good], discount_amount=0.5)  # type: ignore[arg-type]
    with pytest.raises(crm.InvalidInput) as late:
        s.invoke("order.create", {"customer": buyer, "lines": [], "discount_amount": 0.5})
    assert (late.value.kind, late.value.field) == ("number.not_text", "discount_amount")
    assert list(s.order.list(customer=buyer)) == [], "nothing was written"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"customer": True}, "customer: wanted int, not bool"),
        ({"customer": 1.0}, "customer: wanted int, not float"),
        ({"customer": "1"}, "customer: wanted int, not str"),
        ({"lines": "ab"}, "lines: wanted a sequence, not str"),
        ({"lines": [{"quantity": "1"}]}, "lines[0]: wanted LineArgs, not dict"),
        ({"signed_on": dt.datetime(2026, 1, 1)}, "signed_on: wanted datetime.date, not datetime"),
        ({"prices_include_tax": 1}, "prices_include_tax: wanted bool, not int"),
        ({"number": b"7"}, "number: wanted str, not bytes"),
        ({"extra": [1]}, "extra: wanted a mapping, not list"),
        ({"discount_percent": True}, "discount_percent: wanted decimal.Decimal, not bool"),
    ],
)
def test_wrong_types_are_named(
    s: crm.Session, arguments: dict[str, object], message: str
) -> None:
    given: dict[str, object] = {"customer": 1, "lines": [], **arguments}
    with pytest.raises(TypeError) as wrong:
        s.order.create(**given)  # type: ignore[arg-type]
    assert str(wrong.value) == message
    for error in (wrong.value, copy.copy(wrong.value), pickle.loads(pickle.dumps(wrong.value))):
        assert isinstance(error, crm.FieldTypeError) and isinstance(error, crm.InvalidInput)
        assert (error.code, error.kind) == ("invalid_input", "field.type")
        assert f"{error.field}: " == message[: message.index(": ") + 2] and str(error) == message


def test_numbers_that_are_none_are_refused(s: crm.Session, buyer: int) -> None:
    for price in ("NaN", "Infinity", "1E+999999999", "0.1234567"):
        line = crm.order.LineArgs(
            quantity=Decimal(1), description="a", unit_price=Decimal(price)
        )
        with pytest.raises(crm.InvalidInput) as wrong:
            s.order.create(customer=buyer, lines=[line])
        assert wrong.value.field == "lines[0].unit_price"
        assert wrong.value.kind.startswith("number.")


def test_text_that_is_none_is_refused(s: crm.Session) -> None:
    for text, kind in (("a\0b", "text.control"), (" ", "text.empty"), ("名" * 201, "text.too_long")):
        with pytest.raises(crm.InvalidInput) as wrong:
            s.customer.create(name=text)
        assert (wrong.value.kind, wrong.value.field) == (kind, "name")
    with pytest.raises(crm.InvalidInput) as wrong:
        s.customer.create(name="\ud800")
    assert wrong.value.kind == "text.not_utf8"
    with pytest.raises(crm.InvalidInput) as wrong:
        s.invoke("customer.create", {"name": float("nan")})
    assert wrong.value.kind == "json.malformed"


def test_unset_leaves_and_none_clears(s: crm.Session, buyer: int, motor: crm.order.LineArgs) -> None:
    order = s.order.create(customer=buyer, project="一期", clauses="货到付款", lines=[motor])
    kept = s.order.update(order=order.id, project="二期")
    assert (kept.project, kept.clauses) == ("二期", "货到付款")
    cleared = s.order.update(order=order.id, project=None, clauses=crm.UNSET)
    assert (cleared.project, cleared.clauses, cleared.lines) == (None, "货到付款", kept.lines)


def test_a_request_key_is_carried_out_once(s: crm.Session) -> None:
    first = s.customer.create(name="上海精工机械有限公司", request="import-1")
    assert s.customer.create(name="上海精工机械有限公司", request="import-1") == first
    assert len(list(s.customer.list())) == 1
    with pytest.raises(crm.Conflict) as other:
        s.customer.create(name="别的公司", request="import-1")
    assert other.value.kind == "request.differs"


def test_documents_are_values(s: crm.Session, buyer: int, motor: crm.order.LineArgs) -> None:
    order = s.order.create(customer=buyer, lines=[motor])
    again = pickle.loads(pickle.dumps(order))
    assert again == order and hash(again) == hash(order) and again is not order
    assert again.status is crm.order.Status.DRAFT
    assert dataclasses.asdict(order)["lines"][0]["unit_price"] == Decimal("19.99")
    assert dataclasses.replace(order, version=2) != order
    assert "number='SO-2026-000001'" in repr(order)
    with pytest.raises(dataclasses.FrozenInstanceError):
        order.version = 2  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        order.colour = "red"  # type: ignore[attr-defined]


def test_words_are_text() -> None:
    draft = crm.order.Status.DRAFT
    assert draft == "draft" and f"{draft}" == "draft" and str(draft) == "draft"
    assert crm.order.Status("draft") is draft
    assert pickle.loads(pickle.dumps(crm.UNSET)) is crm.UNSET and not crm.UNSET


def test_names_that_python_keeps_for_itself_get_an_underscore(s: crm.Session) -> None:
    steps = s.order.transitions().items
    assert {step.from_ for step in steps} >= {crm.order.Status.DRAFT}
    adjusted = s.calendar.load(
        name="cn",
        covers=crm.calendar.Period(from_=dt.date(2026, 1, 1), to=dt.date(2026, 12, 31)),
        holidays=[dt.date(2026, 1, 1)],
        workdays=[],
    )
    assert adjusted.covers.from_ == dt.date(2026, 1, 1)
