//! A case for each operation of the table.

mod approvals;
mod dunning;
mod exchange;
mod invoices;
mod organisation;
mod parties;
mod reports;
mod sale;

use crate::case::Case;

/// Every case.
pub(crate) fn all() -> Vec<Case> {
    let mut cases = organisation::cases();
    cases.extend(parties::cases());
    cases.extend(sale::cases());
    cases.extend(invoices::cases());
    cases.extend(dunning::cases());
    cases.extend(approvals::cases());
    cases.extend(reports::cases());
    cases.extend(exchange::cases());
    cases
}
