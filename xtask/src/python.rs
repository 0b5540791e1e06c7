//! The Python tools of the tests: a virtual environment under `target/`, filled once.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::steps::{Result, output, run};

/// A virtual environment that holds exactly what `tests/requirements.txt` pins.
pub(crate) struct Venv {
    folder: PathBuf,
}

impl Venv {
    /// Makes the environment, or takes the one that was filled from the same requirements by the
    /// same Python.
    pub(crate) fn prepare(root: &Path) -> Result<Self> {
        let venv = Self {
            folder: root.join("target").join("venv"),
        };
        let requirements = root.join("tests").join("requirements.txt");
        let python = base_python();
        let version = output(Command::new(&python).arg("--version")).map_err(|error| {
            format!("Python 3 is needed (the variable PYTHON may name it): {error}")
        })?;
        let wanted = format!("{version}\n{}", read(&requirements)?);
        let stamp = venv.folder.join("filled-from.txt");
        if venv.python().is_file() && read(&stamp).is_ok_and(|filled| filled == wanted) {
            println!("    target/venv is as tests/requirements.txt wants it");
            return Ok(venv);
        }
        println!("    filling target/venv with {version}");
        run(Command::new(&python)
            .args(["-m", "venv", "--clear"])
            .arg(&venv.folder))
        .map_err(|error| format!("Python 3 with its venv module is needed: {error}"))?;
        let mut pip = Command::new(venv.python());
        pip.args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
        ]);
        run(pip.arg("--requirement").arg(&requirements))?;
        // Written last, so that a fill that broke off is not taken for a whole one.
        std::fs::write(&stamp, wanted).map_err(|e| format!("{}: {e}", stamp.display()))?;
        Ok(venv)
    }

    /// The environment's own folder.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The environment's interpreter.
    pub(crate) fn python(&self) -> PathBuf {
        self.folder.join("bin").join("python")
    }

    /// A program that was installed into the environment.
    pub(crate) fn tool(&self, name: &str) -> Command {
        Command::new(self.folder.join("bin").join(name))
    }

    /// The folder that packages are installed into.
    pub(crate) fn site_packages(&self) -> Result<PathBuf> {
        let question = "import sysconfig; print(sysconfig.get_path('platlib'))";
        output(Command::new(self.python()).args(["-c", question])).map(PathBuf::from)
    }
}

fn base_python() -> std::ffi::OsString {
    std::env::var_os("PYTHON")
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "python3".into())
}

fn read(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
