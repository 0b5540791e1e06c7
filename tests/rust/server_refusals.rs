//! What a wrong URL, password, database or workspace is answered with, and a server too old, a
//! missing privilege, TLS refused and a workspace of a newer library: the same named error through
//! every door, and the password in none of them.

#![cfg(test)]

use crm_core::base::error::Language;
use crm_core::storage::postgres::Workspaces;
use crm_core::{Crm, Options, Result};
use crm_tests::folder::Folder;
use crm_tests::programs::{compile, python};
use crm_tests::server::Server;
use postgres::{Client, NoTls};
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::time::Duration;

const PASSWORD: &str = "geheim-S3cret";

/// Servers that are not there are asked again for so long.
const WAIT_MS: u64 = 300;

/// Whether a text shows the password or a part of it.
fn tells(text: &str) -> bool {
    text.contains("geheim") || text.contains("S3cret")
}

/// What is done, and the kind it is refused with.
struct Case {
    word: &'static str,
    url: String,
    name: &'static str,
    kind: &'static str,
}

fn case(word: &'static str, url: String, name: &'static str, kind: &'static str) -> Case {
    Case {
        word,
        url,
        name,
        kind,
    }
}

/// URLs that are wrong by themselves.
fn malformed(cases: &mut Vec<Case>) {
    let base = format!("postgres://crm:{PASSWORD}@127.0.0.1:1/sales");
    for wrong in [
        // No workspace, no host, no user, a port that is none.
        base.clone(),
        format!("postgres://crm:{PASSWORD}@/sales?workspace=acme"),
        "postgres://127.0.0.1/sales?workspace=acme".to_owned(),
        format!("postgres://crm:{PASSWORD}@127.0.0.1:port/sales?workspace=acme"),
        // Parameters that there are not, and values that they do not have.
        format!("{base}?workspace=acme&{PASSWORD}=1"),
        format!("{base}?workspace=acme&connections=0"),
        format!("{base}?workspace=acme&prepare=maybe"),
        format!("{base}?workspace=acme&isolation=none"),
        format!("{base}?workspace=acme&sslmode=prefer"),
        format!("{base}?workspace=acme&workspace"),
        format!("{base}?workspace=%FF"),
        format!("{base}?workspace=acme&sslrootcert=%FF{PASSWORD}"),
        // A password whose special characters were not encoded.
        "postgres://crm:a@geheim@127.0.0.1:1/sales?workspace=acme".to_owned(),
        "postgres://crm:a@geheim/S3cret@127.0.0.1:1/sales?workspace=acme".to_owned(),
        "postgres://crm:a?geheim@127.0.0.1:1/sales?workspace=acme".to_owned(),
        "postgres://crm:a?geheim=S3cret@127.0.0.1:1/sales?workspace=acme".to_owned(),
        "postgres://crm:a?b&geheim@127.0.0.1:1/sales?workspace=acme".to_owned(),
    ] {
        cases.push(case("open", wrong, "", "url.malformed"));
    }
    // These can be read as they stand.
    for mark in ["/", "#", "%", ":"] {
        let url = format!("postgres://crm:a{mark}geheim@127.0.0.1:1/sales?workspace=acme");
        cases.push(case("open", url, "", "storage.unreachable"));
    }
    cases.push(case(
        "create",
        format!("postgres://crm:{PASSWORD}@127.0.0.1:port/sales"),
        "acme",
        "url.malformed",
    ));
    for name in [
        "",
        "Acme",
        "1acme",
        "pg_catalog",
        "information_schema",
        "acme.crm_order",
        "acme; DROP SCHEMA public CASCADE",
        "acme\" CASCADE --",
        "x';DROP TABLE crm_order--",
        "工作区",
        "a123456789012345678901234567890123456789012345678901234567890123",
    ] {
        cases.push(case("create", base.clone(), name, "workspace.name"));
        cases.push(case("migrate", base.clone(), name, "workspace.name"));
        let inside = format!("{base}?workspace={}", name.replace(' ', "%20"));
        cases.push(case("open", inside, "", "workspace.name"));
    }
}

/// What a server answers. Its superuser is trusted, `locked` needs a password, `guest` may create
/// nothing.
fn answered(server: &Server, cases: &mut Vec<Case>) {
    let place = server.url().rsplit('@').next().unwrap();
    let (host, database) = place.split_once('/').unwrap();
    let mut all = |word, user: &str, rest: &str, name, kind| {
        let url = format!("postgres://{user}@{rest}");
        cases.push(case(word, url, name, kind));
    };
    let wrong = format!("locked:not-{PASSWORD}");
    for (word, workspace) in [("open", "?workspace=acme"), ("create", ""), ("list", "")] {
        let rest = format!("{place}{workspace}");
        all(word, &wrong, &rest, "new", "storage.login");
        all(word, "locked", &rest, "new", "storage.login");
        let rest = format!("{host}/nowhere{workspace}");
        all(word, "postgres", &rest, "new", "storage.database");
        let rest = format!("127.0.0.1:1/{database}{workspace}");
        all(word, &wrong, &rest, "new", "storage.unreachable");
        let separator = if workspace.is_empty() { '?' } else { '&' };
        let rest = format!("{place}{workspace}{separator}sslmode=require");
        all(word, &wrong, &rest, "new", "storage.tls");
        let old = format!("{}/sales{workspace}", old_server());
        all(word, &wrong, &old, "new", "version.server");
    }
    let right = format!("locked:{PASSWORD}");
    all("create", &right, place, "new", "storage.privilege");
    all("create", "guest", place, "new", "storage.privilege");
    all("create", "postgres", place, "acme", "workspace.taken");
    all("create", "postgres", place, "public", "workspace.taken");
    all("migrate", "postgres", place, "nobody", "workspace.unknown");
    all("migrate", "postgres", place, "newer", "version.newer");
    let workspace = |name: &str| format!("{place}?workspace={name}");
    let unknown = workspace("nobody");
    all("open", "postgres", &unknown, "", "workspace.unknown");
    all("open", "postgres", &workspace("newer"), "", "version.newer");
    let foreign = workspace("foreign");
    all("open", "postgres", &foreign, "", "version.foreign");
    all("open", "guest", &workspace("acme"), "", "storage.privilege");
}

/// Roles and workspaces that are answered differently.
fn prepare(server: &Server) {
    let workspaces = Workspaces::of(server.url()).unwrap();
    workspaces.create("acme").unwrap();
    workspaces.create("newer").unwrap();
    assert_eq!(workspaces.list().unwrap(), ["acme", "newer"]);
    let mut client = Client::connect(server.url(), NoTls).unwrap();
    client
        .batch_execute(&format!(
            "UPDATE newer.crm_schema SET version = 999; \
             CREATE SCHEMA \"foreign\"; CREATE TABLE \"foreign\".invoice (id bigint); \
             CREATE ROLE locked LOGIN PASSWORD '{PASSWORD}'; CREATE ROLE guest LOGIN"
        ))
        .unwrap();
    server.demand_password("locked");
}

/// A server of PostgreSQL 12, as far as anybody asks it.
fn old_server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for client in listener.incoming().map_while(std::io::Result::ok) {
            // A client that leaves is served.
            let _ = serve(client);
        }
    });
    address
}

fn message(tag: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len() + 4).unwrap();
    [&[tag], &length.to_be_bytes()[..], body].concat()
}

fn serve(mut client: TcpStream) -> std::io::Result<()> {
    let mut length = [0; 4];
    client.read_exact(&mut length)?;
    let mut startup = vec![0; u32::from_be_bytes(length) as usize - 4];
    client.read_exact(&mut startup)?;
    let ready = message(b'Z', b"I");
    client.write_all(
        &[
            message(b'R', &[0; 4]),
            message(b'K', &[0; 8]),
            ready.clone(),
        ]
        .concat(),
    )?;
    loop {
        let mut head = [0; 5];
        client.read_exact(&mut head)?;
        let [_, rest @ ..] = head;
        let mut body = vec![0; u32::from_be_bytes(rest) as usize - 4];
        client.read_exact(&mut body)?;
        let column = [
            &1_u16.to_be_bytes()[..],
            b"server_version_num\0",
            &[0; 6],
            &25_u32.to_be_bytes(),
            &[0xff; 6],
            &[0; 2],
        ]
        .concat();
        let row = [&1_u16.to_be_bytes()[..], &6_u32.to_be_bytes(), b"120000"].concat();
        let answer = [
            message(b'T', &column),
            message(b'D', &row),
            message(b'C', b"SHOW\0"),
            ready.clone(),
        ];
        client.write_all(&answer.concat())?;
    }
}

fn in_rust(case: &Case) -> Value {
    let act = || -> Result<Value> {
        if case.word == "open" {
            let mut options = Options::new(&case.url);
            options.wait = Duration::from_millis(WAIT_MS);
            return Crm::open_with(options).map(|_| Value::Null);
        }
        let workspaces = Workspaces::of(&case.url)?.waiting(Duration::from_millis(WAIT_MS));
        match case.word {
            "create" => workspaces.create(case.name).map(|()| Value::Null),
            "migrate" => workspaces.migrate(case.name).map(|()| Value::Null),
            _ => workspaces.list().map(|names| json!(names)),
        }
    };
    act().unwrap_or_else(|error| {
        let shown = format!("{error:?} {error}");
        assert!(!tells(&shown), "{shown}");
        assert_eq!(error.kind(), case.kind, "{} {}", case.word, case.url);
        let chinese = json!(error.document(Language::Chinese)).to_string();
        assert!(!tells(&chinese), "{chinese}");
        json!(error.document(Language::English))
    })
}

/// The options that C takes.
fn in_c(case: &Case) -> String {
    let field = if case.word == "open" { "path" } else { "url" };
    json!({ field: case.url, "wait_ms": WAIT_MS }).to_string()
}

/// The URL; the program says itself how long to wait.
fn in_python(case: &Case) -> String {
    case.url.clone()
}

/// What a program of a host answers to each of the cases.
fn answers(mut program: Command, cases: &[Case], written: fn(&Case) -> String) -> Vec<Value> {
    let lines = cases
        .iter()
        .map(|case| format!("{}\t{}\t{}\n", case.word, written(case), case.name));
    program.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = program.spawn().unwrap();
    let input = lines.collect::<String>();
    let mut stdin = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    assert!(output.status.success());
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines()
        .map(|line| {
            assert!(!tells(line), "{line}");
            let mut answer: Value = serde_json::from_str(line).unwrap();
            if let Some(fields) = answer.as_object_mut() {
                fields.remove("repr");
            }
            answer
        })
        .collect()
}

#[test]
fn every_door_refuses_alike_and_keeps_the_password() {
    let server = Server::start();
    prepare(&server);
    let mut cases = Vec::new();
    malformed(&mut cases);
    answered(&server, &mut cases);
    let expected: Vec<Value> = cases.iter().map(in_rust).collect();
    for (case, answer) in cases.iter().zip(&expected) {
        assert_eq!(
            answer["error"]["kind"], case.kind,
            "{} {}",
            case.word, case.url
        );
    }
    let folder = Folder::new("workspaces_c");
    let source = crm_tests::root().join("tests/c/workspaces.c");
    let binary = compile(&source, folder.path(), &[]).unwrap();
    let same = |answers: Vec<Value>, door: &str| {
        assert_eq!(answers.len(), expected.len(), "{door}");
        for (case, (answer, expected)) in cases.iter().zip(answers.iter().zip(&expected)) {
            assert_eq!(answer, expected, "{door}: {} {}", case.word, case.url);
        }
    };
    same(answers(Command::new(binary), &cases, in_c), "C");
    let mut program = python().unwrap();
    program.arg(crm_tests::root().join("tests/python/workspaces.py"));
    same(answers(program, &cases, in_python), "Python");
    println!("{} refusals, alike in Rust, C and Python", cases.len());
}

/// What is not refused: the whole way of a workspace through C and Python.
#[test]
fn every_door_makes_workspaces() {
    let server = Server::start();
    let url = server.url();
    let steps = |name: &'static str, all: &'static [&'static str]| {
        let open = format!("{url}?workspace={name}");
        let cases = [
            case("create", url.to_owned(), name, ""),
            case("open", open, "", ""),
            case("migrate", url.to_owned(), name, ""),
            case("list", url.to_owned(), "", ""),
        ];
        (cases, [Value::Null, Value::Null, Value::Null, json!(all)])
    };
    let folder = Folder::new("workspaces_made");
    let source = crm_tests::root().join("tests/c/workspaces.c");
    let binary = compile(&source, folder.path(), &[]).unwrap();
    let (cases, expected) = steps("acme", &["acme"]);
    assert_eq!(answers(Command::new(binary), &cases, in_c), expected);
    let mut program = python().unwrap();
    program.arg(crm_tests::root().join("tests/python/workspaces.py"));
    let (cases, expected) = steps("beta", &["acme", "beta"]);
    assert_eq!(answers(program, &cases, in_python), expected);
    let (cases, expected) = steps("gamma", &["acme", "beta", "gamma"]);
    assert_eq!(cases.each_ref().map(in_rust), expected);
}
