//! Steps on records that are there: orders that go to their end, and creations in one series.

use crate::Result;
use crate::measure::{Hand, Watch, together};
use crate::workload::{CHIEF, Job, PAID, Task, USER, WARM_UP};
use crm_core::base::Amount;
use crm_core::base::id::{CustomerId, Id, OrderId, ReceiptId};
use crm_core::{Crm, Session, order, receipt};

type Piece = fn(&mut Session, &Job, Hand, usize) -> Result;

pub(super) fn run(crm: &Crm, job: &Job) -> Result<Watch> {
    let (piece, user): (Piece, &str) = match job.task {
        Task::Settle => (settle, USER),
        Task::Receive => (receive, CHIEF),
        _ => (create, USER),
    };
    let prepare = |hand: Hand| {
        let mut session = crm.session_as(user)?;
        (0..WARM_UP).try_for_each(|number| piece(&mut session, job, hand, number))?;
        Ok(session)
    };
    together(job.hands, prepare, |hand, session, watch| {
        for number in WARM_UP..WARM_UP + job.count / job.hands {
            piece(session, job, hand, number)?;
            watch.lap();
        }
        Ok(())
    })
}

/// Submits an order, approves it, and confirms the receipt that pays it.
fn settle(session: &mut Session, job: &Job, hand: Hand, number: usize) -> Result {
    let turn = job.turn("orders", hand, number)?;
    let order = OrderId::from_raw(job.ids.turn("orders", turn)?);
    session.run(order::Submit::new(order))?;
    session.run(order::Approve::new(order))?;
    let receipt = ReceiptId::from_raw(job.ids.turn("receipts", turn)?);
    session.run(receipt::Confirm::new(receipt))?;
    Ok(())
}

/// Records a receipt.
fn create(session: &mut Session, job: &Job, hand: Hand, number: usize) -> Result {
    record(session, job, hand, number).map(|_| ())
}

/// Records a receipt and confirms it.
fn receive(session: &mut Session, job: &Job, hand: Hand, number: usize) -> Result {
    let receipt = record(session, job, hand, number)?;
    session.run(receipt::Confirm::new(receipt))?;
    Ok(())
}

fn record(session: &mut Session, job: &Job, hand: Hand, number: usize) -> Result<ReceiptId> {
    let turn = job.turn("customers", hand, number)?;
    let customer = CustomerId::from_raw(job.ids.turn("customers", turn)?);
    let recorded = session.run(receipt::Record::new(customer, Amount::parse(PAID)?))?;
    Ok(recorded.id)
}
