//! The live handles. A handle is a token that is never used twice and never an address, so what a
//! host hands in is looked up and not believed: closed handles, made-up ones and those of another
//! kind are known for what they are, in every case, without reading memory that may be gone.

use crate::doc::OpenDoc;
use crate::session::OpenSession;
use crate::store::Store;
use crm_core::base::error::Result;
use crm_core::base::handles::{FORKED, LIVE_SESSIONS, UNKNOWN};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

/// Tokens are multiples of it: some hosts keep marks of their own in the low bits of a pointer.
const STEP: usize = 16;

/// What a token stands for.
enum Handle {
    Store(Arc<Store>),
    Session(Arc<OpenSession>, Arc<Store>),
    Doc(Arc<OpenDoc>),
}

/// A kind of handle.
pub(crate) trait Kind: Sized {
    /// The name of its C type.
    const NAME: &'static str;
    /// The token's own, when it is of this kind.
    fn of(handle: &Registered) -> Option<&Arc<Self>>;
}

/// See [`Kind::of`].
pub(crate) struct Registered(Handle);

impl Kind for Store {
    const NAME: &'static str = "crm";
    fn of(handle: &Registered) -> Option<&Arc<Self>> {
        match &handle.0 {
            Handle::Store(store) => Some(store),
            _ => None,
        }
    }
}

impl Kind for OpenSession {
    const NAME: &'static str = "crm_session";
    fn of(handle: &Registered) -> Option<&Arc<Self>> {
        match &handle.0 {
            Handle::Session(session, _) => Some(session),
            _ => None,
        }
    }
}

impl Kind for OpenDoc {
    const NAME: &'static str = "crm_doc";
    fn of(handle: &Registered) -> Option<&Arc<Self>> {
        match &handle.0 {
            Handle::Doc(doc) => Some(doc),
            _ => None,
        }
    }
}

/// The handles of one process. A forked child inherits its parent's and must not touch it: its
/// locks may be held by threads that do not exist in the child.
struct Process {
    id: u32,
    last: AtomicUsize,
    stores: AtomicUsize,
    handles: RwLock<BTreeMap<usize, Registered>>,
    child: OnceLock<Box<Process>>,
}

static FIRST: OnceLock<Process> = OnceLock::new();

impl Process {
    fn new(id: u32, last: usize) -> Self {
        Self {
            id,
            last: AtomicUsize::new(last),
            stores: AtomicUsize::new(0),
            handles: RwLock::default(),
            child: OnceLock::new(),
        }
    }

    /// The handles of this process.
    fn current() -> Result<&'static Self> {
        let id = std::process::id();
        let mut process = FIRST.get_or_init(|| Self::new(id, 0));
        while process.id != id {
            // An open SQLite file must not cross a fork: the child believes in locks it lacks.
            if process.stores.load(Ordering::SeqCst) != 0 {
                return Err(FORKED.error());
            }
            let last = process.last.load(Ordering::SeqCst);
            process = process.child.get_or_init(|| Box::new(Self::new(id, last)));
        }
        Ok(process)
    }

    fn read(&self) -> RwLockReadGuard<'_, BTreeMap<usize, Registered>> {
        self.handles.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, BTreeMap<usize, Registered>> {
        self.handles.write().unwrap_or_else(PoisonError::into_inner)
    }

    fn token(&self) -> usize {
        self.last.fetch_add(STEP, Ordering::SeqCst) + STEP
    }
}

fn unknown<K: Kind>() -> crm_core::Error {
    UNKNOWN.error().with("handle", K::NAME)
}

/// What a token stands for.
///
/// # Errors
/// `handle.unknown`, `process.forked`.
pub(crate) fn find<K: Kind>(token: usize) -> Result<Arc<K>> {
    let handles = Process::current()?.read();
    let found = handles.get(&token).and_then(K::of);
    found.cloned().ok_or_else(unknown::<K>)
}

/// Whether handles may be opened here at all.
///
/// # Errors
/// `process.forked`.
pub(crate) fn ready() -> Result<()> {
    Process::current().map(|_| ())
}

/// The token of a new workspace.
///
/// # Errors
/// `process.forked`.
pub(crate) fn add_store(store: Store) -> Result<usize> {
    let process = Process::current()?;
    let token = process.token();
    process.stores.fetch_add(1, Ordering::SeqCst);
    let handle = Registered(Handle::Store(Arc::new(store)));
    process.write().insert(token, handle);
    Ok(token)
}

/// The token of a new session of a workspace.
///
/// # Errors
/// `handle.unknown` when the workspace was closed meanwhile, `process.forked`.
pub(crate) fn add_session(store: usize, session: OpenSession) -> Result<usize> {
    let process = Process::current()?;
    let mut handles = process.write();
    let owner = handles.get(&store).and_then(Store::of).cloned();
    let owner = owner.ok_or_else(unknown::<Store>)?;
    owner.sessions.fetch_add(1, Ordering::SeqCst);
    let token = process.token();
    handles.insert(token, Registered(Handle::Session(Arc::new(session), owner)));
    Ok(token)
}

/// The token of a new document.
///
/// # Errors
/// `process.forked`.
pub(crate) fn add_doc(doc: OpenDoc) -> Result<usize> {
    let process = Process::current()?;
    let token = process.token();
    let handle = Registered(Handle::Doc(Arc::new(doc)));
    process.write().insert(token, handle);
    Ok(token)
}

/// Forgets a workspace without live sessions.
///
/// # Errors
/// `handle.unknown`, `handle.live_sessions`, `process.forked`.
pub(crate) fn remove_store(token: usize) -> Result<()> {
    let process = Process::current()?;
    let mut handles = process.write();
    let store = handles.get(&token).and_then(Store::of);
    let sessions = store
        .ok_or_else(unknown::<Store>)?
        .sessions
        .load(Ordering::SeqCst);
    if sessions != 0 {
        return Err(LIVE_SESSIONS.error().with("sessions", sessions));
    }
    let removed = handles.remove(&token);
    drop(handles);
    // The database closes here, with no lock held.
    drop(removed);
    process.stores.fetch_sub(1, Ordering::SeqCst);
    Ok(())
}

/// Forgets a session or a document; what it holds has been taken out of it.
///
/// # Errors
/// `handle.unknown`, `process.forked`.
pub(crate) fn remove<K: Kind>(token: usize) -> Result<()> {
    let mut handles = Process::current()?.write();
    if handles.get(&token).and_then(K::of).is_none() {
        return Err(unknown::<K>());
    }
    if let Some(Registered(Handle::Session(_, store))) = handles.remove(&token) {
        store.sessions.fetch_sub(1, Ordering::SeqCst);
    }
    Ok(())
}
