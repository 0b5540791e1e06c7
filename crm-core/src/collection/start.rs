//! What starts plans that wait, and lets them wait again, in the transaction of what happened.

use super::begun::{begin, changed, lower, lowered, move_along, offers, relower};
use super::change::PlanChangeKind;
use super::detail::{DetailKind, standing};
use super::due::DueOn;
use super::model::Plan;
use super::settle::{self, Entry};
use super::share::{self, SETTLED, Step};
use super::shown::CollectionPlan;
use super::store;
use crate::base::error::Result;
use crate::base::id::PlanId;
use crate::base::messages::STORAGE_ROW;
use crate::base::{Amount, Date, Name, Tie};
use crate::engine::Context;
use crate::order::Order;
use crate::terms::Start;
use crate::terms::steps::{Resolved, template_of};

/// Which way an event goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// More has come: nothing that started waits again.
    Forward,
    /// Something was taken back: nothing starts.
    Back,
    /// The whole became another one: shares became larger or smaller. What is settled stays as it is.
    Either,
}

/// What tax invoices come to, and what credit notes leave to be invoiced.
pub(crate) struct Invoiced {
    /// What is issued and stands: of each plan that is named, and of the whole order.
    pub(crate) issued: Vec<(Option<PlanId>, Amount)>,
    /// What credit notes take off the order: so much is never invoiced.
    pub(crate) credited: Amount,
    /// What they settle of its plans.
    pub(crate) settled: Vec<(PlanId, Amount)>,
}

/// The plans of an order in the hands of an event.
pub(crate) struct Starting<'a> {
    order: &'a Order,
    on: Date,
    plans: Vec<Plan>,
    resolved: Resolved,
    changed: Vec<PlanId>,
}

impl<'a> Starting<'a> {
    /// The plans of an order on the day of an event.
    pub(crate) fn of(cx: &mut Context<'_>, order: &'a Order, on: Date) -> Result<Self> {
        let (template, _) = template_of(cx, order.terms, order.terms_edition)?;
        Ok(Self {
            order,
            on,
            plans: store::plans_of(cx, order.id)?,
            resolved: Resolved::of(cx, &template, None)?,
            changed: Vec::new(),
        })
    }

    /// Starts what waits for an event that has happened.
    ///
    /// # Errors
    /// `calendar.no_workday`, `date.out_of_range`.
    pub(crate) fn happened(
        &mut self,
        cx: &mut Context<'_>,
        start: Start,
        milestone: Option<&Name>,
    ) -> Result<()> {
        for plan in self.waiting_for(start, milestone) {
            if plan.started_on.is_none() {
                self.start(cx, plan.id)?;
            }
        }
        Ok(())
    }

    /// Lets what started with an event wait again: it had not happened.
    ///
    /// # Errors
    /// `collection.settled`.
    pub(crate) fn revoked(
        &mut self,
        cx: &mut Context<'_>,
        start: Start,
        milestone: Option<&Name>,
    ) -> Result<()> {
        let plans = self.waiting_for(start, milestone);
        let mut settled = Amount::ZERO.of(self.order.currency)?;
        for plan in &plans {
            settled = settled.plus(plan.settled()?.minus(lowered(plan))?)?;
        }
        refuse_settled(settled)?;
        for plan in plans {
            if plan.started_on.is_some() {
                self.stop(cx, plan.id)?;
            }
        }
        Ok(())
    }

    /// Lets what started with an event wait again as far as nothing has settled it: more is to come
    /// before it has happened.
    ///
    /// # Errors
    /// `number.overflow`.
    pub(crate) fn not_yet(&mut self, cx: &mut Context<'_>, start: Start) -> Result<()> {
        for plan in self.waiting_for(start, None) {
            if plan.started_on.is_some() && plan.settled()? == lowered(&plan) {
                self.stop(cx, plan.id)?;
            }
        }
        Ok(())
    }

    /// Starts, or lets wait again, so much of each line that waits for shares of an event as `done`
    /// is of the whole order.
    ///
    /// # Errors
    /// `collection.settled`, `calendar.no_workday`, `date.out_of_range`.
    pub(crate) fn reached(
        &mut self,
        cx: &mut Context<'_>,
        start: Start,
        done: Amount,
        direction: Direction,
    ) -> Result<()> {
        let (whole, currency) = (self.order.gross, self.order.currency);
        let target = |family: &[&Plan]| share::target(family, (done, whole), currency, Tie::HalfUp);
        let settled = self.shares(cx, start, direction, target)?;
        refuse_settled(settled)
    }

    /// The same for tax invoices: those that name a plan start just that, the others a share of
    /// every line. When nothing is left to be invoiced, because credit notes took off the rest,
    /// everything has started. What an invoice started and is settled stays, whatever becomes of
    /// the invoice.
    ///
    /// # Errors
    /// `calendar.no_workday`, `date.out_of_range`.
    pub(crate) fn invoiced(
        &mut self,
        cx: &mut Context<'_>,
        invoiced: &Invoiced,
        direction: Direction,
    ) -> Result<()> {
        let currency = self.order.currency;
        let whole = self.order.gross.minus(invoiced.credited)?;
        let of = |wanted: &dyn Fn(Option<PlanId>) -> bool| {
            let some = invoiced.issued.iter().filter(|(plan, _)| wanted(*plan));
            Amount::sum(some.map(|(_, amount)| *amount))
        };
        let done = of(&|plan| plan.is_none())?;
        let target = |family: &[&Plan]| {
            let all = Amount::sum(family.iter().map(|plan| plan.amount))?;
            let mut named = of(&|named| family.iter().any(|plan| Some(plan.id) == named))?;
            if !named.is_zero() {
                let own = invoiced.settled.iter();
                let own = own.filter(|(plan, _)| family.iter().any(|one| one.id == *plan));
                named = named.plus(Amount::sum(own.map(|(_, amount)| *amount))?)?;
            }
            let share = match done.is_positive() {
                true if done >= whole => all,
                true => share::target(family, (done, whole), currency, Tie::HalfUp)?,
                false => Amount::ZERO,
            };
            named.plus(share)?.min(all).of(currency)
        };
        self.shares(cx, Start::Invoice, direction, target)?;
        Ok(())
    }

    /// Brings each line that waits for shares of an event to its target; answers what cannot wait
    /// again because it is settled.
    fn shares(
        &mut self,
        cx: &mut Context<'_>,
        start: Start,
        direction: Direction,
        target: impl Fn(&[&Plan]) -> Result<Amount>,
    ) -> Result<Amount> {
        let roots = self.waiting_for(start, None);
        let roots = roots.into_iter().filter(|plan| plan.split_from.is_none());
        let currency = self.order.currency;
        let forward = |step: &Step| matches!(step, Step::Start(_) | Step::Split(..));
        let (mut all, mut settled) = (Vec::new(), Amount::ZERO.of(currency)?);
        for root in roots {
            let family = share::family(&self.plans, root.id);
            let (steps, left) = share::steps(&family, target(&family)?, currency)?;
            match direction {
                Direction::Forward => all.extend(steps.into_iter().filter(forward)),
                Direction::Back => {
                    settled = settled.plus(left)?;
                    all.extend(steps.into_iter().filter(|step| !forward(step)));
                }
                Direction::Either => all.extend(steps),
            }
        }
        if start != Start::Invoice && !settled.is_zero() {
            return Ok(settled);
        }
        for step in all {
            match step {
                Step::Start(plan) => self.start(cx, plan)?,
                Step::Split(plan, amount) => {
                    let part = self.split(cx, plan, amount)?;
                    self.start(cx, part)?;
                }
                Step::Stop(plan) => self.stop(cx, plan)?,
                Step::Unsplit(plan, amount) => {
                    let part = self.split(cx, plan, amount)?;
                    self.stop(cx, part)?;
                }
            }
        }
        Ok(settled)
    }

    /// Whether any plan of the order waits for an event, or waited for it.
    pub(crate) fn knows(&self, start: Start) -> bool {
        let mut plans = self.plans.iter();
        plans.any(|plan| !plan.cancelled && plan.basis.starts == start)
    }

    /// The plans that changed, as they stand today.
    pub(crate) fn changed(self, today: Date) -> Result<Vec<CollectionPlan>> {
        let changed = |plan: &&Plan| self.changed.contains(&plan.id);
        let plans = self.plans.iter().filter(changed);
        plans.map(|plan| plan.on(today)).collect()
    }

    fn waiting_for(&self, start: Start, milestone: Option<&Name>) -> Vec<Plan> {
        let theirs = |plan: &&Plan| {
            !plan.cancelled
                && plan.basis.starts == start
                && plan.basis.milestone.as_ref() == milestone
        };
        self.plans.iter().filter(theirs).cloned().collect()
    }

    fn plan(&self, id: PlanId) -> Result<Plan> {
        let found = self.plans.iter().find(|plan| plan.id == id);
        found.cloned().ok_or_else(|| {
            let reason = "a plan of the order is gone";
            STORAGE_ROW.error().with("reason", reason)
        })
    }

    /// Saves a plan's new state with what happened to it.
    fn save(
        &mut self,
        cx: &mut Context<'_>,
        before: &Plan,
        after: &mut Plan,
        (kind, verb): (PlanChangeKind, &str),
    ) -> Result<()> {
        let change = changed(cx, before, after, kind, self.on)?;
        cx.update(before, after, verb)?;
        cx.insert_rows(&[change])?;
        if let Some(place) = self.plans.iter_mut().find(|plan| plan.id == after.id) {
            *place = after.clone();
        }
        self.changed.push(after.id);
        Ok(())
    }

    fn start(&mut self, cx: &mut Context<'_>, id: PlanId) -> Result<()> {
        let before = self.plan(id)?;
        let mut after = before.clone();
        begin(&mut after, self.on, &self.resolved)?;
        let details = lower(cx, &mut after, self.on)?;
        self.save(
            cx,
            &before,
            &mut after,
            (PlanChangeKind::Started, "started"),
        )?;
        settle::write(cx, &details)
    }

    fn stop(&mut self, cx: &mut Context<'_>, id: PlanId) -> Result<()> {
        let before = self.plan(id)?;
        let mut after = before.clone();
        after.started_on = None;
        after.due_on = DueOn(None);
        after.first_due_on = None;
        after.remind_on = None;
        after.path = None;
        if let Some(early) = &mut after.early {
            early.offers.iter_mut().for_each(|offer| offer.until = None);
        }
        // What was lowered when it started is not while it waits.
        let mut details = Vec::new();
        if !lowered(&before).is_zero() {
            let found = store::details_of(cx, id)?;
            let own = standing(&found).filter(|detail| detail.receipt.is_none());
            let own = own.filter(|detail| detail.kind == DetailKind::Discounted);
            let back = own.map(Entry::against).collect();
            details = settle::details(cx, &mut after, back, self.on)?;
        }
        self.save(
            cx,
            &before,
            &mut after,
            (PlanChangeKind::Stopped, "stopped"),
        )?;
        settle::write(cx, &details)
    }

    /// Splits a part off a plan; the part is as the rest is, and takes along what has settled the
    /// plan, as far as it goes.
    fn split(&mut self, cx: &mut Context<'_>, id: PlanId, amount: Amount) -> Result<PlanId> {
        let before = self.plan(id)?;
        let tie = self.resolved.tie;
        let [share, whole] = [amount, before.amount].map(|a| i128::from(a.ten_thousandths()));
        let tax = i128::from(before.tax.ten_thousandths());
        let tax = Amount::rounded(tax, share, whole, before.currency, tie)?;
        let nothing = Amount::ZERO.of(before.currency)?;
        let last = self.plans.iter().map(|plan| plan.sequence).max();
        let mut part = Plan {
            id: cx.new_id()?,
            version: 1,
            sequence: last.unwrap_or(0).saturating_add(1),
            amount,
            tax,
            collected: nothing,
            discounted: nothing,
            written_off: nothing,
            credited: nothing,
            effective_on: self.on,
            split_from: before.split_from.or(Some(before.id)),
            created_at: cx.now(),
            ..before.clone()
        };
        let mut rest = before.clone();
        rest.amount = before.amount.minus(amount)?;
        rest.tax = before.tax.minus(tax)?;
        for plan in [&mut part, &mut rest] {
            offers(plan, &self.resolved)?;
        }
        let details = if before.started_on.is_none() {
            move_along(cx, &before, (&mut part, &mut rest), self.on)?
        } else {
            relower(cx, &before, &mut rest, self.on)?
        };
        let added = part.id;
        cx.insert(&part, "created")?;
        self.plans.push(part);
        self.save(cx, &before, &mut rest, (PlanChangeKind::Split, "split"))?;
        settle::write(cx, &details)?;
        Ok(added)
    }
}

fn refuse_settled(settled: Amount) -> Result<()> {
    if settled.is_zero() {
        return Ok(());
    }
    Err(SETTLED.error().with("settled", settled))
}
