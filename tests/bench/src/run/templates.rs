//! The workspaces that runs begin with, each made when it is first asked for.

use super::list::{MANY, Sizes, Template};
use super::{copy, remove};
use crate::compare::{prove, reports};
use crate::place::{Workspace, count_rows, move_to};
use crate::workload::{Ids, Job, Task, WARM_UP};
use crate::{Result, library, setup};
use std::path::{Path, PathBuf};

/// Deals of a proof beside those that warm up.
const PROVEN: usize = 100;
/// Deals done before on a server.
const PAST: usize = 500;

pub(super) struct Templates<'a> {
    folder: &'a Path,
    server: String,
    sizes: &'a Sizes,
    made: Vec<Template>,
}

impl<'a> Templates<'a> {
    pub(super) fn new(folder: &'a Path, server: String, sizes: &'a Sizes) -> Self {
        Self {
            folder,
            server,
            sizes,
            made: Vec::new(),
        }
    }

    fn place(&self, template: Template) -> PathBuf {
        self.folder.join(match template {
            Template::Deals => "deals.db",
            Template::Orders(count) => return self.folder.join(format!("orders-{count}.db")),
            Template::ServerDeals => "deals_on_server.url",
            Template::ServerOrders => "settle_on_server.url",
        })
    }

    /// Where a template stands.
    pub(super) fn get(&mut self, template: Template) -> Result<PathBuf> {
        let place = self.place(template);
        if self.made.contains(&template) {
            return Ok(place);
        }
        remove(&place)?;
        match template {
            Template::Deals => setup::deals(&place)?,
            Template::Orders(count) => {
                eprintln!("making {count} orders");
                setup::orders(&place, count)?;
                let lines = reports(&place)?;
                eprintln!("both report the same {lines} lines");
            }
            Template::ServerDeals => {
                let file = self.past("past.db")?;
                self.on_server("deals", &file, &place)?;
            }
            Template::ServerOrders => {
                let file = self.past("settle.db")?;
                setup::settle(&file, self.sizes.steps + MANY * WARM_UP)?;
                self.on_server("settle", &file, &place)?;
            }
        }
        self.made.push(template);
        Ok(place)
    }

    /// A copy of the deals' file with deals that were done before: a server plans its statements by
    /// how many rows it knows of, and keeps the plans.
    fn past(&mut self, name: &str) -> Result<PathBuf> {
        let template = self.get(Template::Deals)?;
        let file = self.folder.join(name);
        copy(&template, &file)?;
        library::run(&Job {
            task: Task::Deals,
            ids: Ids::read(&file)?,
            file: file.clone(),
            full: false,
            count: PAST,
            batch: PAST,
            hands: 1,
            json: false,
        })?;
        Ok(file)
    }

    /// Copies a file to a database of its own, by the library.
    fn on_server(&self, name: &str, file: &Path, place: &Path) -> Result {
        let workspace = Workspace::on(&self.server).in_database(name)?;
        workspace.make(None)?;
        move_to(&workspace, file, place)?;
        count_rows(&workspace)
    }

    /// Does the same deals by the library and by hand on both engines; answers how many rows are the
    /// same on each.
    pub(super) fn prove(&mut self) -> Result<(usize, usize)> {
        let template = self.get(Template::Deals)?;
        let on_file = ["library.db", "hand.db"].map(|name| self.folder.join(name));
        let on_server = ["library.url", "hand.url"].map(|name| self.folder.join(name));
        for place in &on_file {
            copy(&template, place)?;
        }
        for place in &on_server {
            let name = place.file_stem().unwrap_or_default().to_string_lossy();
            self.on_server(&name, &template, place)?;
        }
        let proven = (same(&on_file)?, same(&on_server)?);
        on_file
            .iter()
            .chain(&on_server)
            .try_for_each(|place| remove(place))?;
        Ok(proven)
    }

    /// Removes what was made in the folder; the databases go with their server.
    pub(super) fn remove(self) -> Result {
        for template in &self.made {
            remove(&self.place(*template))?;
        }
        ["past", "settle", "work"]
            .into_iter()
            .try_for_each(|name| remove(&self.folder.join(name)))
    }
}

fn same([by_library, by_hand]: &[PathBuf; 2]) -> Result<usize> {
    prove(by_library, by_hand, PROVEN)
}
