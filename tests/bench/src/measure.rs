//! How long each piece of work took, and what a worker says about it at its end.

use crate::Result;
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

    /// Everything is done.
    pub(crate) fn stop(self) -> Result<Figures> {
        Ok(Figures {
            total: self.started.elapsed().as_nanos(),
            laps: self.laps,
            memory: memory()?,
        })
    }
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
