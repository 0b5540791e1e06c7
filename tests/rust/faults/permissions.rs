//! Files and folders that may not be written. The superuser may write all of them, so the test runs as
//! nobody in particular when it was started as the superuser.

use crate::{beside, child, proof};
use crm_core::{Crm, Error};
use crm_tests::folder::Folder;
use std::fs::Permissions;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};

const FOLDER: &str = "CRM_READ_ONLY_FOLDER";
/// The user and group that own nothing.
const NOBODY: u32 = 65534;

#[test]
fn what_may_not_be_written_is_named_and_used_again_when_it_may() {
    let folder = Folder::new("read-only");
    let mut command = child("permissions::as_an_ordinary_user");
    if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        // Where the program is built may be closed to others.
        let program = folder.path().join("program");
        std::fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
        std::fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
        let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        command = std::process::Command::new(program);
        command.args(arguments).uid(NOBODY).gid(NOBODY);
        command.current_dir("/");
    }
    let inner = folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        chown(&inner, Some(NOBODY), Some(NOBODY)).unwrap();
    }
    let output = command.env(FOLDER, &inner).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{problems}");
    print!("{said}");
}

fn create(crm: &Crm) -> Result<String, Error> {
    let args = r#"{"name": "北京华信科技有限公司"}"#;
    crm.session().invoke("customer.create", args)
}

fn allow(path: &Path, mode: u32) {
    std::fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
#[ignore = "a part of what_may_not_be_written_is_named_and_used_again_when_it_may"]
fn as_an_ordinary_user() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else {
        return;
    };
    let path = folder.join("sales.db");
    let first = create(&Crm::open(&path).unwrap()).unwrap();
    assert!(!first.is_empty());
    allow(&path, 0o444);
    // It bites: this user is no superuser.
    std::fs::File::options()
        .write(true)
        .open(&path)
        .unwrap_err();
    let crm = Crm::open(&path);
    let error = match &crm {
        Ok(crm) => create(crm).unwrap_err(),
        Err(error) => error.clone(),
    };
    println!("a read-only file, opened {}: {error}", crm.is_ok());
    assert_eq!(error.kind(), "storage.read_only", "{error:?}");
    allow(&path, 0o644);
    let crm = crm.unwrap_or_else(|_| Crm::open(&path).unwrap());
    create(&crm).unwrap();
    drop(crm);

    allow(&folder, 0o555);
    std::fs::write(beside(&path, "-x"), "").unwrap_err();
    let error = Crm::open(&path).and_then(|crm| create(&crm)).unwrap_err();
    println!("a read-only folder: {error}");
    assert_eq!(error.kind(), "storage.read_only", "{error:?}");
    let error = Crm::open(folder.join("new.db")).unwrap_err();
    println!("a new file in a read-only folder: {error}");
    assert_eq!(error.kind(), "storage.open", "{error:?}");
    allow(&folder, 0o755);
    create(&Crm::open(&path).unwrap()).unwrap();

    allow(&path, 0o000);
    let error = Crm::open(&path).unwrap_err();
    println!("a file that may not be read: {error}");
    assert_eq!(error.kind(), "storage.open", "{error:?}");
    allow(&path, 0o644);
    let crm = Crm::open(&path).unwrap();
    create(&crm).unwrap();
    assert_eq!(proof::within(&crm, &[]).unwrap().commits, 4);
}
