//! The project's own commands: `cargo xtask --help` lists them.

mod bench;
mod commands;
mod dist;
mod postgres;
mod python;
mod soak;
mod steps;

use dist::Profile;
use std::process::ExitCode;

const HELP: &str = "\
The project's own commands.

Usage: cargo xtask <command>

Commands:
  test      build what the tests need, start a throw-away PostgreSQL, run every test
  ci        formatting, clippy, the pure core on its own and the docs, then test
  generate  write what is derived from the table of operations: the C functions, the header,
            the reference, the schemas
  dist DIR  build the C library and lay it out under DIR: include, lib, lib/pkgconfig;
            with --debug, unoptimized and soon done
  bench     measure the library beside a hand-written program, through Rust, C and Python, on
            SQLite and on PostgreSQL, and write the figures to docs/performance.md; with
            --quick, small, and printed only; with --only TEXT, what has it in its title
  soak      the tests of many hands, faults and both engines at their full size, hours in all; words
            behind it choose: feed, concurrency, server, process, power, both, copying
  postgres  keep a throw-away PostgreSQL running until Enter or end of input

Environment:
  CRM_TEST_POSTGRES  the URL of a PostgreSQL (14 or later) to test with instead of a
                     throw-away one; the tests create and drop schemas in it

Needed on the machine: Rust, a C compiler, Python 3 with venv. The rest is installed
into target/venv from tests/requirements.txt.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => commands::test(),
        ["ci"] => commands::ci(),
        ["generate"] => commands::generate(),
        ["dist", folder] => commands::dist(folder, Profile::Release),
        ["dist", "--debug", folder] | ["dist", folder, "--debug"] => {
            commands::dist(folder, Profile::Debug)
        }
        ["bench", options @ ..] if bench::are_known(options) => bench::run(options),
        ["soak", words @ ..] => soak::run(words),
        ["postgres"] => commands::postgres(),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        [] => {
            eprint!("{HELP}");
            return ExitCode::from(2);
        }
        other => {
            eprintln!("xtask: unknown command `{}`\n\n{HELP}", other.join(" "));
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: FAILED: {message}");
            ExitCode::FAILURE
        }
    }
}
