//! Where a workspace on PostgreSQL is: `postgres://user:password@host:port/database?workspace=acme`.

use crate::base::error::{Error, Result};
use crate::base::messages::{URL_MALFORMED, WORKSPACE_NAME};
use std::path::PathBuf;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// Connections of one process to one server when the URL does not say.
const CONNECTIONS: usize = 10;
/// What may stand behind the question mark.
const PARAMETERS: &str = "name=value of workspace, connections, prepare, isolation, sslmode, \
                          sslrootcert, host, application_name, connect_timeout; a password has its \
                          special characters encoded";
/// What PostgreSQL takes as an identifier.
const NAME_MAX: usize = 63;

/// How writes are isolated from each other. Correctness does not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Isolation {
    ReadCommitted,
    Serializable,
}

/// A parsed URL.
#[derive(Clone)]
pub(crate) struct Address {
    pub(super) config: Config,
    pub(super) workspace: Option<String>,
    pub(super) connections: usize,
    /// Whether statements are prepared once per connection. Poolers that hand a connection to
    /// another client after each transaction need `prepare=off`.
    pub(super) prepare: bool,
    pub(super) isolation: Isolation,
    /// Certificates to trust, instead of the system's.
    pub(super) root: Option<PathBuf>,
    pub(super) encrypted: bool,
}

fn malformed(part: &str, reason: &str) -> Error {
    let error = URL_MALFORMED.at("url").with("part", part);
    error.with("reason", reason)
}

impl Address {
    /// Whether a text is such a URL.
    pub(crate) fn is_meant(text: &str) -> bool {
        text.starts_with("postgres://") || text.starts_with("postgresql://")
    }

    /// # Errors
    /// `url.malformed`, `workspace.name`.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let mut address = Self {
            config: Config::new(),
            workspace: None,
            connections: CONNECTIONS,
            prepare: true,
            isolation: Isolation::ReadCommitted,
            root: None,
            encrypted: false,
        };
        let mut rest = Vec::new();
        let mut encryption = None;
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            // Not repeated: after a `?` that should have been encoded stands a part of the password.
            let unknown = || malformed("parameters", PARAMETERS);
            let (name, value) = pair.split_once('=').ok_or_else(unknown)?;
            let decoded = decode(value).ok_or_else(|| malformed("parameters", "not UTF-8"))?;
            match name {
                "workspace" => address.workspace = Some(name_checked(&decoded)?.to_owned()),
                "connections" => address.connections = connections(&decoded)?,
                "prepare" => address.prepare = switch(name, &decoded)?,
                "isolation" => address.isolation = isolation(&decoded)?,
                "sslrootcert" => address.root = Some(decoded.into()),
                "sslmode" => encryption = Some(encrypted(&decoded)?),
                "host" | "application_name" | "connect_timeout" => rest.push(pair),
                _ => return Err(unknown()),
            }
        }
        let plain = if rest.is_empty() {
            base.to_owned()
        } else {
            format!("{base}?{}", rest.join("&"))
        };
        // Then a part of a password would be taken for the host, and shown as such.
        if base.matches('@').count() > 1 {
            return Err(malformed("server", "a password has its @ written as %40"));
        }
        // The parser's own words may repeat a part of the URL, and a password may stand there.
        address.config = plain
            .parse()
            .map_err(|_| malformed("server", "not postgres://user:password@host:port/database"))?;
        if address.config.get_hosts().is_empty() {
            return Err(malformed("host", "the URL names no host"));
        }
        if address.config.get_user().is_none() {
            return Err(malformed("user", "the URL names no user"));
        }
        address.encrypted = encryption.unwrap_or_else(|| !address.is_near());
        let mode = if address.encrypted {
            SslMode::Require
        } else {
            SslMode::Disable
        };
        address.config.ssl_mode(mode);
        if address.config.get_connect_timeout().is_none() {
            address
                .config
                .connect_timeout(std::time::Duration::from_secs(10));
        }
        Ok(address)
    }

    /// The workspace that the URL names.
    ///
    /// # Errors
    /// `url.malformed`.
    pub(super) fn workspace(&self) -> Result<&str> {
        let named = self.workspace.as_deref();
        named.ok_or_else(|| malformed("workspace", "add ?workspace= and its name"))
    }

    /// Whether nobody can listen on the way: a Unix socket or this very machine.
    fn is_near(&self) -> bool {
        self.config.get_hosts().iter().all(|host| match host {
            Host::Tcp(name) => matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1"),
            #[cfg(unix)]
            Host::Unix(_) => true,
        })
    }

    /// The server, for messages.
    pub(super) fn server(&self) -> String {
        let hosts = self.config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            #[cfg(unix)]
            Host::Unix(path) => path.display().to_string(),
        });
        let hosts: Vec<String> = hosts.collect();
        let ports: Vec<String> = self.config.get_ports().iter().map(u16::to_string).collect();
        if ports.is_empty() {
            return hosts.join(",");
        }
        format!("{}:{}", hosts.join(","), ports.join(","))
    }

    pub(super) fn user(&self) -> &str {
        self.config.get_user().unwrap_or_default()
    }

    pub(super) fn database(&self) -> &str {
        self.config.get_dbname().unwrap_or_else(|| self.user())
    }
}

/// Checks a workspace's name: it becomes the name of a schema.
///
/// # Errors
/// `workspace.name`.
pub(super) fn name_checked(name: &str) -> Result<&str> {
    let letters = name
        .bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    let first = name
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_lowercase());
    let reserved = name.starts_with("pg_") || name == "information_schema";
    if letters && first && !reserved && name.len() <= NAME_MAX {
        return Ok(name);
    }
    Err(WORKSPACE_NAME
        .at("workspace")
        .with("name", name)
        .with("max", NAME_MAX))
}

fn connections(text: &str) -> Result<usize> {
    match text.parse() {
        Ok(count @ 1..=1000) => Ok(count),
        _ => Err(malformed("connections", "a whole number from 1 to 1000")),
    }
}

fn switch(name: &str, text: &str) -> Result<bool> {
    match text {
        "on" => Ok(true),
        "off" => Ok(false),
        _ => Err(malformed(name, "on or off")),
    }
}

fn isolation(text: &str) -> Result<Isolation> {
    match text {
        "read_committed" => Ok(Isolation::ReadCommitted),
        "serializable" => Ok(Isolation::Serializable),
        _ => Err(malformed("isolation", "read_committed or serializable")),
    }
}

/// A certificate is always checked: half an encryption protects from nobody who sits on the way.
fn encrypted(text: &str) -> Result<bool> {
    match text {
        "disable" => Ok(false),
        "require" | "verify-full" => Ok(true),
        _ => Err(malformed("sslmode", "disable or verify-full")),
    }
}

/// A value with its `%41` taken as bytes.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let high = char::from(rest.next()?).to_digit(16)?;
        let low = char::from(rest.next()?).to_digit(16)?;
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(url: &str) -> (String, String) {
        let error = Address::parse(url).err().expect("refused");
        let said = format!("{error} {error:?}");
        assert!(!said.contains("geheim"), "{said}");
        let part = error.details().get("part").map(ToString::to_string);
        (error.kind().to_owned(), part.unwrap_or_default())
    }

    #[test]
    fn a_url_names_server_database_and_workspace() {
        let url =
            "postgres://li:geheim@db.example:5433/erp?workspace=acme&connections=3&prepare=off";
        let address = Address::parse(url).unwrap();
        assert_eq!(address.workspace().unwrap(), "acme");
        assert_eq!((address.connections, address.prepare), (3, false));
        assert_eq!(address.server(), "db.example:5433");
        assert_eq!((address.user(), address.database()), ("li", "erp"));
        assert!(
            address.encrypted,
            "a server far away is spoken to in secret"
        );
        assert!(
            !Address::parse("postgres://li@localhost/erp")
                .unwrap()
                .encrypted
        );
        let socket = Address::parse("postgres://li@%2Fvar%2Frun/erp?workspace=a").unwrap();
        assert!(!socket.encrypted);
    }

    #[test]
    fn what_is_wrong_is_named_and_the_password_is_not() {
        for (url, part) in [
            ("postgres://li:geheim@h:port/erp", "server"),
            ("postgres://li:geheim@h/erp?workspace", "parameters"),
            ("postgres://li:geheim@h/erp?colour=red", "parameters"),
            ("postgres://li:a?geheim@h/erp", "parameters"),
            ("postgres://li:a@geheim@h/erp", "server"),
            ("postgres://li:geheim@h/erp?connections=0", "connections"),
            ("postgres://li:geheim@h/erp?isolation=none", "isolation"),
            ("postgres://li:geheim@h/erp?sslmode=prefer", "sslmode"),
            ("postgres://li:geheim@h/erp?prepare=1", "prepare"),
            ("postgres:///erp", "host"),
        ] {
            let (kind, named) = kind(url);
            assert_eq!(
                (kind.as_str(), named.trim_matches('"')),
                ("url.malformed", part),
                "{url}"
            );
        }
        for name in [
            "",
            "Acme",
            "1a",
            "a-b",
            "a\"; drop schema x",
            "pg_x",
            "a.b",
            "公司",
        ] {
            let url = format!("postgres://li:geheim@h/erp?workspace={name}");
            assert_eq!(kind(&url).0, "workspace.name", "{name}");
        }
    }
}
