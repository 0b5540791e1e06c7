//! A PostgreSQL of a test's own, which it may kill.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server, stopped and removed with this value.
pub struct Server {
    guardian: Child,
    url: String,
    programs: PathBuf,
    data: PathBuf,
}

impl Server {
    /// Starts one that makes every commit durable before it answers.
    ///
    /// # Panics
    /// When there is none to start.
    #[must_use]
    pub fn start() -> Self {
        let mut guardian = Command::new(env!("CARGO"))
            .args(["xtask", "postgres"])
            .current_dir(crate::root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(guardian.stdout.take().unwrap()).lines();
        let url = lines
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("CRM_TEST_POSTGRES=").map(str::to_owned))
            .expect("cargo xtask postgres names a server");
        let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
        let data: String = client.query_one("SHOW data_directory", &[]).unwrap().get(0);
        let data = PathBuf::from(data);
        let process = std::fs::read_link(format!("/proc/{}/exe", process(&data))).unwrap();
        let programs = process.parent().unwrap().to_owned();
        let server = Self {
            guardian,
            url,
            programs,
            data,
        };
        drop(client);
        server.kill();
        server.start_again();
        server
    }

    /// The URL of its database, without a workspace.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// From now on a role gets in with its password only.
    ///
    /// # Panics
    /// When the server does not take it.
    pub fn demand_password(&self, role: &str) {
        let file = self.data.join("pg_hba.conf");
        let others = std::fs::read_to_string(&file).unwrap();
        let line = format!("host all {role} 127.0.0.1/32 scram-sha-256\n");
        std::fs::write(&file, line + &others).unwrap();
        let mut client = postgres::Client::connect(&self.url, postgres::NoTls).unwrap();
        let taken = client.query_one("SELECT pg_reload_conf()", &[]).unwrap();
        assert!(taken.get::<_, bool>(0));
        // The server reads it after it has answered; until then the role gets in without.
        let free = self.url.replacen("postgres@", &format!("{role}@"), 1);
        while postgres::Client::connect(&free, postgres::NoTls).is_ok() {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Kills it: nothing it has not written is written any more.
    ///
    /// # Panics
    /// When it does not run.
    pub fn kill(&self) {
        let process = process(&self.data).to_string();
        let killed = Command::new("kill")
            .args(["-9", &process])
            .status()
            .unwrap();
        assert!(killed.success());
        // Its children end when they notice; until then a new one may not start.
        let started = Instant::now();
        while Path::new(&format!("/proc/{process}")).exists() && started.elapsed().as_secs() < 10 {
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Starts it again where it was.
    ///
    /// # Panics
    /// When it does not come back.
    pub fn start_again(&self) {
        let port = self
            .url
            .rsplit(':')
            .next()
            .unwrap()
            .split('/')
            .next()
            .unwrap();
        let folder = self.data.parent().unwrap();
        let options = format!("-h 127.0.0.1 -p {port} -k {}", folder.display());
        let owner = std::fs::metadata(&self.data).unwrap();
        for _ in 0..50 {
            let mut command = Command::new(self.programs.join("pg_ctl"));
            command.args([
                "start",
                "--silent",
                "--wait",
                "--timeout=60",
                "-o",
                &options,
            ]);
            command
                .arg("-D")
                .arg(&self.data)
                .arg("-l")
                .arg(folder.join("log"));
            command.current_dir(folder).stdin(Stdio::null());
            command.stdout(Stdio::null()).stderr(Stdio::null());
            if owner.uid() != 0 {
                command.uid(owner.uid()).gid(owner.gid());
            }
            if command.status().unwrap().success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
        panic!("the server did not start again:\n{log}");
    }
}

/// The process of the server on a folder.
fn process(data: &Path) -> u32 {
    let file = std::fs::read_to_string(data.join("postmaster.pid")).unwrap();
    file.lines().next().unwrap().parse().unwrap()
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.guardian.stdin.take());
        let _ = self.guardian.wait();
    }
}
