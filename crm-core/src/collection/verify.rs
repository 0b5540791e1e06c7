//! Proving every stored balance by recomputation.

use crate::base::error::{Refusal, Result};
use crate::base::{Amount, Quantity};
use crate::dunning;
use crate::engine::{Context, Kind, Operation};
use crate::exchange;
use crate::invoice;
use crate::org::permission::Permission;
use crate::storage::ValueRef;
use serde::{Deserialize, Serialize};

/// Recomputes every stored balance and total and reports each difference. Reads everything, so its
/// time grows with the database.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Verify {}

/// What was looked at and what was wrong.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Verification {
    /// Whether nothing was wrong.
    pub clean: bool,
    /// The checks, each with how many records it looked at.
    pub checks: Vec<Check>,
    /// Everything that was wrong, at most 1,000 of each check.
    pub differences: Vec<Difference>,
}

/// One check.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Check {
    /// What was compared, such as `plan.collected`.
    pub name: String,
    /// Records looked at.
    pub records: i64,
}

/// A stored figure that differs from what it is computed from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Difference {
    /// The check.
    pub check: String,
    /// The record's id.
    pub id: i64,
    /// What is stored: an amount or a quantity.
    pub stored: String,
    /// What it should be.
    pub computed: String,
}

/// A check: its name, the table counted, a query of id, stored and computed figure that answers
/// only what differs, and how such a figure is written.
pub(crate) struct Proof {
    pub(crate) name: &'static str,
    pub(crate) count: &'static str,
    pub(crate) differing: &'static str,
    pub(crate) written: fn(i64) -> String,
}

pub(crate) fn amount(ten_thousandths: i64) -> String {
    Amount::from_ten_thousandths(ten_thousandths, 2).to_string()
}

fn quantity(millionths: i64) -> String {
    Quantity::from_millionths(millionths).to_string()
}

const PROOFS: &[Proof] = &[
    Proof {
        name: "quote_line.ordered",
        count: "SELECT count(*) FROM crm_quote_line",
        differing: "SELECT q.id, q.ordered, coalesce(s.total, 0) FROM crm_quote_line q \
                    LEFT JOIN (SELECT l.quote_line, CAST(sum(l.quantity) AS bigint) AS total \
                    FROM crm_order_line l JOIN crm_order o ON o.id = l.\"order\" \
                    WHERE l.quote_line IS NOT NULL AND o.status <> 'cancelled' \
                    GROUP BY l.quote_line) s ON s.quote_line = q.id \
                    WHERE q.ordered <> coalesce(s.total, 0) ORDER BY q.id LIMIT 1000",
        written: quantity,
    },
    Proof {
        name: "quote.gross",
        count: "SELECT count(*) FROM crm_quote",
        differing: "SELECT q.id, q.gross, coalesce(l.total, 0) FROM crm_quote q \
                    LEFT JOIN (SELECT quote, CAST(sum(gross) AS bigint) AS total \
                    FROM crm_quote_line GROUP BY quote) l ON l.quote = q.id \
                    WHERE q.gross <> coalesce(l.total, 0) ORDER BY q.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "plan.collected",
        count: "SELECT count(*) FROM crm_plan",
        differing: "SELECT p.id, p.collected, coalesce(a.total, 0) FROM crm_plan p \
                    LEFT JOIN (SELECT plan, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_allocation WHERE kind = 'collected' GROUP BY plan) a ON a.plan = p.id \
                    WHERE p.collected <> coalesce(a.total, 0) ORDER BY p.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "plan.discounted",
        count: "SELECT count(*) FROM crm_plan",
        differing: "SELECT p.id, p.discounted, coalesce(a.total, 0) FROM crm_plan p \
                    LEFT JOIN (SELECT plan, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_allocation WHERE kind = 'discounted' GROUP BY plan) a ON a.plan = p.id \
                    WHERE p.discounted <> coalesce(a.total, 0) ORDER BY p.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "plan.written_off",
        count: "SELECT count(*) FROM crm_plan",
        differing: "SELECT p.id, p.written_off, coalesce(a.total, 0) FROM crm_plan p \
                    LEFT JOIN (SELECT plan, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_allocation WHERE kind = 'written_off' GROUP BY plan) a ON a.plan = p.id \
                    WHERE p.written_off <> coalesce(a.total, 0) ORDER BY p.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "plan.credited",
        count: "SELECT count(*) FROM crm_plan",
        differing: "SELECT p.id, p.credited, coalesce(a.total, 0) FROM crm_plan p \
                    LEFT JOIN (SELECT plan, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_allocation WHERE kind = 'credited' GROUP BY plan) a ON a.plan = p.id \
                    WHERE p.credited <> coalesce(a.total, 0) ORDER BY p.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "receipt.unallocated",
        count: "SELECT count(*) FROM crm_receipt",
        differing: "SELECT r.id, r.unallocated, CASE WHEN r.status IN ('confirmed', 'partly_refunded') \
                    THEN r.amount - r.refunded - coalesce(a.total, 0) \
                    ELSE coalesce(a.total, 0) END FROM crm_receipt r \
                    LEFT JOIN (SELECT receipt, \
                    CAST(sum(coalesce(receipt_amount, amount)) AS bigint) AS total \
                    FROM crm_allocation WHERE kind = 'collected' GROUP BY receipt) a \
                    ON a.receipt = r.id \
                    WHERE r.unallocated <> CASE WHEN r.status IN ('confirmed', 'partly_refunded') \
                    THEN r.amount - r.refunded - coalesce(a.total, 0) \
                    ELSE coalesce(a.total, 0) END ORDER BY r.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "receipt.refunded",
        count: "SELECT count(*) FROM crm_receipt",
        differing: "SELECT r.id, r.refunded, coalesce(f.total, 0) FROM crm_receipt r \
                    LEFT JOIN (SELECT receipt, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_refund WHERE status = 'recorded' GROUP BY receipt) f \
                    ON f.receipt = r.id \
                    WHERE r.refunded <> coalesce(f.total, 0) ORDER BY r.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "credit_note.unallocated",
        count: "SELECT count(*) FROM crm_credit_note",
        differing: "SELECT r.id, r.unallocated, CASE WHEN r.status IN ('issued') \
                    THEN r.amount - r.refunded - coalesce(a.total, 0) \
                    ELSE coalesce(a.total, 0) END FROM crm_credit_note r \
                    LEFT JOIN (SELECT credit_note, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_allocation WHERE kind = 'credited' GROUP BY credit_note) a \
                    ON a.credit_note = r.id \
                    WHERE r.unallocated <> CASE WHEN r.status IN ('issued') \
                    THEN r.amount - r.refunded - coalesce(a.total, 0) \
                    ELSE coalesce(a.total, 0) END ORDER BY r.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "credit_note.refunded",
        count: "SELECT count(*) FROM crm_credit_note",
        differing: "SELECT r.id, r.refunded, coalesce(f.total, 0) FROM crm_credit_note r \
                    LEFT JOIN (SELECT credit_note, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_refund WHERE status = 'recorded' GROUP BY credit_note) f \
                    ON f.credit_note = r.id \
                    WHERE r.refunded <> coalesce(f.total, 0) ORDER BY r.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "order.plans",
        count: "SELECT count(*) FROM crm_order WHERE status IN ('approved', 'completed')",
        differing: "SELECT o.id, o.gross, coalesce(p.total, 0) FROM crm_order o \
                    LEFT JOIN (SELECT \"order\", revision, CAST(sum(amount) AS bigint) AS total \
                    FROM crm_plan WHERE cancelled = 0 AND kind = 'sale' GROUP BY \"order\", revision) p \
                    ON p.\"order\" = o.id AND p.revision = o.revision \
                    WHERE o.status IN ('approved', 'completed') \
                    AND o.gross <> coalesce(p.total, 0) ORDER BY o.id LIMIT 1000",
        written: amount,
    },
    // A plan stands only while the approval it was made by stands.
    Proof {
        name: "plan.approved",
        count: "SELECT count(*) FROM crm_plan WHERE cancelled = 0 AND kind = 'sale'",
        differing: "SELECT p.id, p.amount, CAST(0 AS bigint) FROM crm_plan p \
                    JOIN crm_order o ON o.id = p.\"order\" \
                    WHERE p.cancelled = 0 AND p.kind = 'sale' AND (p.revision <> o.revision \
                    OR o.status NOT IN ('approved', 'completed')) ORDER BY p.id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "order.net_and_tax",
        count: "SELECT count(*) FROM crm_order",
        differing: "SELECT id, gross, net + tax FROM crm_order \
                    WHERE gross <> net + tax ORDER BY id LIMIT 1000",
        written: amount,
    },
    Proof {
        name: "order.gross",
        count: "SELECT count(*) FROM crm_order",
        differing: "SELECT o.id, o.gross, coalesce(l.total, 0) FROM crm_order o \
                    LEFT JOIN (SELECT \"order\", CAST(sum(gross) AS bigint) AS total \
                    FROM crm_order_line GROUP BY \"order\") l ON l.\"order\" = o.id \
                    WHERE o.gross <> coalesce(l.total, 0) ORDER BY o.id LIMIT 1000",
        written: amount,
    },
];

impl Operation for Verify {
    const NAME: &'static str = "admin.verify";
    const KIND: Kind = Kind::Read;
    const NEEDS: Permission = Permission::Admin;
    const REFUSES: &'static [Refusal] = &[];
    type Output = Verification;

    fn run(&self, cx: &mut Context<'_>) -> Result<Verification> {
        let (mut checks, mut differences) = (Vec::new(), Vec::new());
        for proof in PROOFS
            .iter()
            .chain(invoice::proofs::ALL)
            .chain(exchange::proofs::ALL)
            .chain(dunning::proofs::ALL)
        {
            let records = crate::storage::statement::number(cx.db(), proof.count, &[])?;
            checks.push(Check {
                name: proof.name.to_owned(),
                records: records.unwrap_or(0),
            });
            cx.db().query(proof.differing, &[], &mut |row| {
                let figures = (row.value(0)?, row.value(1)?, row.value(2)?);
                let (ValueRef::Int(id), ValueRef::Int(stored), ValueRef::Int(computed)) = figures
                else {
                    return Err(crate::base::messages::STORAGE_ROW
                        .error()
                        .with("reason", format!("{}: not whole numbers", proof.name)));
                };
                differences.push(Difference {
                    check: proof.name.to_owned(),
                    id,
                    stored: (proof.written)(stored),
                    computed: (proof.written)(computed),
                });
                Ok(())
            })?;
        }
        Ok(Verification {
            clean: differences.is_empty(),
            checks,
            differences,
        })
    }
}

#[cfg(test)]
#[cfg(feature = "sqlite")]
#[path = "verify_tests.rs"]
mod tests;
