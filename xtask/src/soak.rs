//! `cargo xtask soak`: the tests that run at about a fiftieth in `cargo xtask test`, whole, with
//! what they did printed in figures.

use crate::commands;
use crate::steps::{Result, Steps};

/// One test at its full size.
struct Soak {
    /// What people call it.
    name: &'static str,
    /// The test binary, and which of its tests.
    test: &'static str,
    filter: &'static str,
    /// The variable that says how much it does, and how much.
    variable: &'static str,
    size: &'static str,
}

const fn soak(
    name: &'static str,
    [test, filter]: [&'static str; 2],
    [variable, size]: [&'static str; 2],
) -> Soak {
    Soak {
        name,
        test,
        filter,
        variable,
        size,
    }
}

const ALL: [Soak; 7] = [
    // Sixteen writers, two readers, both engines.
    soak(
        "feed",
        ["feed", "every_change_is_read_once"],
        ["CRM_SOAK_CHANGES", "1000000"],
    ),
    // Operations of each of sixteen threads, and of each of four processes.
    soak(
        "concurrency",
        ["concurrency", "on_"],
        ["CRM_SOAK_OPERATIONS", "3000"],
    ),
    soak(
        "server kills",
        ["concurrency", "a_server_is_killed"],
        ["CRM_SOAK_SERVER_KILLS", "150"],
    ),
    soak(
        "process kills",
        ["faults", "a_process_that_is_killed"],
        ["CRM_SOAK_KILLS", "1000"],
    ),
    soak(
        "power cuts",
        ["faults", "power_cut"],
        ["CRM_SOAK_CUTS", "1000"],
    ),
    soak(
        "both engines",
        ["differential", "both_engines"],
        ["CRM_SOAK_STEPS", "300000"],
    ),
    soak(
        "copying",
        ["copying", "memory_stays_flat"],
        ["CRM_SOAK_ORDERS", "100000"],
    ),
];

/// Runs all of them, or those whose names begin with one of the words.
pub(crate) fn run(words: &[&str]) -> Result {
    let chosen = |soak: &&Soak| words.is_empty() || words.iter().any(|w| soak.name.starts_with(w));
    let chosen: Vec<&Soak> = ALL.iter().filter(chosen).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = ALL.iter().map(|soak| soak.name).collect();
        return Err(format!("there are: {}", names.join(", ")));
    }
    let mut steps = Steps::new("soak")?;
    let _server = commands::prepare(&mut steps)?;
    for soak in chosen {
        steps.step(soak.name, |steps| {
            let mut cargo = steps.cargo_command();
            cargo.args(["test", "--release", "-p", "crm-tests", "--test", soak.test]);
            cargo.args(["--", "--nocapture", "--test-threads", "1", soak.filter]);
            steps.run(cargo.env(soak.variable, soak.size))
        })?;
    }
    steps.finish()
}
