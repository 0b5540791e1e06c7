//! The marks on Linux. A process's own locks conflict with locks that belong to an open file
//! description, so asking whether one of those could be taken tells whether the process's stand.

use nix::errno::Errno;
use nix::fcntl::{FcntlArg, fcntl};
use nix::libc::{F_RDLCK, F_UNLCK, F_WRLCK, SEEK_SET, c_int, c_short, flock};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Far behind every byte that a database or SQLite's locks reach; the process's number is added, so
/// that processes do not meet.
const MARK: i64 = 1 << 60;
/// Where two processes have one number, as in two containers, the second tries so many bytes on.
const TRIES: i64 = 16;
/// The bytes that readers of the file share: `SHARED_FIRST` and `SHARED_SIZE` of the file format.
const READERS: (i64, i64) = (0x4000_0002, 510);
/// The byte of the `-shm` whose lock lets one writer in: `WAL_WRITE_LOCK` of the file format.
const WRITER: i64 = 120;

/// A mark on the file and one on the `-shm` beside it. A descriptor that was opened for one stays
/// open whatever came of it: closing it would drop the very locks that it watches.
pub(super) struct Marks {
    main: Mark,
    beside: Option<Mark>,
    process: i32,
    /// Whether the system tells where both stand.
    tells: bool,
}

struct Mark {
    file: File,
    byte: i64,
}

fn range(kind: c_int, (start, length): (i64, i64)) -> flock {
    flock {
        l_type: c_short::try_from(kind).unwrap_or_default(),
        l_whence: c_short::try_from(SEEK_SET).unwrap_or_default(),
        l_start: start,
        l_len: length,
        l_pid: 0,
    }
}

/// The kind and the process of a lock that stands against one of this kind.
fn against(file: &File, kind: c_int, bytes: (i64, i64)) -> Result<(c_int, i32), Errno> {
    let mut asked = range(kind, bytes);
    fcntl(file, FcntlArg::F_OFD_GETLK(&mut asked))?;
    Ok((c_int::from(asked.l_type), asked.l_pid))
}

impl Mark {
    /// Answers none where the file cannot be opened for writing: then nobody writes it.
    fn set(path: &Path, process: i32) -> io::Result<Option<Self>> {
        let file = match File::options().read(true).write(true).open(path) {
            Ok(file) => file,
            Err(error) => {
                return match error.kind() {
                    ErrorKind::NotFound
                    | ErrorKind::PermissionDenied
                    | ErrorKind::ReadOnlyFilesystem => Ok(None),
                    _ => Err(error),
                };
            }
        };
        let byte = (0..TRIES).map(|number| MARK + (number << 32) + i64::from(process));
        let mut free = byte.filter(|byte| {
            let mark = range(F_WRLCK, (*byte, 1));
            fcntl(&file, FcntlArg::F_SETLK(&mark)).is_ok()
        });
        let byte = free.next().unwrap_or(MARK);
        Ok(Some(Self { file, byte }))
    }

    fn stands(&self, process: i32) -> bool {
        self.is_locked(self.byte, process)
    }

    fn is_locked(&self, byte: i64, process: i32) -> bool {
        against(&self.file, F_WRLCK, (byte, 1)) == Ok((F_WRLCK, process))
    }
}

impl Marks {
    /// Sets them, after SQLite has opened both files. Answers none where there is nothing to watch.
    pub(super) fn set(path: &Path) -> io::Result<Option<Self>> {
        let process = i32::try_from(std::process::id()).unwrap_or_default();
        let Some(main) = Mark::set(path, process)? else {
            return Ok(None);
        };
        let mut name = path.as_os_str().to_owned();
        name.push("-shm");
        let beside = Mark::set(Path::new(&name), process)?;
        // An old kernel does not tell, nor does every file system.
        let tells =
            main.stands(process) && beside.as_ref().is_some_and(|mark| mark.stands(process));
        Ok(Some(Self {
            main,
            beside,
            process,
            tells,
        }))
    }

    /// Whether nobody in the process has closed the file.
    pub(super) fn main(&self) -> bool {
        !self.tells || self.main.stands(self.process)
    }

    /// The same for the `-shm`.
    pub(super) fn beside(&self) -> bool {
        !self.tells || self.on_beside(|mark| mark.stands(self.process))
    }

    /// Whether the process has the lock that lets one writer in.
    pub(super) fn writer(&self) -> bool {
        !self.tells || self.on_beside(|mark| mark.is_locked(WRITER, self.process))
    }

    /// Whether nobody has the file for himself, as SQLite does before it deletes the log.
    pub(super) fn is_shared(&self) -> bool {
        let held = against(&self.main.file, F_RDLCK, READERS);
        !self.tells || held.is_ok_and(|(kind, _)| kind == F_UNLCK)
    }

    fn on_beside(&self, holds: impl Fn(&Mark) -> bool) -> bool {
        self.beside.as_ref().is_some_and(holds)
    }
}
