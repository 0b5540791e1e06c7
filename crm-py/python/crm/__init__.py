"""An embeddable CRM domain library: customers, orders, and the money that follows.

Money, prices and quantities are `decimal.Decimal`; a float is a `TypeError`. Every folder of the
library is a module here with its documents (`crm.order.LineArgs`) and an attribute of a session
with its operations (`session.order.create`). A name such as (M5) is that of a money rule: the
project's `docs/money.md` has them.

A list is a `Listing`: one goes through its items, and a page is read, and may be refused, when one
gets to it; `.page()` reads the first one alone, with its totals where it has some. An argument that is a word of
Python ends in an underscore (`from_`). Days and figures may be given as text as well, in the
library's own notation ("2026-01-15", "12.50").

>>> import crm
>>> from decimal import Decimal
>>> with crm.open(":memory:") as db, db.session() as s:
...     motor = crm.order.LineArgs(
...         description="伺服电机",
...         quantity=Decimal(3),
...         unit_price=Decimal("19.99"),
...         tax_percent=Decimal(13),
...     )
...     buyer = s.customer.create(name="北京华信科技有限公司")
...     order = s.order.create(customer=buyer.id, lines=[motor])
...     print(order.net, order.tax, order.gross)
59.97 7.80 67.77
"""

from ._folders import *
from ._native import __version__ as __version__
from ._values import UNSET as UNSET
from ._values import Listing as Listing
from ._values import Page as Page
from ._values import SqlAnswer as SqlAnswer
from ._values import Unset as Unset
from ._values import Word as Word
from .copying import Copied as Copied
from .copying import CopiedTable as CopiedTable
from .copying import CopyProgress as CopyProgress
from .copying import copy as copy
from .database import Database as Database
from .database import open as open
from .exceptions import Busy as Busy
from .exceptions import Conflict as Conflict
from .exceptions import Denied as Denied
from .exceptions import Error as Error
from .exceptions import FieldTypeError as FieldTypeError
from .exceptions import InternalError as InternalError
from .exceptions import InvalidInput as InvalidInput
from .exceptions import Misuse as Misuse
from .exceptions import NotFound as NotFound
from .exceptions import Refused as Refused
from .exceptions import StorageError as StorageError
from .exceptions import VersionError as VersionError
from .session import Session as Session
from .workspaces import Workspaces as Workspaces
