//! The figures as Markdown.

use super::Outcome;
use super::contender::Contender;
use super::list::Template;
use crate::Result;
use crate::measure::Figures;
use crate::workload::Task;

/// Prints the tables.
pub(super) fn print(outcomes: &[Outcome], rounds: usize) -> Result {
    if outcomes.is_empty() {
        return Ok(());
    }
    println!(
        "\n{rounds} rounds; a ratio is the middle one of the rounds, with the least and most.\n"
    );
    println!("| work | through | a second | p50 µs | p99 µs | memory MB | ratio |");
    println!("| --- | --- | ---: | ---: | ---: | ---: | --- |");
    for outcome in outcomes {
        for (contender, figures) in &outcome.rounds {
            println!("{}", row(outcome, *contender, figures)?);
        }
    }
    println!();
    bounds(outcomes)
}

fn row(outcome: &Outcome, contender: Contender, figures: &[Figures]) -> Result<String> {
    let mut ratios = Vec::new();
    for (one, other, wanted) in outcome.measurement.ratios {
        let base = of(outcome, *other).filter(|_| *one == contender);
        if let Some(base) = base {
            let (least, middle, most) = ratio(base, figures)?;
            let wanted = wanted.map(|wanted| format!(", wanted {}", hundredths(wanted)));
            ratios.push(format!(
                "**{}** of {} ({} to {}){}",
                hundredths(middle),
                other.name(),
                hundredths(least),
                hundredths(most),
                wanted.unwrap_or_default()
            ));
        }
    }
    let mut rates: Vec<u128> = figures.iter().map(rate).collect();
    Ok(format!(
        "| {} | {} | {} | {} | {} | {} | {} |",
        outcome.measurement.title,
        contender.name(),
        thousands(middle(&mut rates)?),
        thousands_tenths(share(figures, 50)?),
        thousands_tenths(share(figures, 99)?),
        tenths(memory(figures)? * 10 / 1024),
        ratios.join("; "),
    ))
}

fn memory(figures: &[Figures]) -> Result<u128> {
    let mut all: Vec<u128> = figures.iter().map(|one| one.memory).collect();
    middle(&mut all)
}

/// The bounds that are no rates: the tail, memory, the widest scope.
fn bounds(outcomes: &[Outcome]) -> Result {
    println!("| bound | measured | at most |\n| --- | ---: | ---: |");
    for outcome in outcomes {
        let (Some(hand), Some(library)) =
            (of(outcome, Contender::Hand), of(outcome, Contender::Rust))
        else {
            continue;
        };
        let title = outcome.measurement.title;
        for (contender, syncs) in &outcome.watched {
            let (name, syncs) = (contender.name(), hundredths(*syncs));
            let bound = if *contender == Contender::Rust {
                "0.25"
            } else {
                ""
            };
            println!("| {title}: waits for the disk a step, {name} | {syncs} | {bound} |");
        }
        if outcome.measurement.hands == 1 && outcome.measurement.template == Template::Deals {
            let ratio = memory(library)? * 100 / memory(hand)?;
            println!("| {title}: memory | {} | 1.50 |", hundredths(ratio));
            let tail = share(library, 99)? * 100 / share(hand, 99)?;
            let bound = if outcome.measurement.full { "1.50" } else { "" };
            println!(
                "| {title}: p99 of a deal | {} | {bound} |",
                hundredths(tail)
            );
        }
    }
    for (wide, all, title) in [
        (Task::Director, Task::Chief, "one salesperson"),
        (Task::AllDirector, Task::AllChief, "everybody"),
    ] {
        let found = |task| {
            let outcome = outcomes.iter().find(|one| one.measurement.task == task);
            outcome.and_then(|outcome| of(outcome, Contender::Rust))
        };
        let (Some(wide), Some(all)) = (found(wide), found(all)) else {
            continue;
        };
        let (_, middle, _) = ratio(wide, all)?;
        let cost = hundredths(middle);
        println!("| overdue plans of {title}: 500 departments beside scope all | {cost} | 5.00 |");
    }
    growth(outcomes)
}

/// What a receipt costs among the most orders beside what it costs among the fewest.
fn growth(outcomes: &[Outcome]) -> Result {
    let receipts = outcomes
        .iter()
        .filter(|one| one.measurement.task == Task::Receive);
    let receipts: Vec<&Outcome> = receipts.collect();
    let (Some(few), Some(most)) = (receipts.first(), receipts.last()) else {
        return Ok(());
    };
    for contender in [Contender::Hand, Contender::Rust] {
        let (Some(few), Some(most)) = (of(few, contender), of(most, contender)) else {
            continue;
        };
        let (_, middle, _) = ratio(most, few)?;
        let (name, cost) = (contender.name(), hundredths(middle));
        println!("| a receipt: among the most orders beside the fewest, {name} | {cost} | 1.50 |");
    }
    Ok(())
}

pub(super) fn of(outcome: &Outcome, contender: Contender) -> Option<&[Figures]> {
    let found = outcome.rounds.iter().find(|(one, _)| *one == contender);
    found.map(|(_, figures)| figures.as_slice())
}

/// The least, middle and greatest of the rounds' ratios of rates, in hundredths.
pub(super) fn ratio(base: &[Figures], other: &[Figures]) -> Result<(u128, u128, u128)> {
    let pairs = base.iter().zip(other);
    // Both did the same number of pieces, so the times say it.
    let mut ratios: Vec<u128> = pairs
        .map(|(base, other)| (base.total * 100 + other.total / 2) / other.total.max(1))
        .collect();
    let middle = middle(&mut ratios)?;
    let (least, most) = (ratios.first(), ratios.last());
    Ok((
        *least.ok_or("no rounds")?,
        middle,
        *most.ok_or("no rounds")?,
    ))
}

/// Pieces a second.
pub(super) fn rate(figures: &Figures) -> u128 {
    figures.laps.len() as u128 * 1_000_000_000 / figures.total.max(1)
}

/// The time under which so many of a hundred pieces of all rounds stay, in tenths of a microsecond.
fn share(figures: &[Figures], percent: usize) -> Result<u128> {
    let mut laps: Vec<u128> = figures.iter().flat_map(|one| &one.laps).copied().collect();
    laps.sort_unstable();
    let place = (laps.len() * percent / 100).min(laps.len().saturating_sub(1));
    Ok(*laps.get(place).ok_or("no laps")? / 100)
}

/// The middle of some numbers, which are sorted by it.
pub(super) fn middle(numbers: &mut [u128]) -> Result<u128> {
    numbers.sort_unstable();
    Ok(*numbers.get(numbers.len() / 2).ok_or("no numbers")?)
}

pub(super) fn hundredths(number: u128) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

fn tenths(number: u128) -> String {
    format!("{}.{}", number / 10, number % 10)
}

pub(super) fn thousands(number: u128) -> String {
    match (number / 1_000, number % 1_000) {
        (0, rest) => rest.to_string(),
        (thousands, rest) => format!("{thousands},{rest:03}"),
    }
}

/// Tenths only of small numbers.
fn thousands_tenths(number: u128) -> String {
    if number < 1_000 {
        return tenths(number);
    }
    thousands(number / 10)
}
