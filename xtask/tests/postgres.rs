//! The throw-away server: it answers while its holder lives and is gone afterwards, even when
//! the holder is killed.

// What helps a test fails as a test does.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// `cargo xtask postgres` running beside the test.
struct Holder {
    process: Child,
    address: SocketAddr,
    folder: PathBuf,
}

impl Holder {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .arg("postgres")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let lines = BufReader::new(process.stdout.take().unwrap())
            .lines()
            .map(Result::unwrap);
        let url = lines
            .filter_map(|line| line.strip_prefix("CRM_TEST_POSTGRES=").map(str::to_owned))
            .next()
            .expect("the command prints the URL once the server is ready");
        let address = url.strip_prefix("postgres://postgres@").unwrap();
        let address = address.strip_suffix("/postgres").unwrap().parse().unwrap();
        let start = format!("crm-pg-{}-", process.id());
        let mut entries = std::fs::read_dir("/tmp")
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let folder = entries
            .find(|path| {
                path.file_name()
                    .unwrap()
                    .to_string_lossy()
                    .starts_with(&start)
            })
            .expect("the server's folder stands while it runs");
        Self {
            process,
            address,
            folder,
        }
    }

    fn answers(&self) -> bool {
        TcpStream::connect_timeout(&self.address, Duration::from_secs(1)).is_ok()
    }

    fn is_gone_soon(&self) -> bool {
        let deadline = Instant::now() + Duration::from_secs(30);
        while Instant::now() < deadline {
            if !self.answers() && !self.folder.exists() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        false
    }
}

#[test]
fn the_server_ends_with_the_input_of_its_holder() {
    let mut holder = Holder::start();
    assert!(holder.answers());
    drop(holder.process.stdin.take());
    assert!(holder.process.wait().unwrap().success());
    assert!(!holder.answers(), "stopped before the command ends");
    assert!(
        !holder.folder.exists(),
        "{} is left",
        holder.folder.display()
    );
}

#[test]
fn the_server_ends_when_its_holder_is_killed() {
    let mut holder = Holder::start();
    assert!(holder.answers());
    holder.process.kill().unwrap();
    holder.process.wait().unwrap();
    assert!(holder.is_gone_soon(), "{} is left", holder.folder.display());
}
