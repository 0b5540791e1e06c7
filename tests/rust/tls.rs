//! Encrypted connections to PostgreSQL: a server whose certificate is trusted is spoken to in
//! secret, every other is refused before anything is said. An end of TLS of the test's own stands
//! before the server, since not every build of it has one.

#![cfg(test)]

use crm_core::{Crm, Options, Result};
use crm_tests::postgres_workspace::PostgresWorkspace;
use crm_tests::proxy::server_of;
use crm_tests::workspace::call;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::json;
use std::io::{ErrorKind, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// What a client asks first: eight bytes, the code of TLS behind the length.
const ASKS: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// A file of the folder that says which certificate is for whom.
fn file(name: &str) -> PathBuf {
    crm_tests::root().join("tests/tls").join(name)
}

/// An end of TLS before a server.
struct End {
    port: u16,
    /// Bytes that came in after the handshake.
    carried: Arc<AtomicU64>,
}

impl End {
    fn before(server: &str, own: &str) -> Self {
        let certificate = CertificateDer::from_pem_file(file(&format!("{own}.pem"))).unwrap();
        let key = PrivateKeyDer::from_pem_file(file(&format!("{own}.key"))).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![certificate], key)
            .unwrap();
        let (config, server) = (Arc::new(config), server.to_owned());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let carried = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&carried);
        std::thread::spawn(move || {
            for client in listener.incoming().map_while(std::io::Result::ok) {
                let server = TcpStream::connect(&server).unwrap();
                let (config, counted) = (Arc::clone(&config), Arc::clone(&counted));
                // A client that does not trust it leaves, and with it this thread ends.
                std::thread::spawn(move || carry(client, server, config, &counted));
            }
        });
        Self { port, carried }
    }
}

fn carry(
    mut client: TcpStream,
    mut server: TcpStream,
    config: Arc<ServerConfig>,
    carried: &AtomicU64,
) -> std::io::Result<()> {
    let mut asked = [0; 8];
    client.read_exact(&mut asked)?;
    assert_eq!(asked, ASKS, "the client asks for TLS first");
    client.write_all(b"S")?;
    let connection = ServerConnection::new(config).unwrap();
    let mut client = StreamOwned::new(connection, client);
    client.flush()?;
    client.sock.set_nonblocking(true)?;
    server.set_nonblocking(true)?;
    loop {
        let there = pass(&mut client, &mut server)?;
        let back = pass(&mut server, &mut client)?;
        carried.fetch_add(there, Ordering::SeqCst);
        if there + back == 0 {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

/// Passes on what is there; answers how much it was.
fn pass(from: &mut impl Read, to: &mut impl Write) -> std::io::Result<u64> {
    let mut buffer = [0; 1 << 14];
    let count = match from.read(&mut buffer) {
        Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
        Ok(count) => count,
        Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(0),
        Err(error) => return Err(error),
    };
    let mut rest = &buffer[..count];
    while !rest.is_empty() {
        match to.write(rest) {
            Ok(written) => rest = &rest[written..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    to.flush()?;
    Ok(count as u64)
}

fn open(url: &str, end: &End, rest: &str) -> Result<Crm> {
    let (head, tail) = url.split_once('@').unwrap();
    let place = &tail[tail.find('/').unwrap()..];
    let url = format!("{head}@127.0.0.1:{}{place}{rest}", end.port);
    let mut options = Options::new(url);
    options.wait = Duration::from_millis(300);
    Crm::open_with(options)
}

#[test]
fn a_trusted_server_is_spoken_to_in_secret_and_no_other() {
    let trusted = |name: &str| {
        let file = file(&format!("{name}.pem"));
        format!("&sslmode=verify-full&sslrootcert={}", file.display())
    };
    let workspace = PostgresWorkspace::create();
    let (url, server) = (workspace.url(), server_of(&workspace.url()));
    let end = End::before(&server, "own");
    let crm = open(&url, &end, &trusted("own")).unwrap();
    let named = json!({ "name": "北京华信科技有限公司" });
    call(&mut crm.session(), "customer.create", &named).unwrap();
    let carried = end.carried.load(Ordering::SeqCst);
    assert!(carried > 1_000, "{carried} bytes went through TLS");
    println!("{carried} bytes went through TLS");
    // Somebody else's certificate for the same name, one for another name, one that has ended.
    for (own, known) in [
        ("own", "other"),
        ("elsewhere", "elsewhere"),
        ("ended", "ended"),
    ] {
        let end = End::before(&server, own);
        let refused = open(&url, &end, &trusted(known)).map(drop).unwrap_err();
        assert_eq!(refused.kind(), "storage.tls", "{own}: {refused}");
        assert_eq!(end.carried.load(Ordering::SeqCst), 0, "{own}");
    }
    let missing = open(&url, &end, "&sslmode=verify-full&sslrootcert=/nowhere.pem");
    assert_eq!(missing.map(drop).unwrap_err().kind(), "storage.tls");
}
