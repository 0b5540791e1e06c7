//! The example of M35, and how due dates stood.

use super::*;
use proptest::prelude::*;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn the_example_of_m35() {
    let boundaries = [30, 60, 90, 120];
    for (due, expected) in [
        ("2026-07-10", NOT_DUE),
        ("2026-06-30", NOT_DUE),
        ("2026-06-29", 2), // age 1
        ("2026-06-15", 2), // age 15
        ("2026-05-31", 2), // age 30
        ("2026-05-30", 3), // age 31
        ("2026-05-01", 3), // age 60
        ("2026-04-01", 4), // age 90
        ("2026-03-31", 5), // age 91
        ("2026-03-02", 5), // age 120
        ("2026-03-01", 6), // age 121
        ("2025-12-01", 6), // age 211
    ] {
        let found = place(Some(day(due)), day("2026-06-30"), &boundaries);
        assert_eq!(found, expected, "{due}");
    }
    assert_eq!(place(None, day("2026-06-30"), &boundaries), DORMANT);
}

fn moved(kind: PlanChangeKind, before: &str, after: &str, on: &str, micros: i64) -> Moved {
    let due = |text: &str| (!text.is_empty()).then(|| day(text));
    Moved {
        kind,
        before: due(before),
        after: due(after),
        effective_on: day(on),
        written_at: Instant::from_micros(micros).unwrap(),
    }
}

#[test]
fn due_dates_as_they_stood() {
    use PlanChangeKind::{Rescheduled, Started, Stopped};
    let moves = [
        moved(Started, "", "2026-03-10", "2026-02-08", 10),
        moved(Rescheduled, "2026-03-10", "2026-04-01", "2026-03-01", 20),
        moved(Stopped, "2026-04-01", "", "2026-03-15", 30),
        moved(Started, "", "2026-05-01", "2026-04-01", 40),
    ];
    let kept = Some(day("2026-05-01"));
    for (as_of, known_at, current, original) in [
        ("2026-02-07", None, None, None),
        ("2026-02-08", None, Some("2026-03-10"), Some("2026-03-10")),
        ("2026-03-01", None, Some("2026-04-01"), Some("2026-03-10")),
        // The reschedule was not known yet.
        (
            "2026-03-01",
            Some(19),
            Some("2026-03-10"),
            Some("2026-03-10"),
        ),
        ("2026-03-15", None, None, None),
        ("2026-04-01", None, Some("2026-05-01"), Some("2026-05-01")),
        ("2026-04-01", Some(39), None, None),
    ] {
        let moment = Moment {
            as_of: day(as_of),
            known_at: known_at.map(|micros| Instant::from_micros(micros).unwrap()),
        };
        let found = [AgeingDue::Current, AgeingDue::Original];
        let found = found.map(|by| due_at(moment, by, &moves, kept));
        assert_eq!(found, [current.map(day), original.map(day)], "{as_of}");
    }
    // Moved only: the first day never changes.
    let moves = [moved(
        Rescheduled,
        "2026-03-10",
        "2026-04-01",
        "2026-03-01",
        20,
    )];
    let moment = Moment {
        as_of: day("2026-02-01"),
        known_at: None,
    };
    let first = Some(day("2026-03-05"));
    assert_eq!(due_at(moment, AgeingDue::Original, &moves, first), first);
}

proptest! {
    /// Whatever is open lies at one place, so that the places come to what is open; and an older
    /// one never lies before a younger one.
    #[test]
    fn the_places_come_to_what_is_open(
        plans in proptest::collection::vec((proptest::option::of(-400_i64..400), -1_000_000_i128..1_000_000), 0..40),
        steps in proptest::collection::vec(1_u32..200, 1..=12),
    ) {
        let as_of = day("2026-06-30");
        let boundaries: Vec<u32> = steps.iter().scan(0, |sum, step| { *sum += step; Some(*sum) }).collect();
        let mut sums = Sums::nothing(boundaries.len());
        let (mut open, mut overdue) = (0, 0);
        for (age, cents) in &plans {
            let due = age.map(|age| as_of.plus_days(-age).unwrap());
            let amount = Amount::from_minor(*cents, Currency::CNY).unwrap();
            let at = place(due, as_of, &boundaries);
            sums.open(at, amount, due, 1).unwrap();
            open += cents;
            overdue += if age.is_some_and(|age| age > 0) { *cents } else { 0 };
            if let Some(due) = due {
                let older = due.plus_days(-1).unwrap();
                prop_assert!(place(Some(older), as_of, &boundaries) >= at);
            }
        }
        let shown = sums.shown(Currency::CNY).unwrap();
        prop_assert_eq!(shown.open.minor(Currency::CNY), open);
        prop_assert_eq!(shown.overdue.minor(Currency::CNY), overdue);
        prop_assert_eq!(shown.buckets.len(), boundaries.len());
        prop_assert_eq!(sums.is_nothing(), plans.is_empty());
    }
}
