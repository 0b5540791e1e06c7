//! How often each operation waits for a PostgreSQL server: counted on the wire by the test `wire`,
//! told by the reference.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// Where the counts stand.
pub const FILE: &str = "tests/round_trips.txt";

/// The least and the most of each operation.
#[derive(Debug)]
pub struct RoundTrips(pub BTreeMap<String, (u64, u64)>);

impl RoundTrips {
    /// Those of operations and the counts of their calls.
    pub fn of<'c>(calls: impl Iterator<Item = &'c (String, u64)>) -> Self {
        let mut all = BTreeMap::new();
        for (operation, count) in calls {
            let (least, most) = all.entry(operation.clone()).or_insert((*count, *count));
            *least = (*least).min(*count);
            *most = (*most).max(*count);
        }
        Self(all)
    }

    /// The operations that take more round trips than are known, or that are not known.
    #[must_use]
    pub fn beyond(&self, known: &Self) -> Vec<String> {
        let more = self.0.iter().filter_map(|(name, (_, most))| {
            let known = known.0.get(name).map(|(_, most)| *most);
            let within = known.is_some_and(|known| *most <= known);
            (!within).then(|| format!("{name} takes {most}, {known:?} are written down"))
        });
        more.collect()
    }

    /// Reads the file of a checkout.
    ///
    /// # Errors
    /// When it is missing, or a line is not a name and two numbers.
    pub fn read(root: &Path) -> Result<Self, String> {
        let text = std::fs::read_to_string(root.join(FILE)).map_err(|e| format!("{FILE}: {e}"))?;
        let lines = text.lines().map(|line| {
            let mut words = line.split(' ');
            let name = words.next().unwrap_or_default().to_owned();
            let numbers: Vec<u64> = words.filter_map(|word| word.parse().ok()).collect();
            match numbers.as_slice() {
                [least, most] => Ok((name, (*least, *most))),
                _ => Err(format!("{FILE}: `{line}`")),
            }
        });
        lines.collect::<Result<_, _>>().map(Self)
    }

    /// Writes it.
    ///
    /// # Errors
    /// What the disk answers.
    pub fn write(&self, root: &Path) -> std::io::Result<()> {
        let mut text = String::new();
        for (name, (least, most)) in &self.0 {
            let _ = writeln!(text, "{name} {least} {most}");
        }
        std::fs::write(root.join(FILE), text)
    }

    /// What the reference says of an operation.
    pub(super) fn words(&self, name: &str) -> Result<String, String> {
        let found = self.0.get(name);
        let (least, most) = found.ok_or_else(|| format!("{name}: not in {FILE}"))?;
        Ok(match (least, most) {
            (1, 1) => "1 round trip".to_owned(),
            (least, most) if least == most => format!("{most} round trips"),
            (least, most) => format!("{least} to {most} round trips"),
        })
    }
}
