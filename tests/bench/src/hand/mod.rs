//! The contender "hand": what a good programmer writes with rusqlite alone for this one business.
//! Cached statements, one transaction a step, whole numbers for money; it reads what the library
//! reads, writes the rows the library writes, the change feed too, and answers the same documents.

mod answer;
mod catalogue;
mod collection;
mod model;
mod opportunity;
mod order;
mod pricing;
mod program;
mod quote;
mod table;
mod values;

use crate::Result;
use crate::measure::Watch;
use crate::workload::{
    AMOUNT, CHIEF, CLOSE, DISCOUNT, Ids, Job, LINES, MOVES, NAME, NOW, PAGE, STRIDE, Task, USER,
    WARM_UP, seller,
};
use catalogue::Wanted;
use program::Program;
use serde::Serialize;
use std::hint::black_box;
use std::path::Path;
use values::{Day, Money, Number};

/// Does the job and answers how long each piece took.
pub(crate) fn run(job: &Job) -> Result<Watch> {
    let user = match job.task {
        Task::Deals => USER.to_owned(),
        Task::Own => seller(0),
        _ => CHIEF.to_owned(),
    };
    let now = crm_core::Instant::parse(NOW)?.micros();
    let mut program = Program::open(&job.file, job.full, &user, now)?;
    match job.task {
        Task::Deals => deals(&mut program, job),
        Task::Orders | Task::Own | Task::Chief | Task::AllChief => reads(&mut program, job),
        Task::Director | Task::AllDirector => Err("not written by hand".into()),
    }
}

fn deals(program: &mut Program, job: &Job) -> Result<Watch> {
    let steps = |inside| Steps {
        inside,
        json: job.json,
    };
    for number in 0..WARM_UP {
        deal(program, &job.ids, number, steps(false))?;
    }
    let mut watch = Watch::start(job.count);
    for number in 0..job.count {
        if job.begins(number) {
            program.begin()?;
        }
        deal(program, &job.ids, number, steps(job.batch > 0))?;
        if job.ends(number) {
            program.commit()?;
        }
        watch.lap();
    }
    Ok(watch)
}

fn reads(program: &mut Program, job: &Job) -> Result<Watch> {
    let mut read = |number: usize| -> Result {
        if job.task == Task::Orders {
            let order = job.ids.turn("orders", number * STRIDE)?;
            let answer = program.read(|p| order::get(p, order))?;
            return hand_over(answer, job.json).map(|_| ());
        }
        let seller = job.ids.turn("sellers", number % WARM_UP)?;
        let owner = (job.task != Task::AllChief).then_some(seller);
        let page = program.read(|p| collection::overdue(p, owner, PAGE))?;
        if page.items.len() != PAGE as usize {
            return Err("the page is not full".into());
        }
        hand_over(page, job.json).map(|_| ())
    };
    (0..WARM_UP).try_for_each(&mut read)?;
    let mut watch = Watch::start(job.count);
    for number in WARM_UP..WARM_UP + job.count {
        read(number)?;
        watch.lap();
    }
    Ok(watch)
}

/// The documents of orders, as text.
pub(crate) fn documents(file: &Path, orders: &[i64]) -> Result<Vec<String>> {
    let now = crm_core::Instant::parse(NOW)?.micros();
    let mut program = Program::open(file, false, USER, now)?;
    let documents = orders.iter().map(|order| {
        let answer = program.read(|p| order::get(p, *order))?;
        Ok(serde_json::to_string(&answer)?)
    });
    documents.collect()
}

/// How the steps of a deal run.
#[derive(Clone, Copy)]
struct Steps {
    /// Inside an open transaction they are nothing of their own.
    inside: bool,
    /// Their answers are wanted as JSON.
    json: bool,
}

impl Steps {
    fn take<T: Serialize>(
        self,
        program: &mut Program,
        work: impl FnOnce(&mut Program) -> Result<T>,
    ) -> Result<T> {
        let answer = if self.inside {
            work(program)
        } else {
            program.write(work)
        };
        hand_over(answer?, self.json)
    }
}

/// Makes sure that nothing of an answer is left out because nobody reads it.
fn hand_over<T: Serialize>(answer: T, json: bool) -> Result<T> {
    if json {
        black_box(serde_json::to_string(&answer)?);
    }
    Ok(black_box(answer))
}

/// One deal, from the opportunity to the last receipt.
fn deal(program: &mut Program, ids: &Ids, number: usize, steps: Steps) -> Result {
    let customer = ids.turn("customers", number)?;
    let contact = ids.turn("contacts", number)?;
    let day = |text: &str| Day::parse(text).ok_or("not a day");
    let new = opportunity::New {
        name: NAME,
        customer,
        contact,
        pipeline: ids.turn("pipeline", 0)?,
        amount: money(AMOUNT)?,
        expected_close: day(CLOSE)?,
    };
    let opportunity = steps.take(program, |p| opportunity::create(p, &new))?.id;
    for _ in 0..MOVES {
        steps.take(program, |p| opportunity::advance(p, opportunity))?;
    }
    steps.take(program, |p| opportunity::win(p, opportunity))?;
    let lines = LINES.iter().map(|line| {
        Ok(Wanted {
            product: ids.turn("products", line.product)?,
            quantity: self::number(line.quantity)?,
            discount_percent: line.discount_percent.map(self::number).transpose()?,
            discount_amount: line.discount_amount.map(money).transpose()?,
        })
    });
    let new = quote::New {
        customer,
        contact,
        opportunity,
        discount: money(DISCOUNT)?,
        valid_until: day(CLOSE)?,
        lines: &lines.collect::<Result<Vec<_>>>()?,
    };
    let quote = steps.take(program, |p| quote::create(p, &new))?.id;
    steps.take(program, |p| quote::send(p, quote))?;
    steps.take(program, |p| quote::accept(p, quote))?;
    let order = steps.take(program, |p| order::convert(p, quote))?.id;
    steps.take(program, |p| order::submit(p, order))?;
    let approved = steps.take(program, |p| order::approve(p, order))?;
    for plan in &approved.plans {
        let amount = plan.amount;
        let receipt = steps.take(program, |p| collection::record(p, customer, amount))?;
        steps.take(program, |p| collection::confirm(p, receipt.id))?;
    }
    Ok(())
}

/// An amount with two decimals.
fn money(text: &str) -> Result<Money> {
    let (whole, cents) = text.split_once('.').ok_or("not an amount")?;
    Ok(Money(
        whole.parse::<i64>()? * 10_000 + cents.parse::<i64>()? * 100,
    ))
}

/// A number with at most one decimal.
fn number(text: &str) -> Result<Number> {
    let (whole, tenths) = text.split_once('.').unwrap_or((text, "0"));
    Ok(Number(
        whole.parse::<i64>()? * 1_000_000 + tenths.parse::<i64>()? * 100_000,
    ))
}
