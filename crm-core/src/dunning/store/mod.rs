//! Procedures, letters and suspensions as rows.

pub(crate) mod facts;

use super::model::{
    Letter, LetterLine, Policy, Procedure, ProcedureEdition, Suspension, SuspensionKind,
};
use crate::base::error::Result;
use crate::base::id::{CustomerId, Id, LetterId, OrderId, PlanId, ProcedureId, SuspensionId};
use crate::base::limits::AMOUNT_DECIMALS;
use crate::base::messages::NOT_FOUND;
use crate::base::{Currency, Date};
use crate::collection::Plan;
use crate::collection::store::OPEN;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::select::Sort;
use crate::storage::{Value, statement, stored};

// Procedures belong to the whole workspace: everybody may refer to one.
stored!(Procedure, "crm_procedure", record: "procedure", ProcedureId, Permission::Anyone,
    |_| Access::default());
stored!(ProcedureEdition, "crm_procedure_edition");
stored!(Letter, "crm_letter", record: "letter", LetterId, Permission::CollectionRead,
    |letter| Access { owner: letter.owner, department: letter.department }, children: [lines]);
stored!(LetterLine, "crm_letter_line");
stored!(Suspension, "crm_suspension", record: "suspension", SuspensionId,
    Permission::CollectionRead,
    |one| Access { owner: one.owner, department: one.department });

/// Procedures by name; archived ones may share theirs.
pub(crate) const BY_NAME: Sort<Procedure> = Sort {
    columns: &["name", "id"],
    descending: false,
    key: |found| vec![found.name.as_str().into(), Value::Int(found.id.raw())],
};

/// What a procedure said in an edition that another one replaced.
///
/// # Errors
/// `not_found` at `edition`.
pub(crate) fn edition(
    cx: &mut Context<'_>,
    procedure: ProcedureId,
    edition: u32,
) -> Result<Policy> {
    let values = [procedure.raw().into(), i64::from(edition).into()];
    let condition = "WHERE procedure = ?1 AND edition = ?2";
    let found: Vec<ProcedureEdition> = cx.rows(condition, &values, AMOUNT_DECIMALS)?;
    let found = found.into_iter().next().map(|found| found.policy);
    found.ok_or_else(|| {
        let error = NOT_FOUND.at("edition").with("record", "procedure");
        error.with("id", edition)
    })
}

/// Reads a letter's lines into it.
pub(crate) fn with_lines(cx: &mut Context<'_>, mut letter: Letter) -> Result<Letter> {
    let id = [Value::Int(letter.id.raw())];
    let condition = "WHERE letter = ?1 ORDER BY due_on NULLS LAST, plan";
    letter.lines = cx.rows(condition, &id, AMOUNT_DECIMALS)?;
    Ok(letter)
}

/// The query for the customer of a letter.
pub(crate) const CUSTOMER_OF: &str = "SELECT customer FROM crm_letter WHERE id = ?1";

/// The customer of a letter, whoever may see it.
pub(crate) fn customer_of(cx: &mut Context<'_>, letter: LetterId) -> Result<Option<CustomerId>> {
    let found = statement::number(cx.db(), CUSTOMER_OF, &[letter.raw().into()])?;
    Ok(found.map(CustomerId::from_raw))
}

/// What is open of fees and interest that were claimed of a customer in a currency. Held by who
/// asks in order to write a letter.
pub(crate) fn open_claims(
    cx: &mut Context<'_>,
    customer: CustomerId,
    currency: Currency,
) -> Result<Vec<Plan>> {
    let condition = format!(
        "WHERE customer = ?1 AND currency = ?2 AND {OPEN} AND kind <> 'sale' ORDER BY due_on, id"
    );
    let values = [customer.raw().into(), currency.code().into()];
    cx.rows_for_update(&condition, &values)
}

/// The last place among the claims of an order. Its customer is held, so nobody else adds one.
pub(crate) fn last_claim(cx: &mut Context<'_>, order: OrderId) -> Result<u32> {
    let sql = "SELECT CAST(coalesce(max(sequence), 0) AS bigint) FROM crm_plan \
               WHERE \"order\" = ?1 AND revision = 0";
    let last = statement::number(cx.db(), sql, &[order.raw().into()])?;
    Ok(u32::try_from(last.unwrap_or(0)).unwrap_or(u32::MAX))
}

/// The disputes, or the promises, of a plan whose last day is not over and that nobody ended, the
/// latest first. The plan's row is held by who asks in order to record another one.
pub(crate) fn unresolved(
    cx: &mut Context<'_>,
    plan: PlanId,
    kind: SuspensionKind,
    on: Date,
) -> Result<Vec<Suspension>> {
    let condition = "WHERE plan = ?1 AND kind = ?2 AND resolved_on IS NULL AND until >= ?3 \
                     ORDER BY until DESC, id DESC";
    let values = [plan.raw().into(), kind.as_str().into(), on.into()];
    cx.rows(condition, &values, AMOUNT_DECIMALS)
}
