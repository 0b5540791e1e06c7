//! What receipts and credit notes have left today, grouped.

use super::{Asked, Groups, NO_GROUP, Which, distinct};
use crate::base::error::Result;
use crate::engine::Context;
use crate::storage::Value;
use crate::storage::cell::{amount, currency, figure, number};
use crate::storage::select::Select;
use std::collections::BTreeSet;

/// Where credit comes from.
pub(super) struct Source {
    /// Its table.
    pub(super) table: &'static str,
    /// The column by which details and refunds name it.
    pub(super) named: &'static str,
    /// The kind of its details.
    pub(super) kind: &'static str,
    /// The day it counts from.
    pub(super) on: &'static str,
    /// The instant it is known from.
    pub(super) at: &'static str,
    /// What it must be to count.
    pub(super) counts: &'static str,
}

/// Receipts, from the day the money came in, once they are confirmed; and credit notes.
pub(super) const SOURCES: [Source; 2] = [
    Source {
        table: "crm_receipt",
        named: "receipt",
        kind: "collected",
        on: "received_on",
        at: "confirmed_at",
        counts: "confirmed_at IS NOT NULL",
    },
    Source {
        table: "crm_credit_note",
        named: "credit_note",
        kind: "credited",
        on: "issued_on",
        at: "created_at",
        counts: "amount > 0",
    },
];

impl Source {
    /// The ids of those that anything later than the moment has touched, with their values.
    pub(super) fn touched(&self, asked: &Asked<'_>) -> (String, Vec<Value>) {
        let Self { table, named, .. } = self;
        let (day, known) = (asked.moment.as_of, asked.moment.known_at);
        let mut found = Vec::new();
        let mut values: Vec<Value> = Vec::new();
        for (from, id, on, at) in [
            ("crm_allocation", *named, "effective_on", "created_at"),
            ("crm_refund", *named, "refunded_on", "created_at"),
            ("crm_refund", *named, "reversed_on", "reversed_at"),
            (*table, "id", "reversed_on", "reversed_at"),
        ] {
            // No record has the id 0; a condition that it is there would have its index read whole.
            let select = format!("SELECT coalesce({id}, 0) FROM {from}");
            found.push(format!("{select} WHERE {on} > ?"));
            values.push(day.into());
            if let Some(known) = known {
                found.push(format!("{select} WHERE {at} > ?"));
                values.push(known.micros().into());
            }
        }
        (found.join(" UNION ALL "), values)
    }

    /// The conditions of what has something left and counts.
    fn counted(&self, asked: &Asked<'_>, select: &mut Select) {
        select.and("unallocated > 0", []);
        asked.filter.onto(select);
        let day = asked.moment.as_of.into();
        select.and(&format!("{} <= ?", self.on), [day]);
        asked.known(select, self.at);
        if asked.later {
            let (touched, values) = self.touched(asked);
            select.and(&format!("id NOT IN ({touched})"), values);
        }
    }
}

/// Adds the credit of some groups.
pub(super) fn add(
    cx: &mut Context<'_>,
    asked: &Asked<'_>,
    which: Which,
    groups: &mut Groups,
) -> Result<()> {
    for source in &SOURCES {
        let mut select = Select::new();
        source.counted(asked, &mut select);
        let column = asked.among(&mut select, which);
        let (told, grouped) = match column {
            Some(column) => (format!(", {column}"), format!("{column}, ")),
            None => (String::new(), String::new()),
        };
        let (sql, values) = select.between(
            &format!(
                "SELECT currency, CAST(sum(unallocated) AS bigint), count(id){told} FROM {}",
                source.table
            ),
            &format!(" GROUP BY {grouped}currency"),
        );
        cx.db().query(&sql, &values, &mut |row| {
            let currency = currency(row, 0)?;
            let (credit, records) = (amount(row, 1, currency)?, figure(row, 2)?);
            let group = match column {
                Some(_) => number(row, 3)?.unwrap_or(NO_GROUP),
                None => NO_GROUP,
            };
            let sums = asked.sums(groups, group, currency);
            sums.credit(credit, records)
        })?;
    }
    Ok(())
}

/// The groups behind an id that have credit.
pub(super) fn ids(
    cx: &mut Context<'_>,
    asked: &Asked<'_>,
    after: i64,
    limit: usize,
    ids: &mut BTreeSet<i64>,
) -> Result<()> {
    let Some(column) = asked.column() else {
        return Ok(());
    };
    for source in &SOURCES {
        let mut select = Select::new();
        source.counted(asked, &mut select);
        distinct(cx, (source.table, column), select, (after, limit), ids)?;
    }
    Ok(())
}
