//! A hand on the wire between the library and a server: it counts round trips, hears statements and
//! can cut.

mod heard;

use heard::Messages;
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// Where to cut the connection that commits next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Before the server hears of the commit.
    Before,
    /// After the server did it and before the library hears of it.
    After,
}

#[derive(Default)]
struct State {
    round_trips: AtomicU64,
    worked: AtomicU64,
    statements: Mutex<BTreeSet<String>>,
    cut: Mutex<Option<Cut>>,
}

/// A proxy on a port of its own.
pub struct Proxy {
    port: u16,
    state: Arc<State>,
}

impl Proxy {
    /// Stands before the server at `host:port`.
    ///
    /// # Panics
    /// When no port is free.
    #[must_use]
    pub fn before(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State::default());
        let (shared, server) = (Arc::clone(&state), server.to_owned());
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                if let Ok(server) = TcpStream::connect(&server) {
                    carry(client, server, &shared);
                }
            }
        });
        Self { port, state }
    }

    /// A URL that leads through the proxy instead of straight to the server.
    #[must_use]
    pub fn url(&self, straight: &str) -> String {
        let (head, tail) = straight.split_once('@').unwrap();
        let rest = &tail[tail.find('/').unwrap()..];
        format!("{head}@127.0.0.1:{}{rest}", self.port)
    }

    /// Round trips since the last time it was asked: bursts of the client that followed an answer.
    #[must_use]
    pub fn round_trips(&self) -> u64 {
        self.state.round_trips.swap(0, Ordering::SeqCst)
    }

    /// The same without those that only prepared statements, which a connection does once, and
    /// those that only rolled back, for which nobody waits.
    #[must_use]
    pub fn warm_round_trips(&self) -> u64 {
        self.state.worked.swap(0, Ordering::SeqCst)
    }

    /// Every statement that was prepared or sent, with its transaction control.
    #[must_use]
    pub fn statements(&self) -> BTreeSet<String> {
        self.state.statements.lock().unwrap().clone()
    }

    /// Cuts the next connection that commits.
    pub fn cut_next_commit(&self, cut: Cut) {
        *self.state.cut.lock().unwrap() = Some(cut);
    }

    /// Whether the cut was made.
    #[must_use]
    pub fn has_cut(&self) -> bool {
        self.state.cut.lock().unwrap().is_none()
    }
}

/// `host:port` of a URL.
///
/// # Panics
/// When it has none.
#[must_use]
pub fn server_of(url: &str) -> String {
    let (_, tail) = url.split_once('@').unwrap();
    tail[..tail.find('/').unwrap()].to_owned()
}

fn carry(client: TcpStream, server: TcpStream, state: &Arc<State>) {
    client.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let spoke = Arc::new(AtomicBool::new(true));
    let drop_answers = Arc::new(AtomicBool::new(false));
    let (mut from, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    let (shared, answered, muted) = (Arc::clone(state), Arc::clone(&spoke), drop_answers.clone());
    std::thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        let mut messages = Messages::default();
        let mut works = false;
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            let sent = &buffer[..count];
            if answered.swap(false, Ordering::SeqCst) {
                shared.round_trips.fetch_add(1, Ordering::SeqCst);
                works = false;
            }
            let heard = messages.read(sent);
            if heard.works && !std::mem::replace(&mut works, true) {
                shared.worked.fetch_add(1, Ordering::SeqCst);
            }
            shared.statements.lock().unwrap().extend(heard.statements);
            if sent.windows(7).any(|word| word == b"COMMIT\0") {
                match shared.cut.lock().unwrap().take() {
                    Some(Cut::Before) => break,
                    Some(Cut::After) => muted.store(true, Ordering::SeqCst),
                    None => {}
                }
            }
            if to.write_all(sent).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    });
    let (mut from, mut to) = (server, client);
    std::thread::spawn(move || {
        let mut buffer = vec![0; 1 << 16];
        while let Ok(count @ 1..) = from.read(&mut buffer) {
            if drop_answers.load(Ordering::SeqCst) {
                // What was committed is committed once the server says that it is ready again.
                if buffer[..count].windows(6).any(|end| end == b"Z\0\0\0\x05I") {
                    break;
                }
                continue;
            }
            spoke.store(true, Ordering::SeqCst);
            if to.write_all(&buffer[..count]).is_err() {
                break;
            }
        }
        let _ = to.shutdown(Shutdown::Both);
        let _ = from.shutdown(Shutdown::Both);
    });
}
