//! The library beside a hand-written rusqlite program doing the same work, in one run.
//!
//! `cargo xtask bench` builds and runs it; `docs/performance.md` says what the figures mean.

mod compare;
mod hand;
mod library;
mod measure;
mod run;
mod setup;
mod workload;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use workload::Job;

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match act(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("crm-bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn act(words: &[&str]) -> Result {
    match words {
        ["work", name, job @ ..] => {
            let watch = match *name {
                "library" => library::run(&Job::parse(job, false)?),
                "library-json" => library::run(&Job::parse(job, true)?),
                "hand" => hand::run(&Job::parse(job, false)?),
                "hand-json" => hand::run(&Job::parse(job, true)?),
                other => Err(format!("no contender is called {other}").into()),
            };
            watch?.stop()?.print();
        }
        ["setup", "deals", file] => setup::deals(Path::new(file))?,
        ["setup", "orders", file, count] => setup::orders(Path::new(file), count.parse()?)?,
        ["run", folder, c, python, script] => {
            let programs = [c, python, script].map(PathBuf::from);
            run::everything(Path::new(folder), programs, &run::FULL)?;
        }
        ["run", "--quick", folder, c, python, script] => {
            let programs = [c, python, script].map(PathBuf::from);
            run::everything(Path::new(folder), programs, &run::QUICK)?;
        }
        other => return Err(format!("unknown arguments: {}", other.join(" ")).into()),
    }
    Ok(())
}
