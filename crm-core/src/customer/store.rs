//! Customers as rows.

use super::model::Customer;
use crate::base::error::Result;
use crate::base::id::CustomerId;
use crate::base::messages::TAKEN;
use crate::engine::Context;
use crate::org::access::Access;
use crate::org::permission::Permission;
use crate::storage::search::Searched;
use crate::storage::{Statement, statement, stored};

stored!(Customer, "crm_customer", record: "customer", CustomerId, Permission::CustomerRead,
    |customer| Access { owner: customer.owner, department: customer.department });

impl Searched for Customer {
    fn texts(&self) -> Vec<&str> {
        let mut texts = vec![self.name.as_str()];
        let codes = [&self.credit_code, &self.phone];
        texts.extend(codes.into_iter().flatten().map(|code| code.as_str()));
        texts
    }
}

/// Holds the row that stands for the tree. It comes before every customer's own row: who holds it
/// waits for customers, and nobody who holds one waits for it.
pub(super) const TREE: &str =
    "SELECT value FROM crm_counter WHERE name = 'customer_tree' FOR NO KEY UPDATE";
/// Changes it too, so that whoever decides on an older state of the tree, as a host's transaction
/// of a higher level of isolation does, is told.
const MOVED: &str = "UPDATE crm_counter SET value = value + 1 WHERE name = 'customer_tree'";

/// Makes operations that give a customer a place in the tree wait for each other: each of two moves
/// alone may be sound and both together a circle.
pub(super) fn hold_tree(cx: &mut Context<'_>) -> Result<()> {
    let hold = Statement {
        sql: MOVED.into(),
        values: Vec::new(),
    };
    cx.db().batch(&[hold])
}

/// Refuses a credit code that another active customer has.
///
/// # Errors
/// `taken` at `credit_code`.
pub(crate) fn free_credit_code(cx: &mut Context<'_>, code: &str) -> Result<()> {
    let sql = "SELECT id FROM crm_customer WHERE credit_code = ?1 AND status = 'active'";
    match statement::number(cx.db(), sql, &[code.into()])? {
        None => Ok(()),
        Some(_) => Err(TAKEN
            .at("credit_code")
            .with("record", "customer")
            .with("value", code)),
    }
}
