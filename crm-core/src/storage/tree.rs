//! Records of a kind that stand below each other by their column `parent`.

use super::{Database, Record, Value, statement};
use crate::base::error::Result;
use crate::base::id::Id;
use crate::base::limits::TREE_DEPTH_MAX;

/// A record and those above it, nearest first: at most one more than the depth allowed, so that a
/// damaged tree cannot run in circles.
pub(crate) fn above<T: Record>(db: &mut dyn Database, id: T::Id) -> Result<Vec<T::Id>> {
    let table = T::TABLE;
    let sql = format!(
        "WITH RECURSIVE above (id, parent, depth) AS (\
         SELECT id, parent, 1 FROM {table} WHERE id = ?1 UNION ALL \
         SELECT up.id, up.parent, above.depth + 1 FROM {table} up \
         JOIN above ON up.id = above.parent WHERE above.depth <= {TREE_DEPTH_MAX}) \
         SELECT id FROM above ORDER BY depth"
    );
    ids::<T>(db, &sql, id)
}

/// A record and all below it, sorted.
pub(crate) fn below<T: Record>(db: &mut dyn Database, id: T::Id) -> Result<Vec<T::Id>> {
    let table = T::TABLE;
    let sql = format!(
        "WITH RECURSIVE below (id) AS (\
         SELECT id FROM {table} WHERE id = ?1 UNION \
         SELECT child.id FROM {table} child JOIN below ON child.parent = below.id) \
         SELECT id FROM below ORDER BY id"
    );
    ids::<T>(db, &sql, id)
}

/// The levels of a record's own tree: 1 when nothing stands below it. Bounded, as [`above`] is.
pub(crate) fn levels<T: Record>(db: &mut dyn Database, id: T::Id) -> Result<usize> {
    let table = T::TABLE;
    let sql = format!(
        "WITH RECURSIVE below (id, depth) AS (\
         SELECT id, 1 FROM {table} WHERE id = ?1 UNION ALL \
         SELECT child.id, below.depth + 1 FROM {table} child \
         JOIN below ON child.parent = below.id WHERE below.depth <= {TREE_DEPTH_MAX}) \
         SELECT max(depth) FROM below"
    );
    let levels = statement::number(db, &sql, &[Value::Int(id.raw())])?.unwrap_or(1);
    Ok(usize::try_from(levels).unwrap_or(usize::MAX))
}

fn ids<T: Record>(db: &mut dyn Database, sql: &str, id: T::Id) -> Result<Vec<T::Id>> {
    let found = statement::numbers(db, sql, &[Value::Int(id.raw())])?;
    Ok(found.into_iter().map(T::Id::from_raw).collect())
}
