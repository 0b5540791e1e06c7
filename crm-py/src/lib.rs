//! The native half of the Python package `crm`: opening a workspace, the workspaces of a server,
//! sessions, one call that runs any operation on a JSON document, and one for the host's own SQL.
//! Everything a person touches is Python above it.

mod copy;
mod database;
mod failure;
mod session;
mod values;
mod workspaces;

/// The module `crm._native`.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::copy::copy;
    #[pymodule_export]
    use crate::database::{Database, open};
    #[pymodule_export]
    use crate::session::Session;
    #[pymodule_export]
    use crate::workspaces::Workspaces;

    /// The version of the library.
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
