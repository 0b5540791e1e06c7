//! The contender "hand": what a good programmer writes with a driver alone for this one business.
//! Cached statements, one transaction a step, whole numbers for money; it reads what the library
//! reads, writes the rows the library writes, the change feed too, and answers the same documents.

mod answer;
mod catalogue;
mod codec;
mod collection;
mod engine;
mod model;
mod opportunity;
mod order;
mod plan;
mod pricing;
mod program;
mod quote;
mod report;
mod server;
mod sqlite;
mod steps;
mod table;
mod values;

use crate::Result;
use crate::measure::{Hand, Watch, together};
use crate::place::is_on_server;
use crate::workload::{
    AMOUNT, CHIEF, CLOSE, DISCOUNT, Ids, Job, LINES, MOVES, NAME, NOW, PAGE, PAID, STRIDE, Task,
    USER, WARM_UP, seller,
};
use catalogue::Wanted;
use engine::Engine;
use program::Program;
use rusqlite::Connection;
use serde::Serialize;
use server::Server;
use std::hint::black_box;
use std::path::Path;
use steps::Steps;
use values::{Day, Money, Number};

/// Does the job and answers how long each piece took.
pub(crate) fn run(job: &Job) -> Result<Watch> {
    if is_on_server(&job.file) {
        work::<Server>(job)
    } else {
        work::<Connection>(job)
    }
}

fn work<E: Engine>(job: &Job) -> Result<Watch> {
    match job.task {
        Task::Deals => deals::<E>(job),
        Task::Settle | Task::Create | Task::Receive => orders::<E>(job),
        Task::Orders | Task::Own | Task::Chief | Task::AllChief => reads::<E>(job),
        Task::Ageing | Task::AgeingWhole => reports(job),
        Task::Director | Task::AllDirector => Err("not written by hand".into()),
    }
}

fn open<E: Engine>(job: &Job) -> Result<Program<E>> {
    let user = match job.task {
        Task::Deals | Task::Settle | Task::Create => USER.to_owned(),
        Task::Own => seller(0),
        _ => CHIEF.to_owned(),
    };
    let now = crm_core::Instant::parse(NOW)?.micros();
    Program::open(&job.file, job.full, &user, now)
}

fn deals<E: Engine>(job: &Job) -> Result<Watch> {
    // A file has one writer at a time: what several do at once there, one does in one transaction.
    let (hands, each) = if E::SEVERAL {
        (job.hands, 1)
    } else {
        (1, job.hands)
    };
    let prepare = |hand: Hand| {
        let mut program = open::<E>(job)?;
        let mut steps = Steps::new(false, each, job.json);
        for number in 0..WARM_UP {
            let turn = job.turn("customers", hand, number)?;
            deal(&mut program, &job.ids, turn, &mut steps)?;
        }
        steps.end(&mut program)?;
        Ok(program)
    };
    together(hands, prepare, |hand, program, watch| {
        let mut steps = Steps::new(job.batch > 0, each, job.json);
        let share = job.count / hands;
        for number in 0..share {
            if job.begins(number) {
                program.begin()?;
            }
            let turn = job.turn("customers", hand, number)?;
            deal(program, &job.ids, turn, &mut steps)?;
            if job.ends(number) {
                program.commit()?;
            }
            if number + 1 == share {
                steps.end(program)?;
            }
            watch.lap();
        }
        Ok(())
    })
}

/// Steps on records that are there.
fn orders<E: Engine>(job: &Job) -> Result<Watch> {
    let piece = |program: &mut Program<E>, hand: Hand, number: usize| -> Result {
        let mut steps = Steps::new(false, 1, job.json);
        if matches!(job.task, Task::Create | Task::Receive) {
            let turn = job.turn("customers", hand, number)?;
            let customer = job.ids.turn("customers", turn)?;
            let paid = money(PAID)?;
            let receipt = steps.take(program, |p| collection::record(p, customer, paid))?;
            if job.task == Task::Receive {
                steps.take(program, |p| collection::confirm(p, receipt.id))?;
            }
            return Ok(());
        }
        let turn = job.turn("orders", hand, number)?;
        let order = job.ids.turn("orders", turn)?;
        steps.take(program, |p| order::submit(p, order))?;
        steps.take(program, |p| order::approve(p, order))?;
        let receipt = job.ids.turn("receipts", turn)?;
        steps.take(program, |p| collection::confirm(p, receipt))?;
        Ok(())
    };
    let prepare = |hand: Hand| {
        let mut program = open::<E>(job)?;
        (0..WARM_UP).try_for_each(|number| piece(&mut program, hand, number))?;
        Ok(program)
    };
    together(job.hands, prepare, |hand, program, watch| {
        for number in WARM_UP..WARM_UP + job.count / job.hands {
            piece(program, hand, number)?;
            watch.lap();
        }
        Ok(())
    })
}

fn reads<E: Engine>(job: &Job) -> Result<Watch> {
    let mut program = open::<E>(job)?;
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

fn reports(job: &Job) -> Result<Watch> {
    let mut program = open::<Connection>(job)?;
    let mut read = || -> Result {
        let report = program.read(|p| match job.task {
            Task::Ageing => report::first(p, i64::from(PAGE)),
            _ => report::whole(p),
        })?;
        hand_over(report, job.json).map(|_| ())
    };
    read()?;
    let mut watch = Watch::start(job.count);
    for _ in 0..job.count {
        read()?;
        watch.lap();
    }
    Ok(watch)
}

/// The ageing by customer, as text: the first page, and all of it.
pub(crate) fn ageing(file: &Path) -> Result<[String; 2]> {
    let now = crm_core::Instant::parse(NOW)?.micros();
    let mut program = Program::<Connection>::open(file, false, CHIEF, now)?;
    let page = program.read(|p| report::first(p, i64::from(PAGE)))?;
    let whole = program.read(report::whole)?;
    Ok([
        serde_json::to_string(&page)?,
        serde_json::to_string(&whole)?,
    ])
}

/// The documents of orders, as text.
pub(crate) fn documents(file: &Path, orders: &[i64]) -> Result<Vec<String>> {
    if is_on_server(file) {
        shown::<Server>(file, orders)
    } else {
        shown::<Connection>(file, orders)
    }
}

fn shown<E: Engine>(file: &Path, orders: &[i64]) -> Result<Vec<String>> {
    let now = crm_core::Instant::parse(NOW)?.micros();
    let mut program = Program::<E>::open(file, false, USER, now)?;
    let documents = orders.iter().map(|order| {
        let answer = program.read(|p| order::get(p, *order))?;
        Ok(serde_json::to_string(&answer)?)
    });
    documents.collect()
}

/// Makes sure that nothing of an answer is left out because nobody reads it.
fn hand_over<T: Serialize>(answer: T, json: bool) -> Result<T> {
    if json {
        black_box(serde_json::to_string(&answer)?);
    }
    Ok(black_box(answer))
}

/// One deal, from the opportunity to the last receipt.
fn deal<E: Engine>(
    program: &mut Program<E>,
    ids: &Ids,
    number: usize,
    steps: &mut Steps,
) -> Result {
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
