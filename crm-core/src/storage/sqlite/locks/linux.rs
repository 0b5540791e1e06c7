//! The mark and the shields on Linux. A lock that belongs to an open file description conflicts with
//! the process's own locks: held, it is a shield; asked for, it tells whether the process's stand.

use nix::fcntl::{FcntlArg, fcntl};
use nix::libc::{F_RDLCK, F_UNLCK, F_WRLCK, SEEK_SET, c_int, c_short, flock};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::Path;

/// Far behind every byte that SQLite's locks reach; the process's number is added, so that
/// processes do not meet.
const MARK: i64 = 1 << 60;
/// Where two processes have one number, as in two containers, the second tries so many bytes on.
const TRIES: i64 = 16;
/// The bytes that whoever uses the file shares: `SHARED_FIRST` and `SHARED_SIZE` of SQLite.
const READERS: (i64, i64) = (0x4000_0002, 510);
/// The byte of the `-shm` that whoever uses it shares: `UNIX_SHM_DMS` of SQLite.
const USED: (i64, i64) = (128, 1);
/// The byte of the `-shm` whose lock lets one writer in: `WAL_WRITE_LOCK` of SQLite.
const WRITER: i64 = 120;

/// A shield on the file, and a shield and a mark on the `-shm` beside it, where the locks of
/// readers and writers are. A descriptor that was opened for one stays open whatever came of it:
/// closing it would drop the very locks that it watches.
pub(super) struct Marks {
    main: File,
    beside: Option<File>,
    process: i32,
    byte: i64,
    /// Whether the system knows such locks.
    tells: bool,
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

/// Answers none where the file cannot be opened for writing: then nobody writes it.
fn opened(path: &Path) -> io::Result<Option<File>> {
    match File::options().read(true).write(true).open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                Ok(None)
            }
            _ => Err(error),
        },
    }
}

fn shield(file: &File, kind: c_int, bytes: (i64, i64)) -> bool {
    fcntl(file, FcntlArg::F_OFD_SETLK(&range(kind, bytes))).is_ok()
}

impl Marks {
    /// Sets them, after SQLite has opened both files. Answers none where there is nothing to watch.
    pub(super) fn set(path: &Path) -> io::Result<Option<Self>> {
        let Some(main) = opened(path)? else {
            return Ok(None);
        };
        let mut name = path.as_os_str().to_owned();
        name.push("-shm");
        let mut marks = Self {
            main,
            beside: opened(Path::new(&name))?,
            process: i32::try_from(std::process::id()).unwrap_or_default(),
            byte: MARK,
            tells: false,
        };
        for number in 0..TRIES {
            marks.byte = MARK + (number << 32) + i64::from(marks.process);
            if marks.mark() {
                break;
            }
        }
        // An old kernel does not know them, nor does every file system.
        marks.tells = marks.raise() && marks.is_held(marks.byte);
        Ok(Some(marks))
    }

    fn mark(&self) -> bool {
        let mark = range(F_WRLCK, (self.byte, 1));
        let set = |file| fcntl(file, FcntlArg::F_SETLK(&mark)).is_ok();
        self.beside.as_ref().is_some_and(set)
    }

    fn raise(&self) -> bool {
        let beside = |file| shield(file, F_RDLCK, USED);
        shield(&self.main, F_RDLCK, READERS) && self.beside.as_ref().is_some_and(beside)
    }

    /// Lets the last connection have the file for itself.
    pub(super) fn lower(&self) {
        shield(&self.main, F_UNLCK, READERS);
        if let Some(beside) = &self.beside {
            shield(beside, F_UNLCK, USED);
        }
    }

    /// Sets the mark again, and raises the shields.
    pub(super) fn renew(&self) {
        self.mark();
        self.raise();
    }

    /// Whether nobody in the process has closed the `-shm`.
    pub(super) fn stand(&self) -> bool {
        !self.tells || self.is_held(self.byte)
    }

    /// Whether the process has the lock that lets one writer in.
    pub(super) fn writer(&self) -> bool {
        !self.tells || self.is_held(WRITER)
    }

    /// Whether the process holds this byte of the `-shm` for itself.
    fn is_held(&self, byte: i64) -> bool {
        let mut asked = range(F_WRLCK, (byte, 1));
        let answered = self
            .beside
            .as_ref()
            .map(|file| fcntl(file, FcntlArg::F_OFD_GETLK(&mut asked)));
        let held = matches!(answered, Some(Ok(_)));
        held && c_int::from(asked.l_type) == F_WRLCK && asked.l_pid == self.process
    }
}
