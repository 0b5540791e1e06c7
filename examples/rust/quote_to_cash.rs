//! One sale, from an opportunity to collected money, told by the files of a folder.
//!
//! `cargo run --example quote_to_cash [FOLDER]` reads `examples/data` or your own folder
//! (`examples/data/README.md` says what is in it), writes the database file `quote_to_cash.db` into
//! the current folder, anew with each run, and prints the plans and the balances.

use crm_core::collection::{
    self, BalanceOf,
    verify::{Verification, Verify},
};
use crm_core::engine::FixedClock;
use crm_core::opportunity::{self, OpportunityDocument};
use crm_core::order::{self, ApprovedOrder};
use crm_core::quote::{self, Quote};
use crm_core::{Crm, Instant, Options, Session};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The fields by which a document of the files names another record, by its `external_ref`.
const REFERENCES: [&str; 7] = [
    "customer",
    "contact",
    "product",
    "terms",
    "price_list",
    "pipeline",
    "opportunity",
];

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
    let file = std::env::current_dir()?.join("quote_to_cash.db");
    remove(&file)?;
    let deal = read(&folder, "deal.json")?;
    let clock = Arc::new(FixedClock::new(instant(&deal)?));
    let crm = Crm::open_with(Options {
        clock: clock.clone(),
        ..Options::new(&file)
    })?;
    let mut sale = Sale {
        session: crm.session(),
        clock,
        ids: BTreeMap::new(),
    };
    sale.set_up(&folder)?;
    sale.win(part(&deal, "opportunity")?)?;
    let quote = sale.quote(part(&deal, "quote")?)?;
    let approved = sale.order(&quote)?;
    sale.collect(&approved, part(&deal, "receipts")?)?;
    sale.verify()?;
    println!("\nThe database: {}", file.display());
    Ok(())
}

/// The sale while it is told.
struct Sale {
    session: Session,
    clock: Arc<FixedClock>,
    /// The ids of the records by their word and their `external_ref`.
    ids: BTreeMap<(String, String), i64>,
}

impl Sale {
    fn set_up(&mut self, folder: &Path) -> Result {
        let files = [
            ("calendar.load", "calendar.json"),
            ("terms.create", "terms.json"),
            ("product.create", "products.json"),
            ("price_list.create", "price_list.json"),
            ("price.set", "prices.json"),
            ("customer.create", "customers.json"),
            ("contact.create", "contacts.json"),
            ("pipeline.create", "pipeline.json"),
        ];
        for (operation, file) in files {
            let documents = match read(folder, file)? {
                Value::Array(documents) => documents,
                one => vec![one],
            };
            println!("{file}: {} × {operation}", documents.len());
            for document in documents {
                let _: Value = self
                    .invoke(operation, document)
                    .map_err(|error| format!("{file}: {error}"))?;
            }
        }
        Ok(())
    }

    fn win(&mut self, document: &Value) -> Result {
        let created: OpportunityDocument = self.invoke("opportunity.create", document.clone())?;
        let opportunity = created.id;
        for _ in 0..MOVES {
            self.session.run(opportunity::Advance {
                opportunity,
                version: None,
                stage: None,
                reason: None,
            })?;
        }
        let won = self.session.run(opportunity::Win {
            opportunity,
            version: None,
            closed_on: None,
        })?;
        let name = &won.name;
        println!("\nOpportunity {name}: won after {MOVES} moves");
        Ok(())
    }

    fn quote(&mut self, document: &Value) -> Result<Quote> {
        let quote: Quote = self.invoke("quote.create", document.clone())?;
        self.session.run(quote::Send {
            quote: quote.id,
            version: None,
        })?;
        let quote = self.session.run(quote::Accept {
            quote: quote.id,
            version: None,
            accepted_on: None,
        })?;
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

    fn order(&mut self, quote: &Quote) -> Result<ApprovedOrder> {
        // From here on it is one decision: the order stands approved with its plans, or not at all.
        let approved = self.session.transaction(|session| {
            let order = session.run(quote::Convert {
                quote: quote.id,
                version: None,
                lines: None,
                number: None,
                terms: None,
                signed_on: None,
                contract: None,
                project: None,
                external_ref: None,
            })?;
            session.run(order::Submit {
                order: order.id,
                version: None,
            })?;
            session.run(order::Approve {
                order: order.id,
                version: None,
                note: None,
            })
        })?;
        println!(
            "\nOrder {}: gross {}",
            approved.order.number, approved.order.gross
        );
        for plan in &approved.plans {
            println!(
                "  plan {}: {} due {}",
                plan.sequence, plan.amount, plan.due_on
            );
        }
        for warning in &approved.warnings {
            println!("  warning: {}", warning.message);
        }
        Ok(approved)
    }

    fn collect(&mut self, approved: &ApprovedOrder, receipts: &Value) -> Result {
        for entry in receipts
            .as_array()
            .ok_or("deal.json: `receipts` is no list")?
        {
            self.clock.set(instant(entry)?);
            let document = part(entry, "receipt")?.clone();
            let recorded: collection::Receipt = self.invoke("receipt.record", document)?;
            let receipt = self.session.run(collection::Confirm {
                receipt: recorded.id,
                version: None,
                allocations: None,
            })?;
            println!("\nReceived {} on {}", receipt.amount, receipt.received_on);
            let plans = self.session.run(collection::List {
                order: Some(approved.order.id),
                ..collection::List::default()
            })?;
            for plan in plans.items {
                println!(
                    "  plan {}: open {} of {}",
                    plan.sequence, plan.open, plan.amount
                );
            }
            let customer = approved.order.customer;
            for balance in self.session.run(BalanceOf { customer })?.balances {
                println!(
                    "  balance {}: open {} overdue {} credit {}",
                    balance.currency, balance.open, balance.overdue, balance.credit
                );
            }
        }
        Ok(())
    }

    fn verify(&mut self) -> Result {
        let proof: Verification = self.session.run(Verify {})?;
        if !proof.clean {
            return Err(format!("balances differ: {:?}", proof.differences).into());
        }
        println!("\nEvery balance recomputed: clean");
        Ok(())
    }

    /// Runs an operation with a document of the files and remembers the record it made.
    fn invoke<T: DeserializeOwned>(&mut self, operation: &str, mut document: Value) -> Result<T> {
        self.resolve(&mut document)?;
        let answer = self.session.invoke(operation, &document.to_string())?;
        let made: Value = serde_json::from_str(&answer)?;
        let word = operation.split('.').next().unwrap_or(operation);
        let name = made.get("external_ref").and_then(Value::as_str);
        if let (Some(name), Some(id)) = (name, made.get("id").and_then(Value::as_i64)) {
            self.ids.insert((word.to_owned(), name.to_owned()), id);
        }
        Ok(serde_json::from_value(made)?)
    }

    /// Puts ids where the document names other records.
    fn resolve(&self, document: &mut Value) -> Result {
        match document {
            Value::Array(items) => items.iter_mut().try_for_each(|item| self.resolve(item)),
            Value::Object(fields) => fields.iter_mut().try_for_each(|(field, value)| {
                match value
                    .as_str()
                    .filter(|_| REFERENCES.contains(&field.as_str()))
                {
                    None => self.resolve(value),
                    Some(name) => {
                        let id = self.ids.get(&(field.clone(), name.to_owned()));
                        *value = Value::from(*id.ok_or(format!("no {field} is called {name}"))?);
                        Ok(())
                    }
                }
            }),
            _ => Ok(()),
        }
    }
}

fn read(folder: &Path, file: &str) -> Result<Value> {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn part<'v>(document: &'v Value, field: &str) -> Result<&'v Value> {
    Ok(document
        .get(field)
        .ok_or_else(|| format!("deal.json: no `{field}`"))?)
}

fn instant(document: &Value) -> Result<Instant> {
    let now = part(document, "now")?.as_str();
    Ok(Instant::parse(now.ok_or("deal.json: `now` is no text")?)?)
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
