//! The Rust door, counting the round trips of each call that is not refused.

use crm_tests::proxy::Proxy;
use crm_tests::rust_door::RustDoor;
use crm_tests::vectors::Door;

pub(crate) struct WiredDoor<'a> {
    door: RustDoor,
    proxy: &'a Proxy,
    /// The operation of each call that was answered, and its count.
    pub(crate) counts: Vec<(String, u64)>,
}

impl<'a> WiredDoor<'a> {
    pub(crate) fn at(proxy: &'a Proxy, url: &str) -> Self {
        let door = RustDoor::at(&proxy.url(url)).unwrap();
        // Ids are claimed in thousands, and not while a call is counted.
        let mut session = door.session(None).unwrap();
        session.begin().unwrap();
        session.rollback().unwrap();
        Self {
            door,
            proxy,
            counts: Vec::new(),
        }
    }

    fn counted(&mut self, user: Option<&str>, name: &str, args: &str) -> crm_core::Result<String> {
        let mut session = self.door.session(user)?;
        // What the workspace is set to is read once after each change of it, here by this call.
        let _ = session.invoke("currency.get", r#"{"currency":"CNY"}"#);
        let _ = self.proxy.warm_round_trips();
        let answer = session.invoke(name, args)?;
        let count = self.proxy.warm_round_trips();
        self.counts.push((name.to_owned(), count));
        Ok(answer)
    }
}

impl Door for WiredDoor<'_> {
    fn set_now(&mut self, now: &str) {
        self.door.set_now(now);
    }

    fn call(&mut self, user: Option<&str>, name: &str, args: &str) -> Result<String, String> {
        let answer = self.counted(user, name, args);
        answer.map_err(|error| self.door.document(&error))
    }

    fn call_inside(
        &mut self,
        user: Option<&str>,
        name: &str,
        args: &str,
    ) -> Result<String, String> {
        self.door.call_inside(user, name, args)
    }
}
