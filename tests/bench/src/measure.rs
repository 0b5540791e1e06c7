//! How long each piece of work took, and what a worker says about it at its end.

use crate::Result;
use std::sync::Barrier;
use std::time::Instant;

/// Takes the time of each piece of work.
pub(crate) struct Watch {
    started: Instant,
    lap: Instant,
    laps: Vec<u128>,
}

impl Watch {
    pub(crate) fn start(pieces: usize) -> Self {
        let now = Instant::now();
        Self {
            started: now,
            lap: now,
            laps: Vec::with_capacity(pieces),
        }
    }

    /// A piece is done.
    pub(crate) fn lap(&mut self) {
        let now = Instant::now();
        self.laps.push((now - self.lap).as_nanos());
        self.lap = now;
    }

    /// The watch of all: from the first start to the last piece.
    fn joined(self, other: Self) -> Self {
        Self {
            started: self.started.min(other.started),
            lap: self.lap.max(other.lap),
            laps: [self.laps, other.laps].concat(),
        }
    }

    /// Everything is done.
    pub(crate) fn stop(self) -> Result<Figures> {
        Ok(Figures {
            total: (self.lap - self.started).as_nanos(),
            laps: self.laps,
            memory: memory()?,
        })
    }
}

/// One of so many who work at once.
pub(crate) type Hand = (usize, usize);

/// Lets so many hands prepare, each on a thread of its own, and then all work at once.
pub(crate) fn together<S>(
    hands: usize,
    prepare: impl Fn(Hand) -> Result<S> + Sync,
    work: impl Fn(Hand, &mut S, &mut Watch) -> Result + Sync,
) -> Result<Watch> {
    let ready = Barrier::new(hands);
    let one = |hand: usize| -> Result<Watch> {
        let hand = (hand, hands);
        let prepared = prepare(hand);
        // Who failed is waited for too, or the others would wait for ever.
        ready.wait();
        let mut prepared = prepared?;
        let mut watch = Watch::start(0);
        work(hand, &mut prepared, &mut watch)?;
        Ok(watch)
    };
    if hands == 1 {
        return one(0);
    }
    std::thread::scope(|scope| {
        let one = &one;
        let threads: Vec<_> = (0..hands)
            .map(|hand| scope.spawn(move || one(hand).map_err(|error| error.to_string())))
            .collect();
        let watches = threads.into_iter().map(|thread| {
            let watch = thread.join().map_err(|_| "a thread ended by a panic")?;
            Ok(watch?)
        });
        let watches = watches.collect::<Result<Vec<Watch>>>()?;
        let all = watches.into_iter().reduce(Watch::joined);
        Ok(all.ok_or("nobody worked")?)
    })
}

/// What a worker says at its end.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// The nanoseconds of all pieces.
    pub(crate) total: u128,
    /// The nanoseconds of each piece.
    pub(crate) laps: Vec<u128>,
    /// The most memory the process ever had, in kilobytes (`VmHWM`).
    pub(crate) memory: u128,
}

impl Figures {
    /// One figure a line, as C and Python print them too.
    pub(crate) fn print(&self) {
        let mut text = format!("total {}\nmemory {}\n", self.total, self.memory);
        for lap in &self.laps {
            text.push_str(&format!("lap {lap}\n"));
        }
        print!("{text}");
    }

    pub(crate) fn parse(text: &str) -> Result<Self> {
        let mut figures = Self::default();
        for line in text.lines() {
            let (word, number) = line.split_once(' ').ok_or("a worker said something else")?;
            let number = number.parse()?;
            match word {
                "total" => figures.total = number,
                "memory" => figures.memory = number,
                "lap" => figures.laps.push(number),
                other => return Err(format!("a worker said {other}").into()),
            }
        }
        if figures.laps.is_empty() {
            return Err("a worker measured nothing".into());
        }
        Ok(figures)
    }
}

fn memory() -> Result<u128> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    Ok(number.ok_or("no VmHWM")?.parse()?)
}
