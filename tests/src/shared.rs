//! A backend that a workspace uses and a test keeps.

use crm_core::Result;
use crm_core::storage::{Backend, Database, Dialect};
use std::sync::Arc;

/// A backend of several owners.
#[derive(Clone)]
pub struct Shared(pub Arc<dyn Backend>);

impl Backend for Shared {
    fn write(&self) -> Result<Box<dyn Database>> {
        self.0.write()
    }

    fn write_shared(&self) -> Result<Box<dyn Database>> {
        self.0.write_shared()
    }

    fn read(&self) -> Result<Box<dyn Database>> {
        self.0.read()
    }

    fn dialect(&self) -> Dialect {
        self.0.dialect()
    }

    fn tables(&self, db: &mut dyn Database) -> Result<Vec<String>> {
        self.0.tables(db)
    }
}
