//! Everything the library can do is an operation: one plain struct whose fields are the arguments.

use super::ahead::Ahead;
use super::context::Context;
use super::crm::Crm;
use super::session::Session;
use super::within::Within;
use crate::approval::Subject;
use crate::base::error::{Refusal, Result};
use crate::base::messages::STORAGE_ROW;
use crate::org::permission::Permission;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Map;
use std::time::Instant;

/// Whether an operation changes anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Reads one snapshot; cannot write.
    Read,
    /// Runs in one transaction; takes a request key.
    Write,
}

/// What arguments and answers are: documents, with a schema when the generators ask for one.
#[cfg(not(feature = "schema"))]
pub trait Document: Serialize + DeserializeOwned {}
#[cfg(not(feature = "schema"))]
impl<T: Serialize + DeserializeOwned> Document for T {}

/// What arguments and answers are: documents, with a schema when the generators ask for one.
#[cfg(feature = "schema")]
pub trait Document: Serialize + DeserializeOwned + schemars::JsonSchema {}
#[cfg(feature = "schema")]
impl<T: Serialize + DeserializeOwned + schemars::JsonSchema> Document for T {}

/// What a call is about, for who is asked to make it.
pub type SubjectOf<O> = fn(&O, &mut Context<'_>) -> Result<Subject>;

/// One thing the library can do. The doc comment of the struct is its reference text.
pub trait Operation: Document + 'static {
    /// The name, such as `order.approve`.
    const NAME: &'static str;
    /// Whether it changes anything.
    const KIND: Kind;
    /// The permission it needs.
    const NEEDS: Permission;
    /// Every refusal it can meet beside the [general](crate::base::messages::general) ones, which
    /// none declares; in order: when several apply, the first is answered.
    const REFUSES: &'static [Refusal];
    /// What its answer may remark, as [warnings](crate::base::Warning): what a caller should know,
    /// the steps of a figure, the reasons of a proposal.
    const REMARKS: &'static [&'static [Refusal]] = &[];
    /// What a request to make this call is about; nothing for operations that nobody is asked to
    /// make. Only for writes that have nothing to do before their transaction.
    const SUBJECT: Option<SubjectOf<Self>> = None;
    /// Whether it carries out calls that others asked for. Then it may answer what those refuse
    /// as well.
    const CARRIES_OUT: bool = false;
    /// What it answers.
    type Output: Document;

    /// Says what [`Operation::run`] will read, as far as the arguments tell, so that an engine with
    /// round trips reads it in one. Nothing depends on it.
    fn ahead(&self, _ahead: &mut Ahead) {}

    /// What has to be done before the transaction of the operation begins.
    ///
    /// # Errors
    /// What the database answers.
    fn before(&self, _crm: &Crm) -> Result<()> {
        Ok(())
    }

    /// Whether a read runs again, for an answer that what others commit may change. It may wait
    /// for that: no transaction is open meanwhile. `started` is when the session was asked. Inside
    /// a transaction nobody asks.
    ///
    /// # Errors
    /// What the database answers.
    fn again(&self, _crm: &Crm, _answer: &Self::Output, _started: Instant) -> Result<bool> {
        Ok(false)
    }

    /// Loads, decides, saves.
    ///
    /// # Errors
    /// Those of [`Operation::REFUSES`] and the [general](crate::base::messages::general) ones.
    fn run(&self, cx: &mut Context<'_>) -> Result<Self::Output>;
}

/// An operation whose type is known only at run time.
pub trait AnyOperation {
    /// Runs it and writes its answer as JSON behind what stands in `answer`.
    ///
    /// # Errors
    /// As [`Operation::run`].
    fn run(&self, by: By<'_, '_>, request: Option<&str>, answer: &mut Vec<u8>) -> Result<()>;

    /// Carries it out as a part of another operation, in its transaction; answers its document.
    ///
    /// # Errors
    /// `denied`, and as [`Operation::run`].
    fn part(&self, cx: &mut Context<'_>) -> Result<serde_json::Value>;

    /// See [`Operation::SUBJECT`].
    ///
    /// # Errors
    /// `not_found` when its record is not visible.
    fn subject(&self, cx: &mut Context<'_>) -> Result<Option<Subject>>;

    /// The arguments as the library writes them.
    ///
    /// # Errors
    /// What serializing them answers.
    fn arguments(&self) -> Result<Map<String, serde_json::Value>>;
}

/// Who runs an operation.
#[derive(Debug)]
pub enum By<'s, 'db> {
    /// A session, in a transaction of the library's.
    Session(&'s mut Session),
    /// A session within a transaction of the host's.
    Within(&'s mut Within<'db>),
}

impl<O: Operation> AnyOperation for O {
    fn run(&self, by: By<'_, '_>, request: Option<&str>, answer: &mut Vec<u8>) -> Result<()> {
        let output = match by {
            By::Session(session) => session.perform(self, request),
            By::Within(within) => within.perform(self, request),
        }?;
        // Here, where the type is known: through an erased serializer it takes twice as long.
        serde_json::to_writer(answer, &output).map_err(|error| broken(&error))
    }

    fn part(&self, cx: &mut Context<'_>) -> Result<serde_json::Value> {
        let output = cx.part(self)?;
        serde_json::to_value(&output).map_err(|error| broken(&error))
    }

    fn subject(&self, cx: &mut Context<'_>) -> Result<Option<Subject>> {
        O::SUBJECT.map(|subject| subject(self, cx)).transpose()
    }

    fn arguments(&self) -> Result<Map<String, serde_json::Value>> {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::Object(object)) => Ok(object),
            Ok(_) => Err(STORAGE_ROW
                .error()
                .with("reason", "arguments are no object")),
            Err(error) => Err(broken(&error)),
        }
    }
}

fn broken(error: &serde_json::Error) -> crate::base::Error {
    STORAGE_ROW.error().with("reason", error.to_string())
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// See [`Operation::NAME`].
    pub name: &'static str,
    /// See [`Operation::KIND`].
    pub kind: Kind,
    /// See [`Operation::NEEDS`].
    pub needs: Permission,
    /// See [`Operation::REFUSES`].
    pub refuses: &'static [Refusal],
    /// See [`Operation::REMARKS`].
    pub remarks: &'static [&'static [Refusal]],
    /// Whether approval can be asked for: see [`Operation::SUBJECT`].
    pub approvable: bool,
    /// See [`Operation::CARRIES_OUT`].
    pub carries_out: bool,
    /// Reads the arguments from any deserializer.
    pub decode:
        fn(&mut dyn erased_serde::Deserializer<'_>) -> erased_serde::Result<Box<dyn AnyOperation>>,
    /// The JSON Schema of the arguments.
    #[cfg(feature = "schema")]
    pub arguments: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
    /// The JSON Schema of the answer.
    #[cfg(feature = "schema")]
    pub answer: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl Entry {
    /// The line of one operation.
    #[must_use]
    pub const fn of<O: Operation>() -> Self {
        Self {
            name: O::NAME,
            kind: O::KIND,
            needs: O::NEEDS,
            refuses: O::REFUSES,
            remarks: O::REMARKS,
            approvable: O::SUBJECT.is_some(),
            carries_out: O::CARRIES_OUT,
            decode: |arguments| Ok(Box::new(erased_serde::deserialize::<O>(arguments)?)),
            #[cfg(feature = "schema")]
            arguments: |generator| generator.subschema_for::<O>(),
            #[cfg(feature = "schema")]
            answer: |generator| generator.subschema_for::<O::Output>(),
        }
    }
}
