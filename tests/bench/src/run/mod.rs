//! One run: every measurement with every contender in turn, round after round.

mod contender;
mod table;

use crate::compare::{copy, prove};
use crate::measure::Figures;
use crate::workload::Task;
use crate::{Result, setup};
use contender::Contender::{self, C, Hand, HandJson, Python, Rust, RustJson};
use contender::Programs;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// How much is measured.
pub(crate) struct Sizes {
    rounds: usize,
    /// Deals with every step on the disk.
    full: usize,
    /// Deals with `synchronous=NORMAL`.
    normal: usize,
    /// Deals in transactions of 500.
    bulk: usize,
    /// Orders to read among.
    orders: usize,
    reads: usize,
}

/// What `docs/performance.md` reports.
pub(crate) const FULL: Sizes = Sizes {
    rounds: 11,
    full: 300,
    normal: 1_000,
    bulk: 2_000,
    orders: 100_000,
    reads: 4_000,
};

/// A minute, to try whether everything runs; its figures say little.
pub(crate) const QUICK: Sizes = Sizes {
    rounds: 3,
    full: 50,
    normal: 200,
    bulk: 500,
    orders: 50_000,
    reads: 500,
};

const BATCH: usize = 500;

const ALL: &[Contender] = &[Hand, HandJson, Rust, RustJson, C, Python];
const DOORS: &[Contender] = &[Rust, RustJson, C, Python];

const AT_FULL: &[Ratio] = &[
    (Rust, Hand, Some(85)),
    (RustJson, HandJson, None),
    (C, Rust, Some(95)),
    (Python, Rust, Some(70)),
];
const AT_NORMAL: &[Ratio] = &[
    (Rust, Hand, Some(60)),
    (RustJson, HandJson, None),
    (C, Rust, Some(95)),
    (Python, Rust, None),
];
const IN_BULK: &[Ratio] = &[
    (Rust, Hand, Some(45)),
    (RustJson, HandJson, None),
    (C, Rust, None),
    (C, RustJson, None),
    (Python, Rust, None),
];
/// The same documents beside each other: structs beside structs, JSON beside JSON.
const READS: &[Ratio] = &[
    (Rust, Hand, Some(70)),
    (RustJson, HandJson, Some(70)),
    (C, RustJson, Some(95)),
    (Python, Rust, None),
];

/// One measurement: a piece of work that every contender does.
pub(crate) struct Measurement {
    pub(crate) title: &'static str,
    pub(crate) task: Task,
    pub(crate) full: bool,
    pub(crate) count: usize,
    pub(crate) batch: usize,
    pub(crate) contenders: &'static [Contender],
    pub(crate) ratios: &'static [Ratio],
}

/// Whose rate is shown beside whose, and how many hundredths of it are to be reached.
pub(crate) type Ratio = (Contender, Contender, Option<u128>);

/// What the rounds of one measurement came to.
pub(crate) struct Outcome {
    pub(crate) measurement: Measurement,
    /// Of each contender, the figures of each round.
    pub(crate) rounds: Vec<(Contender, Vec<Figures>)>,
}

/// Runs everything and prints it as the tables of `docs/performance.md`.
pub(crate) fn everything(folder: &Path, programs: [PathBuf; 3], sizes: &Sizes) -> Result {
    std::fs::create_dir_all(folder)?;
    let programs = Programs::new(programs)?;
    let (deals, orders) = (folder.join("deals.db"), folder.join("orders.db"));
    for file in [&deals, &orders] {
        remove(file)?;
    }
    setup::deals(&deals)?;
    let same = prove(folder, &deals, 100)?;
    println!("120 deals by the library and by hand leave the same {same} rows and documents.");
    println!("A write of 4 KiB and its sync: {} µs.", sync(folder)?);
    eprintln!("making {} orders", sizes.orders);
    setup::orders(&orders, sizes.orders)?;
    let mut outcomes = Vec::new();
    for measurement in measurements(sizes) {
        let template = match measurement.task {
            Task::Deals => &deals,
            _ => &orders,
        };
        let file = folder.join("work.db");
        let outcome = measure(&programs, measurement, template, &file, sizes.rounds)?;
        eprintln!("{}", outcome.measurement.title);
        outcomes.push(outcome);
    }
    table::print(&outcomes, sizes.rounds)?;
    for file in ["deals", "orders", "work", "library", "hand"] {
        remove(&folder.join(file).with_extension("db"))?;
    }
    Ok(())
}

fn measurements(sizes: &Sizes) -> Vec<Measurement> {
    let deals = |title, full, count, batch, ratios| Measurement {
        title,
        task: Task::Deals,
        full,
        count,
        batch,
        contenders: ALL,
        ratios,
    };
    let reads = |title, task, contenders| Measurement {
        title,
        task,
        full: true,
        count: sizes.reads,
        batch: 0,
        contenders,
        ratios: READS,
    };
    let (full, normal, bulk) = (sizes.full, sizes.normal, sizes.bulk);
    vec![
        deals("deals, FULL", true, full, 0, AT_FULL),
        deals("deals, NORMAL", false, normal, 0, AT_NORMAL),
        deals("deals, 500 a transaction", false, bulk, BATCH, IN_BULK),
        reads("one order", Task::Orders, ALL),
        reads("50 plans of one, own", Task::Own, ALL),
        reads("50 plans of one, all", Task::Chief, ALL),
        reads("50 plans of one, 500", Task::Director, DOORS),
        reads("50 plans of everybody, all", Task::AllChief, ALL),
        reads("50 plans of everybody, 500", Task::AllDirector, DOORS),
    ]
}

/// Runs the rounds. The contenders take turns, and each round another one begins.
fn measure(
    programs: &Programs,
    measurement: Measurement,
    template: &Path,
    file: &Path,
    rounds: usize,
) -> Result<Outcome> {
    let contenders = measurement.contenders;
    let mut outcome = Outcome {
        rounds: contenders.iter().map(|one| (*one, Vec::new())).collect(),
        measurement,
    };
    for round in 0..rounds {
        for turn in 0..contenders.len() {
            let place = (round + turn) % contenders.len();
            let Some((contender, figures)) = outcome.rounds.get_mut(place) else {
                continue;
            };
            let file = if outcome.measurement.task == Task::Deals {
                copy(template, file)?;
                file
            } else {
                template
            };
            figures.push(programs.run(*contender, &outcome.measurement, file)?);
        }
    }
    Ok(outcome)
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

fn remove(file: &Path) -> Result {
    for ending in ["db", "db-wal", "db-shm", "ids"] {
        match std::fs::remove_file(file.with_extension(ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
