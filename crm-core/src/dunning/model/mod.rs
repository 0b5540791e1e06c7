//! What dunning is made of. Pure.

mod letter;
mod procedure;
mod suspension;

pub use letter::{InterestPeriod, Letter, LetterLine, LetterStatus};
pub use procedure::{
    Channel, CurrencyAmount, DayCount, FeeBy, InterestTerms, Level, PROCEDURE_ARCHIVED, Policy,
    Procedure, ProcedureEdition, Reckoning,
};
pub use suspension::{ShownSuspension, Suspension, SuspensionKind, SuspensionStatus};
