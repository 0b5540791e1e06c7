//! Reading orders and lists of plans.

use crate::Result;
use crate::measure::Watch;
use crate::workload::{CHIEF, DIRECTOR, Job, PAGE, STRIDE, Task, WARM_UP, seller};
use crm_core::base::id::{Id, OrderId, UserId};
use crm_core::{Crm, Session, collection, order};
use std::hint::black_box;

pub(super) fn run(crm: &Crm, job: &Job) -> Result<Watch> {
    let session = |number: usize| -> Result<Session> {
        Ok(match job.task {
            Task::Own => crm.session_as(&seller(number))?,
            Task::Director | Task::AllDirector => crm.session_as(DIRECTOR)?,
            _ => crm.session_as(CHIEF)?,
        })
    };
    // Everybody is logged in before the clock runs.
    let mut sessions = (0..WARM_UP).map(session).collect::<Result<Vec<_>>>()?;
    let mut read = |number: usize| -> Result {
        let turn = number % WARM_UP;
        let session = sessions.get_mut(turn).ok_or("no session")?;
        if job.task == Task::Orders {
            one(session, job, number)
        } else {
            list(session, job, turn)
        }
    };
    (0..WARM_UP).try_for_each(&mut read)?;
    let mut watch = Watch::start(job.count);
    for number in WARM_UP..WARM_UP + job.count {
        read(number)?;
        watch.lap();
    }
    Ok(watch)
}

fn one(session: &mut Session, job: &Job, number: usize) -> Result {
    let order = job.ids.turn("orders", number * STRIDE)?;
    if job.json {
        let arguments = format!("{{\"order\": {order}}}");
        black_box(session.invoke("order.get", &arguments)?);
        return Ok(());
    }
    let order = OrderId::from_raw(order);
    black_box(session.run(order::Get { order })?);
    Ok(())
}

/// Lists the overdue plans of one salesperson after the other, or of everybody.
fn list(session: &mut Session, job: &Job, turn: usize) -> Result {
    let named = matches!(job.task, Task::Chief | Task::Director);
    let owner = named.then_some(job.ids.turn("sellers", turn)?);
    if job.json {
        let owner = owner.map_or("null".to_owned(), |owner| owner.to_string());
        let arguments = format!("{{\"owner\": {owner}, \"overdue\": true, \"limit\": {PAGE}}}");
        black_box(session.invoke("collection.list", &arguments)?);
        return Ok(());
    }
    let page = session.run(collection::List {
        owner: owner.map(UserId::from_raw),
        overdue: true,
        limit: Some(PAGE),
        ..collection::List::default()
    })?;
    if page.items.len() != PAGE as usize {
        return Err("the page is not full".into());
    }
    black_box(page);
    Ok(())
}
