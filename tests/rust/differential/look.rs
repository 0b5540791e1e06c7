//! Lists and reads, with any filters, page by page.

use crate::case::Case;
use crm_core::engine::Kind;
use crm_core::operations;
use crm_tests::pair::Held;
use serde_json::{Value, json};

/// Pages of one list that are walked, at most.
const PAGES: usize = 12;

impl Case<'_> {
    /// Reads one list with some filters, page by page.
    pub(crate) fn look(&mut self) -> Held {
        let lists: Vec<&'static str> = operations::ALL
            .iter()
            .filter(|entry| entry.kind == Kind::Read)
            .map(|entry| entry.name)
            .collect();
        let name = lists[self.dice.below(lists.len())];
        let mut args = json!({});
        for argument in self.words.arguments(name) {
            let given = match argument.as_str() {
                "after" | "limit" => false,
                // What one record is read by.
                argument if name.starts_with(argument) => true,
                _ => self.dice.percent(25),
            };
            if given {
                args[argument] = self.value(name, argument);
            }
        }
        if !args["text"].is_null() && self.dice.percent(80) {
            let piece = self.dice.one(&self.words.pieces).cloned();
            args["text"] = piece.unwrap_or_default().into();
        }
        let user = match self.dice.percent(40) {
            true => self.dice.one(&self.users).cloned(),
            false => None,
        };
        self.walk(user.as_deref(), name, args, PAGES)
    }

    /// A list's pages.
    pub(crate) fn walk(
        &mut self,
        user: Option<&str>,
        name: &str,
        mut args: Value,
        pages: usize,
    ) -> Held {
        let arguments = self.words.arguments(name);
        if arguments.iter().any(|argument| argument == "limit") && self.dice.percent(80) {
            args["limit"] = json!(1 + self.dice.below(6));
        }
        for _ in 0..pages {
            let Some(page) = self.call(user, name, &args)? else {
                return Ok(());
            };
            let next = page["next"].clone();
            if next.is_null() || next == args["after"] {
                return Ok(());
            }
            args["after"] = next;
        }
        Ok(())
    }

    /// Every list in full, the feed, and the library's own check.
    pub(crate) fn look_at_everything(&mut self) -> Held {
        let verified = self.call(None, "admin.verify", &json!({}))?;
        if verified.is_none_or(|verified| verified["clean"] != true) {
            return Err(format!("not clean: {}", self.about()));
        }
        for entry in operations::ALL
            .iter()
            .filter(|entry| entry.name.ends_with(".list"))
        {
            self.walk(None, entry.name, json!({}), 500)?;
        }
        self.state(
            "SELECT id, customer, name, amount FROM note ORDER BY id",
            "[]",
        )
    }
}
