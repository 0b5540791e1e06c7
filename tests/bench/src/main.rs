//! The library beside a hand-written program doing the same work on the same engine, in one run.
//!
//! `cargo xtask bench` builds and runs it; `docs/performance.md` says what the figures mean.

mod compare;
mod hand;
mod library;
mod measure;
mod place;
mod run;
mod setup;
mod workload;

use std::path::Path;
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

/// Runs what is measured, or what has a text in its title.
fn run(words: &[&str], sizes: &run::Sizes) -> Result {
    let (only, words) = match words {
        ["--only", text, rest @ ..] => (*text, rest),
        rest => ("", rest),
    };
    let [folder, c, python, script, counter, server] = words else {
        return Err("needed: FOLDER C PYTHON SCRIPT COUNTER SERVER".into());
    };
    let tools = run::Tools {
        c: c.into(),
        python: python.into(),
        script: script.into(),
        counter: counter.into(),
        server: (*server).to_owned(),
    };
    run::everything(Path::new(folder), tools, sizes, only)
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
        ["run", "--quick", rest @ ..] => run(rest, &run::QUICK)?,
        ["run", rest @ ..] => run(rest, &run::FULL)?,
        other => return Err(format!("unknown arguments: {}", other.join(" ")).into()),
    }
    Ok(())
}
