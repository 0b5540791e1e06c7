//! One, two, four and eight connections beside each other, as Markdown.

use super::contender::Contender;
use super::list::MANY;
use super::table::{hundredths, middle, of, rate, ratio, thousands};
use super::{Outcome, Result};
use crate::measure::Figures;

/// Prints the table.
pub(super) fn print(outcomes: &[Outcome], rounds: usize) -> Result {
    if outcomes.is_empty() {
        return Ok(());
    }
    println!("\nOn PostgreSQL, {rounds} rounds; of each the middle one.\n");
    println!(
        "| a second, connections | through | 1 | 2 | 4 | 8 | 8 beside 1 | 8: waiting for locks | \
         8: beside hand-written |"
    );
    println!("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for one in outcomes.iter().filter(|one| one.measurement.hands == 1) {
        let title = one.measurement.title;
        let same = outcomes.iter().filter(|all| all.measurement.title == title);
        let same: Vec<&Outcome> = same.collect();
        for (contender, _) in &one.rounds {
            println!("{}", row(title, &same, *contender)?);
        }
    }
    Ok(())
}

fn row(title: &str, outcomes: &[&Outcome], contender: Contender) -> Result<String> {
    let mut rates = Vec::new();
    for outcome in outcomes {
        let figures = of(outcome, contender).ok_or("not measured")?;
        rates.push(middle_rate(figures)?);
    }
    let most = outcomes.iter().find(|one| one.measurement.hands == MANY);
    let most = most.ok_or("not measured")?;
    let (first, last) = (rates.first(), rates.last());
    let gain = last.ok_or("no rates")? * 100 / first.ok_or("no rates")?.max(&1);
    let watched = most.watched.iter().find(|(one, _)| *one == contender);
    let (_, waiting) = watched.ok_or("not watched")?;
    let beside = match (of(most, Contender::Hand), of(most, contender)) {
        (Some(hand), Some(own)) if contender != Contender::Hand => hundredths(ratio(hand, own)?.1),
        _ => String::new(),
    };
    let rates: Vec<String> = rates.into_iter().map(thousands).collect();
    Ok(format!(
        "| {title} | {} | {} | {} | {waiting} % | {beside} |",
        contender.name(),
        rates.join(" | "),
        hundredths(gain),
    ))
}

fn middle_rate(figures: &[Figures]) -> Result<u128> {
    let mut rates: Vec<u128> = figures.iter().map(rate).collect();
    middle(&mut rates)
}
