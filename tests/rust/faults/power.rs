//! The power goes at any point of the work. What the disk then holds is computed from all that was
//! written and waited for, so that one office gives as many cuts as one likes.

use crate::disk::{self, Disk, Event};
use crate::office::{self, Ack};
use crate::{Chance, beside, proof, seed, setting, shim};
use crm_core::engine::Durability;
use crm_tests::folder::Folder;

/// Cuts of one office's work: more would hardly meet anything new.
const OF_ONE: u64 = 50;
/// Sales of each thread: enough for the log to be carried into the file several times, and for the
/// file to be closed and opened again.
const SALES: u64 = 30;
/// What the office writes down is no part of the database; its name begins alike to be logged too.
const ACKS: &str = "-acks";

/// What an office did to the disk.
fn worked(folder: &Folder, run: u64, durability: Durability) -> Vec<Event> {
    let path = folder.path().join(format!("{run}.db"));
    let log = folder.path().join(format!("{run}.log"));
    let mut office = office::process(&path, &beside(&path, ACKS), run);
    office::bounded(&mut office, SALES, durability);
    office.env("CRM_DISK_FILE", &path).env("CRM_DISK_LOG", &log);
    office.env("LD_PRELOAD", shim("disk_log", folder));
    let output = office.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let events = disk::events(&std::fs::read(&log).unwrap());
    std::fs::remove_file(log).unwrap();
    events
}

/// What was seen at some cuts.
#[derive(Default, Debug)]
struct Seen {
    cuts: u64,
    /// Calls answered before the cut, of all cuts.
    answered: u64,
    /// What was found in the file, of all cuts.
    commits: u64,
    /// Cuts after which something that was answered was missing.
    losses: Vec<String>,
}

/// Cuts the power so often while this is done.
fn cut(events: &[Event], run: u64, cuts: u64, chance: &mut Chance, seen: &mut Seen) {
    let mut points: Vec<usize> = (0..cuts)
        .map(|_| chance.below(events.len() as u64) as usize)
        .collect();
    points.sort_unstable();
    let (mut disk, mut acks) = (Disk::default(), Vec::<Ack>::new());
    let mut written = std::collections::BTreeSet::new();
    for point in points {
        while disk.played <= point {
            let event = &events[disk.played];
            disk.play(event);
            if let Some(path) = event.path()
                && path.ends_with(ACKS)
            {
                written.insert(event.inode);
            }
            if event.is_write() && written.contains(&event.inode) {
                acks.extend(office::acks(std::str::from_utf8(&event.bytes).unwrap()));
            }
        }
        let folder = Folder::new("cut");
        disk.cut(folder.path(), chance);
        let path = folder.path().join(format!("{run}.db"));
        seen.cuts += 1;
        seen.answered += acks.len() as u64;
        match proof::of(&path, &acks) {
            Ok(found) => seen.commits += found.commits,
            Err(what) => seen
                .losses
                .push(format!("event {point} of {}: {what}", events.len())),
        }
    }
}

fn cuts(durability: Durability, cuts: u64) -> Seen {
    let seed = seed();
    let (mut chance, mut seen) = (Chance::new(seed), Seen::default());
    let mut waits = 0;
    for run in 0..cuts.div_ceil(OF_ONE) {
        let folder = Folder::new("power");
        let events = worked(&folder, run, durability);
        waits += events.iter().filter(|event| event.is_wait()).count();
        let now = OF_ONE.min(cuts - run * OF_ONE);
        cut(&events, run, now, &mut chance, &mut seen);
    }
    println!(
        "seed {seed}, {durability:?}: {} cuts in work with {waits} waits for the disk, {} calls \
         answered before them, {} operations found, {} cuts after which something was missing",
        seen.cuts,
        seen.answered,
        seen.commits,
        seen.losses.len()
    );
    seen
}

#[test]
fn what_was_answered_outlives_a_power_cut() {
    let seen = cuts(Durability::Full, setting("CRM_SOAK_CUTS", 20));
    assert!(seen.losses.is_empty(), "{:#?}", seen.losses);
    assert!(seen.answered > seen.cuts, "hardly a cut met the work");
}

/// It bites: where a commit does not wait for the disk, what was answered goes missing. The file is
/// whole and clean even then, as [`Durability::Normal`] promises.
#[test]
fn without_waiting_for_the_disk_answers_are_lost() {
    let seen = cuts(Durability::Normal, 20);
    assert!(!seen.losses.is_empty(), "nothing was missing");
    for loss in &seen.losses {
        let damage = ["integrity_check", "open: ", "admin.verify"];
        let place = loss.split_once(": ").unwrap().1;
        assert!(!damage.iter().any(|what| place.starts_with(what)), "{loss}");
    }
}
