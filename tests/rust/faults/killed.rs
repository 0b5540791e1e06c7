//! A process that is killed at any instant, again and again on the same file.

use crate::office::{self, Ack};
use crate::{Chance, beside, proof, seed, setting};
use crm_tests::folder::Folder;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

/// After so many kills the next file: otherwise proving it would take longer and longer.
const ON_ONE_FILE: u64 = 50;
/// Starting takes a part of it, so that opening is met too.
const LONGEST: u64 = 400_000;

/// The file and the log beside it as they are now. Nobody has them open.
fn copy(from: &Path, to: &Path) {
    for suffix in ["", "-wal"] {
        let (from, to) = (beside(from, suffix), beside(to, suffix));
        let _ = std::fs::remove_file(&to);
        if from.exists() {
            std::fs::copy(from, to).unwrap();
        }
    }
}

/// What an office wrote down until it was killed after so many microseconds.
fn kill(folder: &Folder, path: &Path, run: u64, after: u64) -> Vec<Ack> {
    let acks = folder.path().join(format!("{run}.acks"));
    let mut office = office::process(path, &acks, run);
    let office = office.stdout(Stdio::null()).stderr(Stdio::piped());
    let mut office = office.spawn().unwrap();
    std::thread::sleep(Duration::from_micros(after));
    // SIGKILL.
    office.kill().unwrap();
    let output = office.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains("panicked"), "{said}");
    let text = std::fs::read_to_string(&acks).unwrap_or_default();
    office::acks(&text)
}

#[test]
fn what_was_answered_outlives_a_process_that_is_killed() {
    let (seed, kills) = (seed(), setting("CRM_SOAK_KILLS", 20));
    let mut chance = Chance::new(seed);
    let mut folder = Folder::new("killed");
    let (mut answered, mut kept, mut at_work, mut bites) = (0, 0, 0, 0);
    let mut earlier: Vec<Ack> = Vec::new();
    for run in 0..kills {
        if run % ON_ONE_FILE == 0 {
            folder = Folder::new("killed");
            earlier.clear();
        }
        let path = folder.path().join("killed.db");
        let (old, after) = (folder.path().join("old.db"), chance.below(LONGEST));
        copy(&path, &old);
        let acks = kill(&folder, &path, run, after);
        let place = format!("seed {seed}, kill {run} after {after} µs");
        // What was answered before earlier kills is looked at again, but not all of it each time.
        let looked_at = earlier.len().min(200);
        let start = chance.below((earlier.len() - looked_at + 1) as u64) as usize;
        let mut all = earlier[start..start + looked_at].to_vec();
        all.extend(acks.iter().cloned());
        let found = proof::of(&path, &all).unwrap_or_else(|what| panic!("{place}: {what}"));
        at_work += u64::from(!acks.is_empty());
        answered += acks.len() as u64;
        if run % ON_ONE_FILE == ON_ONE_FILE - 1 || run == kills - 1 {
            kept += found.commits;
        }
        // It bites: in the file as it was before this process, what it was answered is missing.
        if acks.len() > 1 && old.exists() && bites < 5 {
            proof::of(&old, &acks).expect_err("nothing is missing");
            bites += 1;
        }
        earlier.extend(acks);
    }
    println!(
        "seed {seed}: {kills} kills, {at_work} of them at work: {answered} calls were answered, \
         {kept} are in the files, none of the answered is missing"
    );
    assert!(at_work * 4 > kills, "hardly a kill met the work");
    assert!(bites > 0 || kills < 5, "the proof was not seen to fail");
    assert!(kept >= answered);
}
