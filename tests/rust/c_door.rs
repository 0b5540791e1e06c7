//! The C door as C hosts use it: programs of `tests/c` compiled and run against the shared and the
//! static library, plain, under AddressSanitizer and under valgrind; the exported names; the
//! header's own words.

#![cfg(test)]

use crm_tests::c_library::{
    self, Library, c_compiler, cpp_compiler, is_installed, package_flags, run,
};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs and whether they want the name of a file that does not exist yet.
const PROGRAMS: [(&str, bool); 9] = [
    ("lifecycle", true),
    ("misuse", false),
    ("documents", false),
    ("transactions", false),
    ("sql", false),
    ("copying", true),
    ("threads", true),
    ("faults", true),
    ("fork", false),
];

/// What a static library of Rust needs of the system.
const SYSTEM: [&str; 3] = ["-lpthread", "-ldl", "-lm"];

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("c_door")
        .join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn source(name: &str) -> PathBuf {
    crm_tests::root().join("tests/c").join(name)
}

fn link_shared(command: &mut Command, library: &Library) {
    command
        .arg("-L")
        .arg(library.folder())
        .arg("-lcrm")
        .arg("-lpthread");
    command.arg(format!("-Wl,-rpath,{}", library.folder().display()));
}

/// Compiles every program with `flags`, and runs it with `runner` before it.
fn every_program(name: &str, flags: &[&str], runner: &[&str], link: fn(&mut Command, &Library)) {
    let library = Library::build().unwrap();
    let folder = folder(name);
    for (program, wants_file) in PROGRAMS {
        let binary = folder.join(program);
        let mut compile = c_compiler();
        compile
            .arg("-g")
            .args(flags)
            .arg(source(&format!("{program}.c")));
        compile.arg("-o").arg(&binary);
        link(&mut compile, &library);
        run(&mut compile).unwrap_or_else(|error| panic!("{error}"));
        let mut started = match runner.split_first() {
            Some((first, rest)) => {
                let mut command = Command::new(first);
                command.args(rest).arg(&binary);
                command
            }
            None => Command::new(&binary),
        };
        if wants_file {
            started.arg(folder.join(format!("{program}.db")));
        }
        run(&mut started).unwrap_or_else(|error| panic!("{error}"));
    }
}

#[test]
fn c_programs_pass_with_the_shared_library() {
    every_program("shared", &[], &[], link_shared);
}

#[test]
fn c_programs_pass_with_the_static_library() {
    every_program("static", &[], &[], |command, library| {
        command.arg(&library.archive).args(SYSTEM);
    });
}

#[test]
fn c_programs_pass_under_address_and_undefined_behaviour_sanitizers() {
    let flags = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all"];
    every_program("sanitized", &flags, &[], link_shared);
}

#[test]
fn c_programs_pass_under_valgrind_without_a_leak() {
    if !is_installed("valgrind") {
        // A fresh machine has a compiler only; its AddressSanitizer has looked for the same faults.
        println!("\nNOT RUN: valgrind is not installed; only AddressSanitizer has looked\n");
        return;
    }
    let runner = [
        "valgrind",
        "--quiet",
        "--leak-check=full",
        // SQLite points into the middle of its pages: in the forked child, which must not close
        // what its parent has open, these count as "possibly" lost.
        "--errors-for-leak-kinds=definite,indirect",
        "--error-exitcode=99",
        "--child-silent-after-fork=yes",
    ];
    every_program("valgrind", &[], &runner, link_shared);
}

/// The sanitizers and valgrind are believed only because they see a leak made on purpose.
#[test]
fn a_document_that_is_never_freed_is_seen() {
    let library = Library::build().unwrap();
    let folder = folder("leak");
    let text = "#include \"crm.h\"\n\
        int main(void) { crm *c = 0; char *p = 0; crm_open(\"{\", &c, &p); p = 0; return 0; }\n";
    std::fs::write(folder.join("leak.c"), text).unwrap();
    let compile = |flag: &str| {
        let binary = folder.join("leak");
        let mut compile = c_compiler();
        compile
            .args(["-g", flag])
            .arg(folder.join("leak.c"))
            .arg("-o")
            .arg(&binary);
        link_shared(&mut compile, &library);
        run(&mut compile).unwrap_or_else(|error| panic!("{error}"));
        binary
    };
    let sanitized = compile("-fsanitize=address");
    let seen = run(&mut Command::new(sanitized)).unwrap_err();
    assert!(seen.contains("LeakSanitizer"), "{seen}");
    if is_installed("valgrind") {
        let mut valgrind = Command::new("valgrind");
        valgrind.args(["--quiet", "--leak-check=full", "--error-exitcode=99"]);
        let seen = run(valgrind.arg(compile("-O0"))).unwrap_err();
        assert!(seen.contains("definitely lost"), "{seen}");
    }
}

#[test]
fn the_header_is_cpp_17() {
    let library = Library::build().unwrap();
    let binary = folder("cpp").join("header");
    let mut compile = cpp_compiler();
    compile.arg(source("header.cpp")).arg("-o").arg(&binary);
    link_shared(&mut compile, &library);
    run(&mut compile).unwrap_or_else(|error| panic!("{error}"));
    run(&mut Command::new(binary)).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_program_builds_against_the_installed_library_alone() {
    let folder = folder("dist");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut dist = Command::new(cargo);
    dist.current_dir(crm_tests::root())
        .args(["run", "--quiet", "--package", "xtask", "--"]);
    run(dist.args(["dist", "--debug"]).arg(&folder)).unwrap_or_else(|error| panic!("{error}"));
    // Moved, as a package is when it is installed.
    let installed = folder.with_file_name("installed");
    let _ = std::fs::remove_dir_all(&installed);
    std::fs::rename(&folder, &installed).unwrap();
    let pkgconfig = installed.join("lib/pkgconfig");
    let built = |package: &str| {
        let file = pkgconfig.join(format!("{package}.pc"));
        let filled = std::fs::read_to_string(file).unwrap();
        assert!(!filled.contains('@'), "{filled}");
        let binary = installed.join(format!("misuse_{package}"));
        let mut compile = Command::new("cc");
        compile.arg("-std=c99").arg(source("misuse.c"));
        compile.arg("-o").arg(&binary);
        compile.args(package_flags(&pkgconfig, package).unwrap());
        run(&mut compile).unwrap_or_else(|error| panic!("{error}"));
        binary
    };
    let libraries = installed.join("lib");
    run(Command::new(built("crm")).env("LD_LIBRARY_PATH", &libraries)).unwrap();
    // The archive is in the program: it runs where no library lies.
    let archive = built("crm-static");
    std::fs::remove_dir_all(libraries).unwrap();
    run(&mut Command::new(archive)).unwrap();
}

fn declared() -> BTreeSet<String> {
    let text = std::fs::read_to_string(c_library::include().join("crm.symbols")).unwrap();
    let names = text
        .lines()
        .map(|line| line.split(' ').next().unwrap().to_owned());
    names.collect()
}

#[test]
fn the_shared_library_exports_exactly_the_declared_names() {
    let library = Library::build().unwrap();
    let mut nm = Command::new("nm");
    nm.args(["--dynamic", "--defined-only", "--format=posix"])
        .arg(&library.shared);
    let printed = String::from_utf8(run(&mut nm).unwrap().stdout).unwrap();
    let exported: BTreeSet<String> = printed
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect();
    assert_eq!(exported, declared());
}

/// Every function of the header is declared, and its comment has the parts hosts look for.
#[test]
fn every_function_of_the_header_says_who_owns_what() {
    let header = std::fs::read_to_string(c_library::include().join("crm.h")).unwrap();
    let symbols = std::fs::read_to_string(c_library::include().join("crm.symbols")).unwrap();
    let mut found = BTreeSet::new();
    for block in header.split("/**").skip(1) {
        let (comment, rest) = block.split_once("*/").unwrap();
        let declaration = rest.split(';').next().unwrap();
        let Some((head, _)) = declaration.split_once('(') else {
            continue;
        };
        let name = head.trim().rsplit([' ', '*']).next().unwrap().to_owned();
        if !declaration.trim().starts_with("typedef") {
            for part in ["Ownership:", "Threads:", "NULL:"] {
                assert!(comment.contains(part), "{name} does not say {part}");
            }
            let since = comment
                .split("Since: ")
                .nth(1)
                .unwrap_or_else(|| panic!("{name}"));
            let since = since.split_whitespace().next().unwrap();
            assert!(
                symbols.contains(&format!("{name} {since}\n")),
                "{name} {since}"
            );
            found.insert(name);
        }
    }
    assert_eq!(found, declared());
}
