//! What a disk holds when the power goes: everything that was waited for, and of the rest whatever
//! the disk happened to have written, in any order, in parts of a sector's size.

use crate::Chance;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A disk writes a sector whole or not at all; what lies beside it stays.
const SECTOR: u64 = 512;
const HEAD: usize = 24;

/// One thing a program did; see `tests/c/disk_log.c`.
pub(crate) struct Event {
    kind: char,
    pub(crate) inode: u64,
    number: u64,
    pub(crate) bytes: Vec<u8>,
}

/// Reads what the preloaded library wrote down.
pub(crate) fn events(log: &[u8]) -> Vec<Event> {
    let (mut events, mut rest) = (Vec::new(), log);
    while rest.len() >= HEAD {
        let four = |at: usize| u32::from_ne_bytes(rest[at..at + 4].try_into().unwrap());
        let eight = |at: usize| u64::from_ne_bytes(rest[at..at + 8].try_into().unwrap());
        let (kind, length) = (char::from_u32(four(0)).unwrap(), four(4) as usize);
        let (inode, number) = (eight(8), eight(16));
        let bytes = rest[HEAD..HEAD + length].to_vec();
        rest = &rest[HEAD + length..];
        events.push(Event {
            kind,
            inode,
            number,
            bytes,
        });
    }
    assert!(rest.is_empty(), "the log is cut");
    events
}

impl Event {
    /// The file that was made, when one was.
    pub(crate) fn path(&self) -> Option<&str> {
        let made = self.kind == 'C';
        made.then(|| std::str::from_utf8(&self.bytes).unwrap())
    }

    pub(crate) fn is_write(&self) -> bool {
        self.kind == 'W'
    }

    /// Whether a wait for the disk has ended.
    pub(crate) fn is_wait(&self) -> bool {
        ['E', 'D'].contains(&self.kind)
    }
}

/// What was done to a file and not yet waited for.
#[derive(Clone)]
enum Change {
    Write(u64, Vec<u8>),
    Cut(u64),
}

#[derive(Clone, Default)]
struct File {
    durable: Vec<u8>,
    pending: Vec<(usize, Change)>,
}

impl File {
    fn write(content: &mut Vec<u8>, at: u64, bytes: &[u8]) {
        let at = usize::try_from(at).unwrap();
        let end = at + bytes.len();
        if content.len() < end {
            content.resize(end, 0);
        }
        content[at..end].copy_from_slice(bytes);
    }

    fn apply(content: &mut Vec<u8>, change: &Change) {
        match change {
            Change::Write(at, bytes) => Self::write(content, *at, bytes),
            Change::Cut(size) => content.resize(usize::try_from(*size).unwrap(), 0),
        }
    }

    /// What was done before this event is on the disk.
    fn settle(&mut self, before: usize) {
        let later = self.pending.iter().position(|(done, _)| *done >= before);
        let later = later.unwrap_or(self.pending.len());
        for (_, change) in self.pending.drain(..later) {
            Self::apply(&mut self.durable, &change);
        }
    }

    /// What is found after the cut; `luck` says of a hundred sectors how many were written.
    fn found(&self, luck: u64, chance: &mut Chance) -> Vec<u8> {
        let mut content = self.durable.clone();
        for (_, change) in &self.pending {
            match change {
                Change::Cut(_) if chance.below(100) < luck => Self::apply(&mut content, change),
                Change::Cut(_) => {}
                Change::Write(at, bytes) => {
                    let (mut at, mut rest) = (*at, &bytes[..]);
                    while !rest.is_empty() {
                        let length = (SECTOR - at % SECTOR).min(rest.len() as u64);
                        let (part, others) = rest.split_at(usize::try_from(length).unwrap());
                        if chance.below(100) < luck {
                            Self::write(&mut content, at, part);
                        }
                        (at, rest) = (at + length, others);
                    }
                }
            }
        }
        content
    }
}

/// What a program did to the folder: a file under a name, or none any more.
type Named = (PathBuf, Option<usize>);

/// The disk while a log is played on it.
#[derive(Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    /// Which file an inode is now: its number comes again after the file is gone.
    inodes: BTreeMap<u64, usize>,
    names: BTreeMap<PathBuf, usize>,
    /// What was done to the folder and not yet waited for.
    naming: Vec<(usize, Named)>,
    /// Which event each wait for the disk began with.
    waits: BTreeMap<u64, usize>,
    pub(crate) played: usize,
}

impl Disk {
    pub(crate) fn play(&mut self, event: &Event) {
        let now = self.played;
        self.played += 1;
        let path = || PathBuf::from(String::from_utf8(event.bytes.clone()).unwrap());
        let mut change = |change| {
            let file = &mut self.files[self.inodes[&event.inode]];
            file.pending.push((now, change));
        };
        match event.kind {
            'C' => {
                let file = self.files.len();
                self.files.push(File::default());
                self.inodes.insert(event.inode, file);
                self.naming.push((now, (path(), Some(file))));
            }
            'O' => assert!(self.inodes.contains_key(&event.inode), "{:?}", path()),
            'U' => self.naming.push((now, (path(), None))),
            'W' => change(Change::Write(event.number, event.bytes.clone())),
            'T' => change(Change::Cut(event.number)),
            'S' => {
                self.waits.insert(event.number, now);
            }
            'E' => {
                let before = self.waits.remove(&event.number).unwrap();
                self.files[self.inodes[&event.inode]].settle(before);
            }
            'D' => {
                let before = self.waits.remove(&event.number).unwrap();
                let later = self.naming.iter().position(|(done, _)| *done >= before);
                let settled = ..later.unwrap_or(self.naming.len());
                for (_, named) in self.naming.drain(settled) {
                    name(&mut self.names, named);
                }
            }
            other => panic!("{other}"),
        }
    }

    /// Writes into a folder what is found there when the power goes now. Half of the time nothing
    /// is left of what was not waited for.
    pub(crate) fn cut(&self, folder: &Path, chance: &mut Chance) {
        let luck = match chance.below(4) {
            0 | 1 => 0,
            2 => 50,
            _ => 95,
        };
        let mut names = self.names.clone();
        // A folder's changes reach the disk in their order.
        let done = match luck {
            0 => 0,
            _ => chance.below(self.naming.len() as u64 + 1),
        };
        for (_, named) in &self.naming[..usize::try_from(done).unwrap()] {
            name(&mut names, named.clone());
        }
        for (path, file) in names {
            let content = self.files[file].found(luck, chance);
            std::fs::write(folder.join(path.file_name().unwrap()), content).unwrap();
        }
    }
}

fn name(names: &mut BTreeMap<PathBuf, usize>, (path, file): Named) {
    match file {
        Some(file) => names.insert(path, file),
        None => names.remove(&path),
    };
}
