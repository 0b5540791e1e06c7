//! What a client of PostgreSQL says, taken apart into its messages.

/// The messages of one connection so far.
#[derive(Default)]
pub(super) struct Messages {
    /// The beginning of a message whose end has not come yet.
    rest: Vec<u8>,
    /// Whether the first one is over, which has no tag.
    begun: bool,
}

/// What one piece of the stream said.
#[derive(Default)]
pub(super) struct Heard {
    pub(super) statements: Vec<String>,
    /// Whether anything is to be done but to prepare, or to roll back, which nobody waits for.
    pub(super) works: bool,
}

impl Messages {
    pub(super) fn read(&mut self, bytes: &[u8]) -> Heard {
        self.rest.extend_from_slice(bytes);
        let mut heard = Heard::default();
        while let Some((tag, body)) = self.next() {
            match tag {
                b'Q' => {
                    let statement = text(&body);
                    heard.works |= statement != "ROLLBACK";
                    heard.statements.push(statement);
                }
                // The name, then the statement.
                b'P' => {
                    let statement = body.split(|byte| *byte == 0).nth(1);
                    heard.statements.push(text(statement.unwrap_or_default()));
                }
                // Flush, describe, close, sync: they go along with what is prepared.
                b'H' | b'D' | b'C' | b'S' => {}
                _ => heard.works = true,
            }
        }
        heard
    }

    fn next(&mut self) -> Option<(u8, Vec<u8>)> {
        let head = usize::from(self.begun);
        let length = self.rest.get(head..head + 4)?;
        let length = u32::from_be_bytes(length.try_into().ok()?) as usize;
        let end = head + length;
        if self.rest.len() < end {
            return None;
        }
        let tag = if self.begun { self.rest[0] } else { 0 };
        let body = self.rest[head + 4..end].to_vec();
        self.rest.drain(..end);
        self.begun = true;
        Some((tag, body))
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes)
        .trim_end_matches('\0')
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(tag: &[u8], body: &[u8]) -> Vec<u8> {
        let length = u32::try_from(body.len() + 4).unwrap();
        [tag, &length.to_be_bytes(), body].concat()
    }

    #[test]
    fn pieces_are_put_together() {
        let stream = [
            message(b"", b"\0\x03\0\0user\0crm\0\0"),
            message(b"P", b"s1\0SELECT 1\0\0\0"),
            message(b"S", b""),
            message(b"Q", b"COMMIT\0"),
            message(b"Q", b"ROLLBACK\0"),
        ]
        .concat();
        let mut messages = Messages::default();
        let mut statements = Vec::new();
        let mut works = Vec::new();
        for byte in stream {
            let heard = messages.read(&[byte]);
            statements.extend(heard.statements);
            works.push(heard.works);
        }
        assert_eq!(statements, ["SELECT 1", "COMMIT", "ROLLBACK"]);
        // The greeting and the commit are work, preparing and rolling back are not.
        assert_eq!(works.iter().filter(|works| **works).count(), 2);
    }
}
