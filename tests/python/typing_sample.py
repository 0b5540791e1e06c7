"""A host's script as mypy --strict must understand it; test_package.py breaks it line by line."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import crm


def sale(path: str) -> Decimal:
    """Sells three motors and answers what is to be paid."""
    with crm.open(path, durability="normal") as db, db.session(user="zhang.wei") as s:
        buyer: crm.customer.Customer = s.customer.create(name="北京华信科技有限公司")
        motor = crm.order.LineArgs(
            description="伺服电机",
            quantity=Decimal(3),  # wrong: Decimal(3) -> 3.0
            unit_price=Decimal("19.99"),  # wrong: unit_price -> price
        )
        order = s.order.create(customer=buyer.id, lines=[motor], request="sale-1")
        total: Decimal = order.gross  # wrong: Decimal -> float
        signed: dt.date | None = order.signed_on  # wrong: dt.date | None -> str
        with s.transaction():
            s.order.submit(order=order.id)  # wrong: order=order.id -> order=order
            approved = s.order.approve(order=order.id, note="同意")
        for plan in approved.plans:
            due = plan.due_on.isoformat() if plan.due_on else "waits"
            print(due, plan.amount, signed)
        for warning in approved.warnings:
            print(warning.message.upper())  # wrong: message -> args
        for one in s.order.list(customer=buyer.id, status=crm.order.Status.APPROVED):
            print(one.number.upper())  # wrong: number -> gross
        page: crm.Page[crm.order.Order] = s.order.list().page()
        for first in page.items[:1]:
            s.order.update(order=first.id, project=None, clauses=crm.UNSET)
        answer = s.invoke("order.get", {"order": order.id})
        print(answer["order"]["number"])
        try:
            s.order.cancel(order=order.id, reason="测试")
        except crm.Refused as refusal:
            print(refusal.kind.upper(), refusal.details)
        db.set_now(dt.datetime.now(dt.timezone.utc))  # wrong: (dt.timezone.utc) -> (dt.timezone.utc).date()
        return total
