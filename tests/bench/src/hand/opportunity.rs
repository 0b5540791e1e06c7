//! Opportunities by hand.

use super::answer::OpportunityAnswer;
use super::engine::{Engine, Query, bound};
use super::model::{Opportunity, Visit};
use super::program::{Change, Program};
use super::table::query;
use super::values::{Day, Flag, Money, Number, Stand};
use crate::Result;

static BY_ID: Query = query!(Opportunity, "WHERE id = ?1");

/// A stage of a pipeline.
struct Stage {
    id: i64,
    probability: Number,
}

pub(super) struct New<'a> {
    pub(super) name: &'a str,
    pub(super) customer: i64,
    pub(super) contact: i64,
    pub(super) pipeline: i64,
    pub(super) amount: Money,
    pub(super) expected_close: Day,
}

/// Refuses a customer that is not in use; answers its currency and its terms.
pub(super) fn customer<E: Engine>(
    program: &Program<E>,
    id: i64,
) -> Result<(Option<String>, Option<i64>, Option<i64>)> {
    let sql = "SELECT status, currency, terms, price_list FROM crm_customer WHERE id = ?1";
    let (status, currency, terms, list): (String, _, _, _) = program.one(sql, bound![id])?;
    if status != "active" {
        return Err("the customer is archived".into());
    }
    Ok((currency, terms, list))
}

/// Refuses a contact that is not the customer's.
pub(super) fn contact<E: Engine>(program: &Program<E>, customer: i64, contact: i64) -> Result {
    let sql = "SELECT status FROM crm_contact WHERE id = ?1";
    let status: String = program.value(sql, bound![contact])?;
    if status != "active" {
        return Err("the contact is archived".into());
    }
    let sql = "SELECT contact FROM crm_contact_link WHERE contact = ?1 AND customer = ?2";
    let linked = program.maybe::<(i64,)>(sql, bound![contact, customer])?;
    linked.ok_or("the contact is not the customer's")?;
    Ok(())
}

pub(super) fn create<E: Engine>(
    program: &mut Program<E>,
    new: &New<'_>,
) -> Result<OpportunityAnswer> {
    program.standing()?;
    let (currency, ..) = customer(program, new.customer)?;
    contact(program, new.customer, new.contact)?;
    let sql = "SELECT active FROM crm_pipeline WHERE id = ?1";
    let Flag(active) = program.value(sql, bound![new.pipeline])?;
    if !active {
        return Err("the pipeline is archived".into());
    }
    let stages = stages(program, new.pipeline)?;
    let first = stages.first().ok_or("a pipeline without stages")?;
    let opportunity = Opportunity {
        id: program.id()?,
        version: 1,
        name: new.name.to_owned(),
        status: Stand::Open,
        customer: new.customer,
        contact: Some(new.contact),
        pipeline: new.pipeline,
        stage: first.id,
        owner: Some(program.user),
        department: program.department,
        currency: currency.unwrap_or_else(|| "CNY".to_owned()),
        amount: Some(new.amount),
        manual_probability: None,
        expected_close: Some(new.expected_close),
        closed_on: None,
        lost_reason: None,
        lost_note: None,
        source: None,
        note: None,
        external_ref: None,
        extra: None,
        created_at: program.now,
    };
    program.insert(&opportunity)?;
    enter(program, &opportunity, 1)?;
    program.note(Change {
        kind: "opportunity.created",
        record: "opportunity",
        id: opportunity.id,
        version: 1,
        before: None,
        after: serde_json::to_string(&opportunity)?,
    });
    program.record("opportunity.create")?;
    Ok(OpportunityAnswer::new(opportunity, first.probability))
}

/// Moves to the next stage.
pub(super) fn advance<E: Engine>(program: &mut Program<E>, id: i64) -> Result<OpportunityAnswer> {
    program.standing()?;
    let mut record = open(program, id)?;
    let stages = stages(program, record.pipeline)?;
    let mut after = stages.iter().skip_while(|stage| stage.id != record.stage);
    let next = after.nth(1).ok_or("it stands in the last stage")?;
    let (version, stage) = (record.version, record.stage);
    record.version += 1;
    record.stage = next.id;
    program.update(
        "UPDATE crm_opportunity SET version = ?1, stage = ?2 WHERE id = ?3 AND version = ?4",
        bound![record.version, record.stage, id, version],
    )?;
    program.note(Change {
        kind: "opportunity.advanced",
        record: "opportunity",
        id,
        version: record.version,
        before: Some(format!(r#"{{"version":{version},"stage":{stage}}}"#)),
        after: format!(r#"{{"version":{},"stage":{}}}"#, record.version, next.id),
    });
    leave(program, &record)?;
    program.record("opportunity.advance")?;
    Ok(OpportunityAnswer::new(record, next.probability))
}

pub(super) fn win<E: Engine>(program: &mut Program<E>, id: i64) -> Result<OpportunityAnswer> {
    program.standing()?;
    let mut record = open(program, id)?;
    let (version, today) = (record.version, program.today);
    record.version += 1;
    record.status = Stand::Won;
    record.closed_on = Some(today);
    program.update(
        "UPDATE crm_opportunity SET version = ?1, status = ?2, closed_on = ?3 \
         WHERE id = ?4 AND version = ?5",
        bound![record.version, record.status, today, id, version],
    )?;
    program.note(Change {
        kind: "opportunity.won",
        record: "opportunity",
        id,
        version: record.version,
        before: Some(format!(
            r#"{{"version":{version},"status":"open","closed_on":null}}"#
        )),
        after: format!(
            r#"{{"version":{},"status":"won","closed_on":"{today}"}}"#,
            record.version
        ),
    });
    leave(program, &record)?;
    program.record("opportunity.win")?;
    let sql = "SELECT id, probability FROM crm_stage WHERE id = ?1";
    program.one::<(i64, Number)>(sql, bound![record.stage])?;
    Ok(OpportunityAnswer::new(record, Number(100_000_000)))
}

fn open<E: Engine>(program: &Program<E>, id: i64) -> Result<Opportunity> {
    let record: Opportunity = program.one(BY_ID.changed::<E>(), bound![id])?;
    if record.status != Stand::Open {
        return Err("the opportunity is closed".into());
    }
    Ok(record)
}

fn stages<E: Engine>(program: &Program<E>, pipeline: i64) -> Result<Vec<Stage>> {
    let sql = "SELECT id, probability FROM crm_stage WHERE pipeline = ?1 ORDER BY sequence";
    let stages = program.rows(sql, bound![pipeline])?;
    let stages = stages
        .into_iter()
        .map(|(id, probability)| Stage { id, probability });
    Ok(stages.collect())
}

/// Ends the visit it stood in and begins the next.
fn leave<E: Engine>(program: &Program<E>, record: &Opportunity) -> Result {
    let sql = "UPDATE crm_opportunity_stage SET left_at = ?1 \
               WHERE opportunity = ?2 AND left_at IS NULL RETURNING sequence";
    let left: i64 = program.value(sql, bound![program.now, record.id])?;
    enter(program, record, left + 1)
}

fn enter<E: Engine>(program: &Program<E>, record: &Opportunity, sequence: i64) -> Result {
    program.insert(&Visit {
        opportunity: record.id,
        sequence,
        stage: record.stage,
        status: record.status,
        lost_reason: None,
        reason: None,
        entered_at: program.now,
        entered_by: Some(program.user),
        left_at: None,
    })
}
