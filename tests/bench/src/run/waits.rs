//! Whether connections wait for each other's locks: the server is asked again and again while they
//! work.

use crate::Result;
use crate::place::Workspace;
use postgres::{Client, NoTls};
use std::path::Path;
use std::time::Duration;

/// Between two questions; often enough for some hundred answers.
const PAUSE: Duration = Duration::from_millis(5);
const ASK: &str = "SELECT count(*) FILTER (WHERE wait_event_type = 'Lock'), count(*) \
                   FROM pg_stat_activity WHERE datname = $1";

/// The part of its time that a connection waits for a lock while something runs, in hundredths.
pub(super) fn share(place: &Path, run: impl FnOnce() -> Result + Send) -> Result<u128> {
    let workspace = Workspace::at(place)?;
    // From another database, so that it is not counted itself.
    let mut client = Client::connect(&workspace.in_database("postgres")?.server, NoTls)?;
    let asking = client.prepare(ASK)?;
    let database = workspace.database()?.1;
    let (mut waiting, mut all) = (0, 0);
    std::thread::scope(|scope| {
        let running = scope.spawn(|| run().map_err(|error| error.to_string()));
        while !running.is_finished() {
            let row = client.query_one(&asking, &[&database])?;
            waiting += row.try_get::<_, i64>(0)?;
            all += row.try_get::<_, i64>(1)?;
            std::thread::sleep(PAUSE);
        }
        let ran = running.join().map_err(|_| "a thread ended by a panic")?;
        Ok(ran?)
    })
    .and(Ok(u128::try_from(waiting * 100 / all.max(1))?))
}
