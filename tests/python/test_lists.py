"""Lists: lazy, page by page, as often as one likes."""

from __future__ import annotations

from decimal import Decimal

import pytest

import crm


@pytest.fixture
def orders(s: crm.Session, buyer: int, motor: crm.order.LineArgs) -> list[int]:
    return [s.order.create(customer=buyer, lines=[motor]).id for _ in range(7)]


def test_a_list_is_read_to_its_end(s: crm.Session, buyer: int, orders: list[int]) -> None:
    listing = s.order.list(customer=buyer, limit=3)
    assert sorted(order.id for order in listing) == orders
    assert sorted(order.id for order in listing) == orders, "again from its start"
    assert [len(page.items) for page in listing.pages()] == [3, 3, 1]
    assert list(s.order.list(customer=buyer, status=crm.order.Status.APPROVED)) == []
    assert list(s.order.list(status=crm.order.Status.APPROVED).pages()) == []


def test_a_list_is_lazy(s: crm.Session, buyer: int, orders: list[int]) -> None:
    listing = s.order.list(customer=buyer, limit=3)
    items = iter(listing)
    first = [next(items).id for _ in range(3)]
    s.close()
    with pytest.raises(crm.Misuse):
        next(items)
    assert len(set(first)) == 3


def test_a_page_goes_on_where_the_last_one_ended(
    s: crm.Session, buyer: int, orders: list[int]
) -> None:
    first = s.order.list(customer=buyer, limit=4).page()
    assert isinstance(first, crm.Page) and first.next is not None
    rest = s.order.list(customer=buyer, limit=4, after=first.next)
    assert {one.id for one in first.items} | {one.id for one in rest} == set(orders)
    assert rest.page().next is None


def test_arguments_are_checked_at_once_and_refusals_come_with_the_first_page(
    s: crm.Session,
) -> None:
    with pytest.raises(TypeError, match="^customer: wanted int, not str"):
        s.order.list(customer="1")  # type: ignore[arg-type]
    listing = s.order.list(limit=501)
    with pytest.raises(crm.InvalidInput) as wrong:
        listing.page()
    assert (wrong.value.kind, wrong.value.field) == ("page.limit", "limit")


def test_the_change_feed_ends_and_goes_on(s: crm.Session) -> None:
    for name in ("甲", "乙", "丙"):
        s.customer.create(name=name, credit_limit=Decimal("1.50"))
    feed = list(s.change.list(limit=2))
    assert [one.changes[0].kind for one in feed] == ["customer.created"] * 3
    position = feed[-1].position
    assert list(s.change.list(after=position)) == []
    assert s.change.list(after=position).page().next == position
    s.customer.create(name="丁")
    (new,) = s.change.list(after=position)
    after = new.changes[0].after
    assert after is not None and after["name"] == "丁"


def test_a_feed_goes_on_behind_pages_without_items(s: crm.Session, buyer: int) -> None:
    for index in range(150):
        s.customer.update(customer=buyer, name=f"北京华信科技有限公司 {index}")
    s.product.create(code="SM-400", name="伺服电机 400W")
    feed = s.change.list(record=crm.change.RecordKind.PRODUCT, limit=1)
    assert feed.page().items == (), "a hundred commits are looked at for each one wanted"
    (commit,) = feed
    assert [change.kind for change in commit.changes] == ["product.created"]
    (same,) = s.change.list(id=commit.changes[0].id)
    assert same == commit
