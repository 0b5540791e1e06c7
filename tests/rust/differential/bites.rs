//! A difference is found: one of two workspaces is tampered with behind the library's back.

use crate::case::Case;
use crate::words::Words;
use crm_core::Result;
use crm_core::base::messages::STORAGE_ROW;
use crm_core::storage::{
    Backend, Database, Dialect, HostStatement, Row, SqlAnswer, Statement, Value, ValueRef,
};
use crm_tests::pair::Pair;
use std::sync::Arc;

/// What is done to the second workspace.
#[derive(Debug, Clone, Copy)]
enum Tampering {
    /// Nothing: then nothing may be found either.
    None,
    /// Several rows of a table come in another order.
    Reversed(&'static str),
    /// The last of several rows of a table is left out.
    Cut(&'static str),
    /// A number of a table's rows is one more.
    More(&'static str),
    /// A statement that begins like this is not carried out.
    Lost(&'static str),
}

const ALL: [Tampering; 8] = [
    Tampering::Reversed("FROM crm_order "),
    Tampering::Reversed("FROM crm_department"),
    Tampering::Cut("FROM crm_customer "),
    Tampering::Cut("FROM crm_gram"),
    Tampering::More("FROM crm_plan "),
    Tampering::More("SELECT value FROM crm_counter WHERE name = 'feed_floor'"),
    Tampering::Lost("INSERT INTO crm_request"),
    Tampering::Lost("INSERT INTO crm_gram"),
];

/// Cases until a tampering must have been found.
const CASES: u64 = 60;

fn found(words: &Words, tampering: Tampering) -> Option<(u64, String)> {
    (1..=CASES).find_map(|seed| {
        let wrap = |inner| Arc::new(Tampered { inner, tampering }) as _;
        let mut pair = Pair::in_memory(wrap);
        let outcome = Case::new(&mut pair, words, seed).run();
        outcome.err().map(|difference| (seed, difference))
    })
}

#[test]
fn every_tampering_is_seen() {
    let words = Words::read();
    let mut unseen = Vec::new();
    for tampering in ALL {
        match found(&words, tampering) {
            Some((seed, _)) => println!("{tampering:?}: found in case {seed}"),
            None => unseen.push(tampering),
        }
    }
    assert!(unseen.is_empty(), "not found in {CASES} cases: {unseen:?}");
}

#[test]
fn two_that_are_alike_answer_alike() {
    let found = found(&Words::read(), Tampering::None);
    assert!(found.is_none(), "{found:?}");
}

struct Tampered {
    inner: Arc<dyn Backend>,
    tampering: Tampering,
}

impl Tampered {
    fn wrap(&self, inner: Box<dyn Database>) -> Box<dyn Database> {
        let tampering = self.tampering;
        Box::new(Open { inner, tampering })
    }
}

impl Backend for Tampered {
    fn write(&self) -> Result<Box<dyn Database>> {
        self.inner.write().map(|db| self.wrap(db))
    }

    fn read(&self) -> Result<Box<dyn Database>> {
        self.inner.read().map(|db| self.wrap(db))
    }

    fn dialect(&self) -> Dialect {
        self.inner.dialect()
    }
}

struct Open {
    inner: Box<dyn Database>,
    tampering: Tampering,
}

struct Kept(Vec<Value>);

impl Row for Kept {
    fn value(&self, index: usize) -> Result<ValueRef<'_>> {
        Ok(match self.0.get(index) {
            Some(Value::Int(value)) => ValueRef::Int(*value),
            Some(Value::Text(text)) => ValueRef::Text(text),
            Some(Value::Bytes(bytes)) => ValueRef::Bytes(bytes),
            Some(Value::Null) => ValueRef::Null,
            None => return Err(STORAGE_ROW.error()),
        })
    }
}

fn kept(row: &dyn Row) -> Kept {
    let values = (0..).map_while(|index| row.value(index).ok());
    let values = values.map(|value| match value {
        ValueRef::Null => Value::Null,
        ValueRef::Int(value) => Value::Int(value),
        ValueRef::Text(text) => Value::Text(text.to_owned()),
        ValueRef::Bytes(bytes) => Value::Bytes(bytes.to_vec()),
    });
    Kept(values.collect())
}

impl Open {
    fn tamper(&self, sql: &str, rows: &mut Vec<Kept>) {
        match self.tampering {
            Tampering::Reversed(part) if sql.contains(part) => rows.reverse(),
            Tampering::Cut(part) if sql.contains(part) && rows.len() > 1 => drop(rows.pop()),
            Tampering::More(part) if sql.contains(part) => {
                let numbers = rows.iter_mut().filter_map(|row| row.0.last_mut());
                for number in numbers {
                    if let Value::Int(number) = number {
                        *number += 1;
                    }
                }
            }
            _ => {}
        }
    }

    fn is_lost(&self, sql: &str) -> bool {
        matches!(self.tampering, Tampering::Lost(start) if sql.starts_with(start))
    }
}

impl Database for Open {
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        if self.is_lost(sql) {
            return Ok(1);
        }
        self.inner.execute(sql, values)
    }

    fn query(
        &mut self,
        sql: &str,
        values: &[Value],
        each: &mut dyn FnMut(&dyn Row) -> Result<()>,
    ) -> Result<()> {
        let mut rows = Vec::new();
        self.inner.query(sql, values, &mut |row| {
            rows.push(kept(row));
            Ok(())
        })?;
        self.tamper(sql, &mut rows);
        rows.iter().try_for_each(|row| each(row))
    }

    fn batch(&mut self, statements: &[Statement]) -> Result<()> {
        let done = statements.iter().filter(|one| !self.is_lost(&one.sql));
        let done: Vec<Statement> = done.cloned().collect();
        self.inner.batch(&done)
    }

    fn host(&mut self, statement: &HostStatement<'_>) -> Result<SqlAnswer> {
        self.inner.host(statement)
    }

    fn is_open(&self) -> bool {
        self.inner.is_open()
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.inner.commit()
    }
}
