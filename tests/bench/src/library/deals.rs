//! Doing deals.

use super::json;
use crate::Result;
use crate::measure::{Hand, Watch, together};
use crate::workload::{
    AMOUNT, CLOSE, DISCOUNT, Ids, Job, LINES, LineOf, MOVES, NAME, USER, WARM_UP,
};
use crm_core::base::id::{ContactId, CustomerId, Id, PipelineId, ProductId};
use crm_core::base::{Amount, Date, Name, Percent, Quantity};
use crm_core::pricing::line::LineArgs;
use crm_core::{Crm, Session, opportunity, order, quote, receipt};

pub(super) fn run(crm: &Crm, job: &Job) -> Result<Watch> {
    let deal = if job.json { json::deal } else { deal };
    let deal = |session: &mut Session, hand: Hand, number| {
        deal(session, &job.ids, job.turn("customers", hand, number)?)
    };
    let prepare = |hand: Hand| {
        let mut session = crm.session_as(USER)?;
        (0..WARM_UP).try_for_each(|number| deal(&mut session, hand, number))?;
        Ok(session)
    };
    together(job.hands, prepare, |hand, session, watch| {
        for number in 0..job.count / job.hands {
            if job.begins(number) {
                session.begin()?;
            }
            deal(session, hand, number)?;
            if job.ends(number) {
                session.commit()?;
            }
            watch.lap();
        }
        Ok(())
    })
}

/// One deal, from the opportunity to the last receipt.
fn deal(session: &mut Session, ids: &Ids, number: usize) -> Result {
    let customer = CustomerId::from_raw(ids.turn("customers", number)?);
    let contact = ContactId::from_raw(ids.turn("contacts", number)?);
    let opportunity = session.run(opportunity::Create {
        contact: Some(contact),
        pipeline: Some(PipelineId::from_raw(ids.turn("pipeline", 0)?)),
        amount: Some(Amount::parse(AMOUNT)?),
        expected_close: Some(Date::parse(CLOSE)?),
        ..opportunity::Create::new(Name::new(NAME)?, customer)
    })?;
    let opportunity = opportunity.id;
    for _ in 0..MOVES {
        session.run(opportunity::Advance::new(opportunity))?;
    }
    session.run(opportunity::Win::new(opportunity))?;
    let lines = LINES.iter().map(|line| args(ids, line));
    let quote = session.run(quote::Create {
        contact: Some(contact),
        opportunity: Some(opportunity),
        discount_amount: Some(Amount::parse(DISCOUNT)?),
        valid_until: Some(Date::parse(CLOSE)?),
        ..quote::Create::new(customer, lines.collect::<Result<Vec<_>>>()?)
    })?;
    session.run(quote::Send::new(quote.id))?;
    session.run(quote::Accept::new(quote.id))?;
    let order = session.run(quote::Convert::new(quote.id))?;
    session.run(order::Submit::new(order.id))?;
    let approved = session.run(order::Approve::new(order.id))?;
    for plan in &approved.plans {
        let receipt = session.run(receipt::Record::new(customer, plan.amount))?;
        session.run(receipt::Confirm::new(receipt.id))?;
    }
    Ok(())
}

fn args(ids: &Ids, line: &LineOf) -> Result<LineArgs> {
    Ok(LineArgs {
        product: Some(ProductId::from_raw(ids.turn("products", line.product)?)),
        discount_percent: line.discount_percent.map(Percent::parse).transpose()?,
        discount_amount: line.discount_amount.map(Amount::parse).transpose()?,
        ..LineArgs::new(Quantity::parse(line.quantity)?)
    })
}
