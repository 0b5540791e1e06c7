//! What the tests of the whole library share.

// What stands here is part of tests: where it cannot go on, the test has failed and says so.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::path::{Path, PathBuf};

pub mod bad_input;
pub mod c_door;
pub mod c_library;
pub mod folder;
pub mod generate;
pub mod listener;
pub mod pair;
pub mod programs;
pub mod rust_door;
pub mod tidy;

/// The environment variable that names the PostgreSQL the tests use.
pub const POSTGRES: &str = "CRM_TEST_POSTGRES";

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// The URL of the PostgreSQL to test with.
///
/// # Errors
/// When none is named: a test that needs a server fails then, it is never skipped.
pub fn postgres_url() -> Result<String, String> {
    match std::env::var(POSTGRES) {
        Ok(url) if !url.is_empty() => Ok(url),
        _ => Err(format!(
            "{POSTGRES} names no PostgreSQL: `cargo xtask test` starts one and sets it, \
             `cargo xtask postgres` keeps one running"
        )),
    }
}

pub mod postgres_workspace;
pub mod proxy;
pub mod recorder;
pub mod server;
pub mod shared;
pub mod vectors;
pub mod workspace;
