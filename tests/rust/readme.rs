//! README.md: the sale it shows in three languages is compiled, run, and prints what it says.

#![cfg(test)]

use crm_tests::c_library::{package_flags, run};
use crm_tests::programs::{cargo, compile, python};
use crm_tests::root;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// By hand: 3 × 1,200.00 = 3,600.00 and 13 % of it 468.00: 4,068.00. 30 %: 1,220.40; up to 100 %
/// 4,068.00, less that: 2,847.60 (M5). 2,000.00 pays the plan due first whole, and 779.60 of the
/// second (M17): 2,068.00 stay open and nothing is left over.
const PRINTED: &str = "plan 1: 1220.40\nplan 2: 2847.60\nopen 2068.00, credit 0.00\n";

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// The one block of a language.
fn block(language: &str) -> String {
    let readme = readme();
    let opening = format!("```{language}\n");
    let mut blocks = readme.split(&opening).skip(1);
    let block = blocks.next().unwrap_or_else(|| panic!("no {language}"));
    assert!(blocks.next().is_none(), "one block of {language}");
    block.split("```\n").next().unwrap().to_owned()
}

/// The block of a language as a file in a folder of its own.
fn written(language: &str, name: &str) -> (PathBuf, PathBuf) {
    written_in(language, language, name)
}

fn written_in(place: &str, language: &str, name: &str) -> (PathBuf, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("readme")
        .join(place);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    let source = folder.join(name);
    std::fs::write(&source, block(language)).unwrap();
    (folder, source)
}

fn printed(command: &mut Command) -> String {
    let output = run(command).unwrap_or_else(|error| panic!("{error}"));
    String::from_utf8(output.stdout).unwrap()
}

/// The library as cargo builds it: the file to name and the folder of what it needs.
fn core_library() -> (PathBuf, PathBuf) {
    let mut build = cargo();
    build.current_dir(root());
    build.args(["build", "--package", "crm-core", "--message-format", "json"]);
    let messages = printed(&mut build);
    let files = messages.lines().flat_map(|line| {
        let message: Value = serde_json::from_str(line).unwrap();
        let ours =
            message["target"]["name"] == "crm_core" && message["reason"] == "compiler-artifact";
        let files = message["filenames"].as_array().cloned().unwrap_or_default();
        files.into_iter().filter(move |_| ours)
    });
    let mut files = files.filter_map(|file| file.as_str().map(PathBuf::from));
    let library = files
        .rfind(|file| file.extension().is_some_and(|ending| ending == "rlib"))
        .unwrap();
    let needed = library.parent().unwrap().join("deps");
    (library, needed)
}

#[test]
fn the_readme_says_what_its_sale_prints() {
    assert_eq!(block("text"), PRINTED);
}

#[test]
fn the_rust_sale_of_the_readme_runs() {
    let (folder, source) = written("rust", "sale.rs");
    let (library, needed) = core_library();
    let binary = folder.join("sale");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut compiler = Command::new(rustc);
    compiler.args(["--edition", "2024", "-D", "warnings", "--extern"]);
    compiler.arg(format!("crm_core={}", library.display()));
    compiler
        .arg("-L")
        .arg(format!("dependency={}", needed.display()));
    run(compiler.arg(source).arg("-o").arg(&binary)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(printed(&mut Command::new(binary)), PRINTED);
}

#[test]
fn the_c_sale_of_the_readme_runs() {
    let (folder, source) = written("c", "sale.c");
    let short = format!("-I{}", root().join("examples/c").display());
    let flags = [
        &short,
        "-fsanitize=address,undefined",
        "-fno-sanitize-recover=all",
    ];
    let binary = compile(&source, &folder, &flags).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(printed(&mut Command::new(binary)), PRINTED);
}

/// Character by character as the README says it, with a folder for `DIR`.
#[test]
fn the_c_sale_links_by_the_commands_of_the_readme() {
    let (folder, source) = written_in("linked", "c", "sale.c");
    let installed = folder.join("installed");
    assert_eq!(source, folder.join("sale.c"));
    let short = root().join("examples/c/crm_short.h");
    std::fs::copy(short, folder.join("crm_short.h")).unwrap();
    let mut dist = cargo();
    dist.current_dir(root());
    dist.args(["run", "--quiet", "--package", "xtask", "--"]);
    printed(dist.args(["dist", "--debug"]).arg(&installed));
    let readme = readme();
    let (_, rest) = readme.split_once("  ```sh\n").unwrap();
    let (commands, _) = rest.split_once("  ```\n").unwrap();
    let mut commands = commands.replace("DIR", installed.to_str().unwrap());
    for package in ["crm", "crm-static"] {
        let flags = package_flags(&installed.join("lib/pkgconfig"), package).unwrap();
        let asked = format!("$(pkg-config --cflags --libs {package})");
        assert!(commands.contains(&asked), "{commands}");
        commands = commands.replace(&asked, &flags.join(" "));
    }
    let mut shell = Command::new("sh");
    shell.args(["-e", "-c", &commands]).current_dir(&folder);
    printed(&mut shell);
    for linked in ["sale", "sale-static"] {
        assert_eq!(printed(&mut Command::new(folder.join(linked))), PRINTED);
    }
}

#[test]
fn the_python_sale_of_the_readme_runs_and_its_types_hold() {
    let (folder, source) = written("python", "sale.py");
    assert_eq!(printed(python().unwrap().arg(&source)), PRINTED);
    let mut mypy = python().unwrap();
    mypy.args(["-m", "mypy", "--strict"]).arg(&source);
    printed(mypy.current_dir(folder));
}

/// A link into the project leads somewhere.
#[test]
fn the_links_of_the_readme_lead_to_files() {
    let readme = readme();
    let targets = readme
        .split("](")
        .skip(1)
        .map(|rest| rest.split(')').next().unwrap());
    let mut found = 0;
    for target in targets.filter(|target| !target.contains("://")) {
        assert!(root().join(target).exists(), "{target}");
        found += 1;
    }
    assert!(found > 5, "{found}");
}
