//! Where a workspace is: an SQLite file, or a file `.url` with the address of one on a server.

use crate::workload::beside;
use crate::{Result, setup};
use crm_core::Options;
use postgres::{Client, NoTls};
use std::path::Path;

/// The workspace in each database of ours.
const NAME: &str = "crm";

/// A workspace on a server.
pub(crate) struct Workspace {
    /// The URL of its database.
    pub(crate) server: String,
    /// Its name, which is that of its schema.
    pub(crate) name: String,
}

/// Whether a place says where on a server.
pub(crate) fn is_on_server(place: &Path) -> bool {
    place.extension().is_some_and(|ending| ending == "url")
}

impl Workspace {
    pub(crate) fn at(place: &Path) -> Result<Self> {
        let url = std::fs::read_to_string(place)?;
        let (server, name) = url.split_once("?workspace=").ok_or("no workspace")?;
        Ok(Self {
            server: server.to_owned(),
            name: name.to_owned(),
        })
    }

    /// The URL the library opens it with.
    pub(crate) fn url(&self) -> String {
        format!("{}?workspace={}", self.server, self.name)
    }

    /// Notes it in a place, with the ids of another.
    fn note(&self, place: &Path, ids_of: &Path) -> Result {
        std::fs::write(place, self.url())?;
        std::fs::copy(beside(ids_of), beside(place))?;
        Ok(())
    }

    /// The server and the name of its database.
    pub(crate) fn database(&self) -> Result<(&str, &str)> {
        Ok(self.server.rsplit_once('/').ok_or("no database")?)
    }

    /// The same workspace in another database of the server.
    pub(crate) fn in_database(&self, name: &str) -> Result<Self> {
        Ok(Self {
            server: format!("{}/{name}", self.database()?.0),
            name: self.name.clone(),
        })
    }

    /// One in the database that a URL of a server names.
    pub(crate) fn on(server: &str) -> Self {
        Self {
            server: server.to_owned(),
            name: NAME.to_owned(),
        }
    }

    /// Makes its database anew, empty or a copy of another's, in place of what was there.
    pub(crate) fn make(&self, template: Option<&Self>) -> Result {
        let (server, name) = self.database()?;
        let template = match template {
            Some(template) => template.database()?.1,
            None => "template0",
        };
        let mut client = Client::connect(&format!("{server}/postgres"), NoTls)?;
        client.batch_execute(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))?;
        client.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template}"))?;
        // Pages are written to the log in whole when they change first after a checkpoint: everybody
        // begins right behind one.
        Ok(client.batch_execute("CHECKPOINT")?)
    }
}

/// Lets the server count its rows, which it does by itself sooner or later.
pub(crate) fn count_rows(workspace: &Workspace) -> Result {
    let mut client = Client::connect(&workspace.server, NoTls)?;
    Ok(client.batch_execute("VACUUM ANALYZE")?)
}

/// Copies a file to a workspace on a server and notes it in a place.
pub(crate) fn move_to(workspace: &Workspace, file: &Path, place: &Path) -> Result {
    let to = Options::new(workspace.url());
    crm_core::engine::copy(&setup::options(file)?, &to, &mut |_| true)?;
    workspace.note(place, file)
}

/// Copies a workspace with its ids, in place of what was there.
pub(crate) fn copy(template: &Path, place: &Path) -> Result {
    remove(place)?;
    if is_on_server(template) {
        let template_of = Workspace::at(template)?;
        let workspace = template_of.in_database("work")?;
        workspace.make(Some(&template_of))?;
        return workspace.note(place, template);
    }
    std::fs::copy(template, place)?;
    std::fs::copy(beside(template), beside(place))?;
    Ok(())
}

/// Removes what stands in a place; a database stays until the next one takes its place.
pub(crate) fn remove(place: &Path) -> Result {
    for ending in ["db", "db-wal", "db-shm", "ids", "url"] {
        match std::fs::remove_file(place.with_extension(ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
