# @generated from the table of operations by `cargo xtask generate`.
"""What a session's attributes are."""

from __future__ import annotations

from functools import cached_property

from . import (
    admin,
    ageing,
    amendment,
    approval,
    base,
    calendar,
    catalog,
    change,
    code,
    collection,
    contact,
    contract,
    credit,
    credit_note,
    currency,
    customer,
    delivery,
    department,
    dunning,
    exchange,
    invoice,
    limit,
    opportunity,
    order,
    org,
    permission,
    pipeline,
    price,
    price_list,
    pricing,
    procedure,
    product,
    quote,
    rate,
    receipt,
    refund,
    reminder,
    role,
    setting,
    terms,
    user,
)
from ._call import Caller
from .admin import Operations as AdminOperations
from .amendment import Operations as AmendmentOperations
from .approval import Operations as ApprovalOperations
from .calendar import Operations as CalendarOperations
from .change import Operations as ChangeOperations
from .code import Operations as CodeOperations
from .collection import Operations as CollectionOperations
from .contact import Operations as ContactOperations
from .contract import Operations as ContractOperations
from .credit import Operations as CreditOperations
from .credit_note import Operations as CreditNoteOperations
from .currency import Operations as CurrencyOperations
from .customer import Operations as CustomerOperations
from .delivery import Operations as DeliveryOperations
from .department import Operations as DepartmentOperations
from .dunning import Operations as DunningOperations
from .exchange import Operations as ExchangeOperations
from .invoice import Operations as InvoiceOperations
from .limit import Operations as LimitOperations
from .opportunity import Operations as OpportunityOperations
from .order import Operations as OrderOperations
from .permission import Operations as PermissionOperations
from .pipeline import Operations as PipelineOperations
from .price import Operations as PriceOperations
from .price_list import Operations as PriceListOperations
from .pricing import Operations as PricingOperations
from .procedure import Operations as ProcedureOperations
from .product import Operations as ProductOperations
from .quote import Operations as QuoteOperations
from .rate import Operations as RateOperations
from .receipt import Operations as ReceiptOperations
from .refund import Operations as RefundOperations
from .reminder import Operations as ReminderOperations
from .role import Operations as RoleOperations
from .setting import Operations as SettingOperations
from .terms import Operations as TermsOperations
from .user import Operations as UserOperations


class Folders(Caller):
    """The operations of a session, by folder."""

    @cached_property
    def admin(self) -> AdminOperations:
        """The operations `admin.*`."""
        return AdminOperations(self)

    @cached_property
    def amendment(self) -> AmendmentOperations:
        """The operations `amendment.*`."""
        return AmendmentOperations(self)

    @cached_property
    def approval(self) -> ApprovalOperations:
        """The operations `approval.*`."""
        return ApprovalOperations(self)

    @cached_property
    def calendar(self) -> CalendarOperations:
        """The operations `calendar.*`."""
        return CalendarOperations(self)

    @cached_property
    def change(self) -> ChangeOperations:
        """The operations `change.*`."""
        return ChangeOperations(self)

    @cached_property
    def code(self) -> CodeOperations:
        """The operations `code.*`."""
        return CodeOperations(self)

    @cached_property
    def collection(self) -> CollectionOperations:
        """The operations `collection.*`."""
        return CollectionOperations(self)

    @cached_property
    def contact(self) -> ContactOperations:
        """The operations `contact.*`."""
        return ContactOperations(self)

    @cached_property
    def contract(self) -> ContractOperations:
        """The operations `contract.*`."""
        return ContractOperations(self)

    @cached_property
    def credit(self) -> CreditOperations:
        """The operations `credit.*`."""
        return CreditOperations(self)

    @cached_property
    def credit_note(self) -> CreditNoteOperations:
        """The operations `credit_note.*`."""
        return CreditNoteOperations(self)

    @cached_property
    def currency(self) -> CurrencyOperations:
        """The operations `currency.*`."""
        return CurrencyOperations(self)

    @cached_property
    def customer(self) -> CustomerOperations:
        """The operations `customer.*`."""
        return CustomerOperations(self)

    @cached_property
    def delivery(self) -> DeliveryOperations:
        """The operations `delivery.*`."""
        return DeliveryOperations(self)

    @cached_property
    def department(self) -> DepartmentOperations:
        """The operations `department.*`."""
        return DepartmentOperations(self)

    @cached_property
    def dunning(self) -> DunningOperations:
        """The operations `dunning.*`."""
        return DunningOperations(self)

    @cached_property
    def exchange(self) -> ExchangeOperations:
        """The operations `exchange.*`."""
        return ExchangeOperations(self)

    @cached_property
    def invoice(self) -> InvoiceOperations:
        """The operations `invoice.*`."""
        return InvoiceOperations(self)

    @cached_property
    def limit(self) -> LimitOperations:
        """The operations `limit.*`."""
        return LimitOperations(self)

    @cached_property
    def opportunity(self) -> OpportunityOperations:
        """The operations `opportunity.*`."""
        return OpportunityOperations(self)

    @cached_property
    def order(self) -> OrderOperations:
        """The operations `order.*`."""
        return OrderOperations(self)

    @cached_property
    def permission(self) -> PermissionOperations:
        """The operations `permission.*`."""
        return PermissionOperations(self)

    @cached_property
    def pipeline(self) -> PipelineOperations:
        """The operations `pipeline.*`."""
        return PipelineOperations(self)

    @cached_property
    def price(self) -> PriceOperations:
        """The operations `price.*`."""
        return PriceOperations(self)

    @cached_property
    def price_list(self) -> PriceListOperations:
        """The operations `price_list.*`."""
        return PriceListOperations(self)

    @cached_property
    def pricing(self) -> PricingOperations:
        """The operations `pricing.*`."""
        return PricingOperations(self)

    @cached_property
    def procedure(self) -> ProcedureOperations:
        """The operations `procedure.*`."""
        return ProcedureOperations(self)

    @cached_property
    def product(self) -> ProductOperations:
        """The operations `product.*`."""
        return ProductOperations(self)

    @cached_property
    def quote(self) -> QuoteOperations:
        """The operations `quote.*`."""
        return QuoteOperations(self)

    @cached_property
    def rate(self) -> RateOperations:
        """The operations `rate.*`."""
        return RateOperations(self)

    @cached_property
    def receipt(self) -> ReceiptOperations:
        """The operations `receipt.*`."""
        return ReceiptOperations(self)

    @cached_property
    def refund(self) -> RefundOperations:
        """The operations `refund.*`."""
        return RefundOperations(self)

    @cached_property
    def reminder(self) -> ReminderOperations:
        """The operations `reminder.*`."""
        return ReminderOperations(self)

    @cached_property
    def role(self) -> RoleOperations:
        """The operations `role.*`."""
        return RoleOperations(self)

    @cached_property
    def setting(self) -> SettingOperations:
        """The operations `setting.*`."""
        return SettingOperations(self)

    @cached_property
    def terms(self) -> TermsOperations:
        """The operations `terms.*`."""
        return TermsOperations(self)

    @cached_property
    def user(self) -> UserOperations:
        """The operations `user.*`."""
        return UserOperations(self)

__all__ = [
    "Folders",
    "admin",
    "ageing",
    "amendment",
    "approval",
    "base",
    "calendar",
    "catalog",
    "change",
    "code",
    "collection",
    "contact",
    "contract",
    "credit",
    "credit_note",
    "currency",
    "customer",
    "delivery",
    "department",
    "dunning",
    "exchange",
    "invoice",
    "limit",
    "opportunity",
    "order",
    "org",
    "permission",
    "pipeline",
    "price",
    "price_list",
    "pricing",
    "procedure",
    "product",
    "quote",
    "rate",
    "receipt",
    "refund",
    "reminder",
    "role",
    "setting",
    "terms",
    "user",
]
