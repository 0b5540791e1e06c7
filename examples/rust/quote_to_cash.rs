//! One sale, from an opportunity to collected money, told by the files of a folder.
//!
//! `cargo run --example quote_to_cash [FOLDER]` reads `examples/data` or your own folder
//! (`examples/data/README.md` says what is in it), writes the database file `quote_to_cash.db` into
//! the current folder, anew with each run, and prints the plans and the balances.

use crm_core::ageing::{Ageing, AgeingSums};
use crm_core::base::Date;
use crm_core::base::id::{CustomerId, Id};
use crm_core::collection::{BalanceOf, verify::Verify};
use crm_core::customer;
use crm_core::engine::{FixedClock, read_document};
use crm_core::opportunity::{self, OpportunityDocument};
use crm_core::order::{self, ApprovedOrder, Order};
use crm_core::quote::{self, Quote};
use crm_core::{Crm, Instant, Options, Session};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

const DEAL: &str = "deal.json";

/// The files before the deal, each with the operation whose arguments it holds.
const FILES: [(&str, &str); 9] = [
    ("calendar.json", "calendar.load"),
    ("rates.json", "rate.set"),
    ("terms.json", "terms.create"),
    ("products.json", "product.create"),
    ("price_list.json", "price_list.create"),
    ("prices.json", "price.set"),
    ("customers.json", "customer.create"),
    ("contacts.json", "contact.create"),
    ("pipeline.json", "pipeline.create"),
];

/// The fields by which a document of the files names another record: by its `external_ref`, a plan
/// by its place in the order.
const REFERENCES: [&str; 9] = [
    "customer",
    "contact",
    "product",
    "terms",
    "price_list",
    "pipeline",
    "opportunity",
    "order",
    "plan",
];

/// The lists in a document whose items name records too.
const LISTS: [&str; 2] = ["lines", "allocations"];

/// The moves of the opportunity before it is won.
const MOVES: usize = 3;

fn main() -> std::process::ExitCode {
    match tell() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("quote_to_cash: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn tell() -> Result {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/data");
    let folder = std::env::args_os().nth(1).map_or(shipped, PathBuf::from);
    let deal = read(&folder, DEAL)?;
    let file = std::env::current_dir()?.join("quote_to_cash.db");
    remove(&file)?;
    let clock = Arc::new(FixedClock::new(instant(&deal, "")?));
    let crm = Crm::open_with(Options {
        clock: clock.clone(),
        ..Options::new(&file)
    })?;
    let mut sale = Sale {
        session: crm.session(),
        clock,
        ids: BTreeMap::new(),
    };
    for (name, operation) in FILES {
        sale.set_up(&folder, name, operation)?;
    }
    sale.win(part(&deal, "opportunity", "")?)?;
    let quote = sale.quote(part(&deal, "quote", "")?)?;
    let approved = sale.order(&quote, part(&deal, "order", "")?)?;
    let steps = part(&deal, "steps", "")?.as_array();
    let steps = steps.ok_or_else(|| format!("{DEAL}: steps: not a list"))?;
    for (index, step) in steps.iter().enumerate() {
        sale.step(&approved, step, &format!("steps[{index}]"))?;
    }
    sale.ageing()?;
    if !sale.session.run(Verify {})?.clean {
        return Err("a stored balance differs from what it is computed from".into());
    }
    println!("\nEvery balance recomputed: clean");
    println!("\nThe database: {}", file.display());
    Ok(())
}

/// The sale while it is told.
struct Sale {
    session: Session,
    clock: Arc<FixedClock>,
    /// The ids of the records by their word and their name.
    ids: BTreeMap<(String, String), i64>,
}

impl Sale {
    /// Runs the operation with each document of a file: a list of them, or one alone.
    fn set_up(&mut self, folder: &Path, file: &str, operation: &str) -> Result {
        let (documents, alone) = match read(folder, file)? {
            Value::Array(documents) => (documents, false),
            document => (vec![document], true),
        };
        println!("{file}: {} × {operation}", documents.len());
        for (index, document) in documents.into_iter().enumerate() {
            let place = if alone {
                String::new()
            } else {
                format!("[{index}]")
            };
            let _: Value = self.invoke(operation, document, file, &place)?;
        }
        Ok(())
    }

    fn win(&mut self, document: &Value) -> Result {
        let made: OpportunityDocument =
            self.invoke("opportunity.create", document.clone(), DEAL, "opportunity")?;
        for _ in 0..MOVES {
            self.session.run(opportunity::Advance::new(made.id))?;
        }
        let won = self.session.run(opportunity::Win::new(made.id))?;
        println!("\nOpportunity {}: won after {MOVES} moves", won.name);
        Ok(())
    }

    fn quote(&mut self, document: &Value) -> Result<Quote> {
        let quote: Quote = self.invoke("quote.create", document.clone(), DEAL, "quote")?;
        self.session.run(quote::Send::new(quote.id))?;
        let quote = self.session.run(quote::Accept::new(quote.id))?;
        println!("\nQuote {}, {}:", quote.number, quote.currency);
        for line in &quote.lines {
            println!(
                "  {}: {} × {}, net {}, tax {}",
                line.description, line.quantity, line.unit_price, line.net, line.tax
            );
        }
        println!(
            "  net {} tax {} gross {}",
            quote.net, quote.tax, quote.gross
        );
        Ok(quote)
    }

    fn order(&mut self, quote: &Quote, document: &Value) -> Result<ApprovedOrder> {
        let mut document = document.clone();
        if let Some(fields) = document.as_object_mut() {
            fields.insert("quote".to_owned(), quote.id.raw().into());
        }
        // One decision: the order stands approved with its plans, or not at all. What fails before
        // the commit is rolled back with the session.
        self.session.begin()?;
        let order: Order = self.invoke("quote.convert", document, DEAL, "order")?;
        self.session.run(order::Submit::new(order.id))?;
        let approved = self.session.run(order::Approve::new(order.id))?;
        self.session.commit()?;
        let name = order.external_ref.as_ref().map(ToString::to_string);
        self.name("order", name.as_deref(), order.id.raw());
        println!(
            "\nOrder {}: gross {}",
            approved.order.number, approved.order.gross
        );
        for plan in &approved.plans {
            let due = shown(plan.due_on);
            println!("  plan {}: {} due {due}", plan.sequence, plan.amount);
            self.name("plan", Some(&plan.sequence.to_string()), plan.id.raw());
        }
        for warning in &approved.warnings {
            println!("  warning: {}", warning.message);
        }
        Ok(approved)
    }

    /// What happens next, and how the order and its customer stand afterwards.
    fn step(&mut self, approved: &ApprovedOrder, step: &Value, place: &str) -> Result {
        let now = instant(step, place)?;
        self.clock.set(now);
        let title = words(step, "title", place)?;
        let operation = words(step, "operation", place)?;
        let arguments = part(step, "arguments", place)?.clone();
        let _: Value = self.invoke(operation, arguments, DEAL, &join(place, "arguments"))?;
        let order = approved.order.id;
        println!("\n{}: {title}", &now.to_string()[..10]);
        for plan in self.session.run(order::Get { order })?.plans {
            let (open, due) = (plan.open, shown(plan.due_on));
            println!(
                "  plan {}: open {open} of {} due {due}",
                plan.sequence, plan.amount
            );
            self.name("plan", Some(&plan.sequence.to_string()), plan.id.raw());
        }
        let customer = approved.order.customer;
        for balance in self.session.run(BalanceOf { customer })?.balances {
            println!(
                "  balance {}: open {} overdue {} credit {}",
                balance.currency, balance.open, balance.overdue, balance.credit
            );
        }
        Ok(())
    }

    /// What is open by how long it has been due, customer by customer.
    fn ageing(&mut self) -> Result {
        let report = self.session.run(Ageing::default())?;
        println!("\nAgeing on {}:", report.as_of);
        for line in &report.items {
            let customer = CustomerId::from_raw(line.group.unwrap_or_default());
            let name = self.session.run(customer::Get { customer })?.name;
            println!("  {name}, {}", aged(&line.sums, &report.boundaries));
        }
        for sums in &report.totals {
            println!("  together, {}", aged(sums, &report.boundaries));
        }
        Ok(())
    }

    /// Runs an operation with a document of the files and remembers the record it made. `place` is
    /// where the document stands in its file.
    fn invoke<T: DeserializeOwned>(
        &mut self,
        operation: &str,
        mut document: Value,
        file: &str,
        place: &str,
    ) -> Result<T> {
        self.resolve(&mut document, file, place)?;
        let answer = self.session.invoke(operation, &document.to_string());
        let answer = answer.map_err(|error| located(error, file, place))?;
        let made: Value = serde_json::from_str(&answer)?;
        let word = operation.split('.').next().unwrap_or(operation);
        if let Some(id) = made.get("id").and_then(Value::as_i64) {
            self.name(word, made.get("external_ref").and_then(Value::as_str), id);
        }
        Ok(serde_json::from_value(made)?)
    }

    /// Remembers what a record is called.
    fn name(&mut self, word: &str, name: Option<&str>, id: i64) {
        if let Some(name) = name {
            self.ids.insert((word.to_owned(), name.to_owned()), id);
        }
    }

    /// Puts ids where the document and the items of its lists name other records.
    fn resolve(&self, document: &mut Value, file: &str, place: &str) -> Result {
        for field in REFERENCES {
            let Some(value) = document.get_mut(field) else {
                continue;
            };
            if let Some(name) = value.as_str() {
                let id = self.ids.get(&(field.to_owned(), name.to_owned()));
                let at = join(place, field);
                *value = Value::from(*id.ok_or(format!("{file}: {at}: no such {field}: {name}"))?);
            }
        }
        for list in LISTS {
            let items = document.get_mut(list).and_then(Value::as_array_mut);
            for (index, item) in items.into_iter().flatten().enumerate() {
                self.resolve(item, file, &join(place, &format!("{list}[{index}]")))?;
            }
        }
        Ok(())
    }
}

/// A due date; what waits for its event has none yet.
fn shown(due_on: Option<Date>) -> String {
    due_on.map_or_else(|| "later".to_owned(), |day| day.to_string())
}

/// One line of the ageing table: what is not due, each bucket, what is over, the credit beside it.
fn aged(sums: &AgeingSums, boundaries: &[u32]) -> String {
    let mut text = format!("{}: not due {}", sums.currency, sums.not_due);
    let mut first = 1;
    for (last, open) in boundaries.iter().zip(&sums.buckets) {
        text.push_str(&format!(", {first}-{last} days {open}"));
        first = last + 1;
    }
    text.push_str(&format!(", over {}, credit {}", sums.over, sums.credit));
    text
}

/// What the library refused, with the file and the field in it.
fn located(error: crm_core::Error, file: &str, place: &str) -> String {
    let error = if place.is_empty() {
        error
    } else {
        error.under(place)
    };
    match error.field() {
        Some(field) => format!("{file}: {field}: {error}"),
        None => format!("{file}: {error}"),
    }
}

fn join(place: &str, field: &str) -> String {
    if place.is_empty() {
        field.to_owned()
    } else {
        format!("{place}.{field}")
    }
}

fn read(folder: &Path, file: &str) -> Result<Value> {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(read_document(&text).map_err(|error| located(error, file, ""))?)
}

/// A field that must be there.
fn part<'v>(document: &'v Value, field: &str, place: &str) -> Result<&'v Value> {
    let found = document.get(field).filter(|value| !value.is_null());
    Ok(found.ok_or_else(|| format!("{DEAL}: {}: missing", join(place, field)))?)
}

/// A field that must be text.
fn words<'v>(document: &'v Value, field: &str, place: &str) -> Result<&'v str> {
    let found = part(document, field, place)?.as_str();
    Ok(found.ok_or_else(|| format!("{DEAL}: {}: not text", join(place, field)))?)
}

fn instant(document: &Value, place: &str) -> Result<Instant> {
    let now = words(document, "now", place)?;
    Ok(Instant::parse(now).map_err(|error| located(error, DEAL, &join(place, "now")))?)
}

/// Removes the database of the run before, with the files SQLite keeps beside it.
fn remove(file: &Path) -> Result {
    for ending in ["db", "db-wal", "db-shm"] {
        match std::fs::remove_file(file.with_extension(ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}
