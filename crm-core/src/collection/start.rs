//! What starts plans that wait, and lets them wait again, in the transaction of what happened.

use super::change::{PlanChange, PlanChangeKind};
use super::detail::{Allocation, DetailKind, standing};
use super::due::DueOn;
use super::model::Plan;
use super::settle::{self, Entry};
use super::share::{self, SETTLED, Step};
use super::shown::CollectionPlan;
use super::store;
use crate::base::error::Result;
use crate::base::id::PlanId;
use crate::base::messages::STORAGE_ROW;
use crate::base::{Amount, Date, Line, Name, Tie};
use crate::engine::Context;
use crate::order::Order;
use crate::receipt::steps::tell;
use crate::terms::Start;
use crate::terms::rules::{Way, due, early};
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

/// What a started plan was lowered by from its beginning.
fn lowered(plan: &Plan) -> Amount {
    let early = plan.early.as_ref().filter(|_| plan.started_on.is_some());
    early.map_or(Amount::ZERO, |early| early.lowered)
}

/// A started plan: its days are counted from its start.
pub(crate) fn begin(plan: &mut Plan, on: Date, resolved: &Resolved) -> Result<()> {
    let basis = plan.basis.clone();
    let way = Way {
        due: &basis.due,
        every: basis.every.as_ref(),
        part: basis.part.unwrap_or(1),
    };
    let found = due(way, on, resolved.moves())?;
    plan.started_on = Some(on);
    plan.due(found.due_on, found.path);
    offers(plan, resolved)
}

/// The discounts of a plan for its amount and its start.
pub(crate) fn offers(plan: &mut Plan, resolved: &Resolved) -> Result<()> {
    let terms = plan.basis.early.clone();
    plan.early = match terms.filter(|_| plan.amount.is_positive()) {
        None => None,
        Some(terms) => {
            let amounts = (plan.amount, plan.tax);
            let (start, currency) = (plan.started_on, plan.currency);
            Some(early(amounts, &terms, start, currency, resolved.tie)?)
        }
    };
    Ok(())
}

/// The detail that lowers a plan's tax from its start, where its discount says so (M11).
pub(crate) fn lower(cx: &mut Context<'_>, plan: &mut Plan, on: Date) -> Result<Vec<Allocation>> {
    let lowered = lowered(plan);
    if lowered.is_zero() {
        return Ok(Vec::new());
    }
    let entry = Entry::of(DetailKind::Discounted, lowered);
    settle::details(cx, plan, vec![entry], on)
}

/// Lowers a started plan whose amount changed by as much as that asks for.
pub(crate) fn relower(
    cx: &mut Context<'_>,
    before: &Plan,
    rest: &mut Plan,
    on: Date,
) -> Result<Vec<Allocation>> {
    let less = lowered(rest).minus(lowered(before))?;
    if less.is_zero() {
        return Ok(Vec::new());
    }
    settle::details(cx, rest, vec![Entry::of(DetailKind::Discounted, less)], on)
}

/// Moves what settled a waiting plan to the part of it that starts, oldest first: who paid ahead
/// has paid what comes first.
fn move_along(
    cx: &mut Context<'_>,
    before: &Plan,
    (part, rest): (&mut Plan, &mut Plan),
    on: Date,
) -> Result<Vec<Allocation>> {
    if before.settled()?.is_zero() {
        return Ok(Vec::new());
    }
    let found = store::details_of(cx, before.id)?;
    let (mut to_part, mut on_rest) = (Vec::new(), Vec::new());
    let mut room = part.amount;
    for detail in standing(&found) {
        let moved = detail.amount.min(room);
        if moved.is_zero() {
            continue;
        }
        room = room.minus(moved)?;
        let again = |entry| Entry {
            reason: detail.reason.clone(),
            note: detail.note.clone(),
            recorded_by: detail.recorded_by,
            ..entry
        };
        let (first, left) = Entry::parted(detail, moved)?;
        to_part.push(again(first));
        on_rest.push(Entry::against(detail));
        if !left.amount.is_zero() {
            on_rest.push(again(left));
        }
    }
    let mut details = settle::details(cx, rest, on_rest, on)?;
    details.extend(settle::details(cx, part, to_part, on)?);
    tell(cx, &details, "moved")?;
    Ok(details)
}

/// What happened to a plan, as a row.
pub(crate) fn changed(
    cx: &mut Context<'_>,
    before: &Plan,
    after: &Plan,
    kind: PlanChangeKind,
    on: Date,
) -> Result<PlanChange> {
    let amount = match kind {
        PlanChangeKind::Cancelled => before.open()?.negated(),
        _ => after.amount.minus(before.amount)?,
    };
    Ok(PlanChange {
        id: cx.new_id()?,
        plan: before.id,
        order: before.order,
        kind,
        amount,
        currency: before.currency,
        due_before: before.due_on.0,
        due_after: if after.cancelled {
            None
        } else {
            after.due_on.0
        },
        effective_on: on,
        reason: None,
        recorded_by: cx.actor().user,
        created_at: cx.now(),
    })
}

/// Something that was said of a plan and moves neither its amount nor its day.
pub(crate) fn note(cx: &mut Context<'_>, plan: &Plan, reason: Line) -> Result<PlanChange> {
    let today = cx.today();
    let mut change = changed(cx, plan, plan, PlanChangeKind::Waived, today)?;
    change.reason = Some(reason);
    Ok(change)
}
