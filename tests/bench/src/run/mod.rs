//! One run: every measurement with every contender in turn, round after round.

mod contender;
mod hands;
mod list;
mod table;
mod templates;
mod waits;

pub(crate) use list::{FULL, QUICK, Sizes};

use crate::Result;
use crate::measure::Figures;
use crate::place::{copy, remove};
use contender::{Contender, Programs};
use list::{MANY, Measurement, Template, measurements};
use std::path::{Path, PathBuf};
use std::time::Instant;
use templates::Templates;

/// What a run is given: the other contenders, and what counts and serves.
pub(crate) struct Tools {
    pub(crate) c: PathBuf,
    pub(crate) python: PathBuf,
    pub(crate) script: PathBuf,
    /// Preloaded, it counts waits for the disk.
    pub(crate) counter: PathBuf,
    /// The URL of a database on a server that keeps what it commits.
    pub(crate) server: String,
}

/// What the rounds of one measurement came to.
pub(crate) struct Outcome {
    pub(crate) measurement: Measurement,
    /// Of each contender, the figures of each round.
    pub(crate) rounds: Vec<(Contender, Vec<Figures>)>,
    /// Of each contender, what one more run was watched for, in hundredths: waits for the disk per
    /// step, or the part of their time that connections waited for locks.
    pub(crate) watched: Vec<(Contender, u128)>,
}

/// Runs everything whose title holds a text and prints it as the tables of `docs/performance.md`.
pub(crate) fn everything(folder: &Path, tools: Tools, sizes: &Sizes, only: &str) -> Result {
    std::fs::create_dir_all(folder)?;
    let mut templates = Templates::new(folder, tools.server.clone(), sizes);
    let programs = Programs::new(tools)?;
    let (on_file, on_server) = templates.prove()?;
    println!(
        "120 deals by the library and by hand leave the same {on_file} rows and documents on \
         SQLite, and the same {on_server} on PostgreSQL."
    );
    println!("A write of 4 KiB and its sync: {} µs.", sync(folder)?);
    let mut outcomes = Vec::new();
    for measurement in measurements(sizes) {
        if !measurement.title.contains(only) {
            continue;
        }
        let template = templates.get(measurement.template)?;
        let rounds = if measurement.is_of_hands() {
            sizes.hands_rounds
        } else {
            sizes.rounds
        };
        let started = Instant::now();
        let outcome = measure(&programs, measurement, &template, rounds)?;
        let (title, hands) = (outcome.measurement.title, outcome.measurement.hands);
        eprintln!("{title} ({hands}): {} s", started.elapsed().as_secs());
        outcomes.push(outcome);
    }
    let (of_hands, others): (Vec<Outcome>, Vec<Outcome>) = outcomes
        .into_iter()
        .partition(|outcome| outcome.measurement.is_of_hands());
    table::print(&others, sizes.rounds)?;
    hands::print(&of_hands, sizes.hands_rounds)?;
    templates.remove()
}

/// Runs the rounds. The contenders take turns, and each round another one begins.
fn measure(
    programs: &Programs,
    measurement: Measurement,
    template: &Path,
    rounds: usize,
) -> Result<Outcome> {
    let contenders = measurement.contenders;
    let mut outcome = Outcome {
        rounds: contenders.iter().map(|one| (*one, Vec::new())).collect(),
        watched: Vec::new(),
        measurement,
    };
    let measurement = &outcome.measurement;
    for round in 0..rounds {
        for turn in 0..contenders.len() {
            let place = (round + turn) % contenders.len();
            let Some((contender, figures)) = outcome.rounds.get_mut(place) else {
                continue;
            };
            let place = fresh(measurement, template)?;
            figures.push(programs.run(*contender, measurement, &place)?);
        }
    }
    if measurement.hands == MANY {
        for contender in contenders {
            let place = fresh(measurement, template)?;
            let watched = if measurement.is_of_hands() {
                let run = || programs.run(*contender, measurement, &place).map(|_| ());
                Some(waits::share(&place, run)?)
            } else if measurement.template == Template::Deals {
                Some(programs.syncs(*contender, measurement, &place)?)
            } else {
                None
            };
            outcome
                .watched
                .extend(watched.map(|part| (*contender, part)));
        }
    }
    Ok(outcome)
}

/// A place to work in: a copy of the template, or the template itself where it is read, or money comes
/// in.
fn fresh(measurement: &Measurement, template: &Path) -> Result<PathBuf> {
    if matches!(measurement.template, Template::Orders(_)) {
        return Ok(template.to_owned());
    }
    let ending = template.extension().unwrap_or_default();
    let place = template.with_file_name("work").with_extension(ending);
    copy(template, &place)?;
    Ok(place)
}

/// The middle time of a synced write of one page, in microseconds.
fn sync(folder: &Path) -> Result<u128> {
    use std::io::Write;
    let path = folder.join("sync");
    let mut file = std::fs::File::create(&path)?;
    let mut times = Vec::new();
    for _ in 0..200 {
        let started = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        times.push(started.elapsed().as_micros());
    }
    std::fs::remove_file(path)?;
    table::middle(&mut times)
}
