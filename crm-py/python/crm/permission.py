# @generated from the table of operations by `cargo xtask generate`.
"""The documents and operations of `permission`."""

from __future__ import annotations

from ._call import Caller
from ._values import Word


class Permission(Word):
    """What an operation needs. Granted by roles, each with a `Scope`."""

    SETTING_READ = "setting.read"
    """Read settings, code lists, calendars."""

    SETTING_WRITE = "setting.write"
    """Change settings, code lists, calendars."""

    RATE_WRITE = "rate.write"
    """Bring in exchange rates."""

    ORG_READ = "org.read"
    """Read users, departments and roles."""

    ORG_WRITE = "org.write"
    """Change users, departments and roles."""

    CHANGE_READ = "change.read"
    """Read the change feed."""

    CHANGE_ARCHIVE = "change.archive"
    """Remove the beginning of the change feed once it is copied away."""

    ADMIN = "admin"
    """Verify and maintain the database."""

    CUSTOMER_READ = "customer.read"
    """Read customers."""

    CUSTOMER_WRITE = "customer.write"
    """Create and change customers."""

    CONTACT_READ = "contact.read"
    """Read contacts."""

    CONTACT_WRITE = "contact.write"
    """Create and change contacts."""

    CATALOG_READ = "catalog.read"
    """Read products and price lists."""

    CATALOG_WRITE = "catalog.write"
    """Create and change products and price lists."""

    CATALOG_COST = "catalog.cost"
    """See what a product costs."""

    OPPORTUNITY_READ = "opportunity.read"
    """Read opportunities and pipelines."""

    OPPORTUNITY_WRITE = "opportunity.write"
    """Create, change and move opportunities."""

    PIPELINE_WRITE = "pipeline.write"
    """Create and change pipelines."""

    QUOTE_READ = "quote.read"
    """Read quotes."""

    QUOTE_WRITE = "quote.write"
    """Create, change, send and convert quotes."""

    CONTRACT_READ = "contract.read"
    """Read contracts."""

    CONTRACT_WRITE = "contract.write"
    """Create and change contracts."""

    CONTRACT_MARGIN = "contract.margin"
    """See the expected margin of a contract."""

    ORDER_READ = "order.read"
    """Read orders."""

    ORDER_WRITE = "order.write"
    """Create, change and submit orders."""

    ORDER_APPROVE = "order.approve"
    """Approve and reject orders, and take an approval back."""

    DELIVERY_READ = "delivery.read"
    """Read deliveries."""

    DELIVERY_WRITE = "delivery.write"
    """Record deliveries and what else happens to approved orders, and take that back."""

    COLLECTION_READ = "collection.read"
    """Read term templates, plans and receipts."""

    COLLECTION_ADJUST = "collection.adjust"
    """Change what becomes of plans: waive gates, reschedule, write off."""

    TERMS_WRITE = "terms.write"
    """Create and change term templates."""

    RECEIPT_WRITE = "receipt.write"
    """Record receipts and allocate them."""

    RECEIPT_CONFIRM = "receipt.confirm"
    """Confirm receipts, so that they count."""

    RECEIPT_REVERSE = "receipt.reverse"
    """Reverse receipts."""

    CREDIT_NOTE_WRITE = "credit_note.write"
    """Issue and reverse credit notes, and settle plans with them."""

    REFUND_WRITE = "refund.write"
    """Record refunds, and take them back."""

    DUNNING_WRITE = "dunning.write"
    """Write letters to customers who pay late, and withdraw them; record disputes and promises."""

    PROCEDURE_WRITE = "procedure.write"
    """Create and change procedures by which customers are dunned."""

    INVOICE_READ = "invoice.read"
    """Read tax invoices, and what is invoiced of orders."""

    INVOICE_WRITE = "invoice.write"
    """Apply for tax invoices, and change and withdraw applications."""

    INVOICE_ISSUE = "invoice.issue"
    """Issue tax invoices, reject applications, declare void and take back by red letters."""

    APPROVAL_READ = "approval.read"
    """Read requests for approval."""

    APPROVAL_WRITE = "approval.write"
    """File, decide and withdraw requests for approval; what is approved takes its own permission.
    """

    SQL_RUN = "sql.run"
    """Run SQL of the host's own, which reads every table."""


class Scope(Word):
    """How far a grant reaches."""

    OWN = "own"
    """Records the user owns."""

    DEPARTMENT = "department"
    """Records of the user's department, and own ones."""

    DEPARTMENT_AND_BELOW = "department_and_below"
    """Records of the user's department and those below it, and own ones."""

    ALL = "all"
    """Every record."""


class Operations:
    """The operations `permission.*` of a session."""

    __slots__ = ("_caller",)

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def list(self) -> Permissions:
        """Lists every permission that a role may grant.

        Returns:
            The permissions that a role may grant.

        Example:
            s.permission.list()
        """
        return self._caller._run("permission.list", Operations.list, locals())


# At the end, because those modules may need this one's types.
from .role import Permissions  # noqa: E402

__all__ = [
    "Operations",
    "Permission",
    "Permissions",
    "Scope",
]
