//! What copying a workspace to another place answers. No operation raises it.

use super::error::{Code, Refusal};

/// Nothing outlives the call there.
pub const MEMORY: Refusal = Refusal::of(
    Code::Misuse,
    "copy.in_memory",
    "a workspace in memory can be neither the source nor the target of a copy",
    "内存中的工作区不能作为复制的来源或目标",
);
/// No tables to copy from.
pub const EMPTY: Refusal = Refusal::of(
    Code::NotFound,
    "copy.source_empty",
    "the source holds no workspace",
    "来源中没有工作区",
);
/// There is something already.
pub const TAKEN: Refusal = Refusal::of(
    Code::Conflict,
    "copy.target_taken",
    "the target holds tables already; copy into a new file or workspace",
    "目标中已有数据表,请复制到新的文件或工作区",
);
/// An unfinished copy of something else.
pub const OTHER: Refusal = Refusal::of(
    Code::Conflict,
    "copy.other_source",
    "the target holds an unfinished copy of another workspace, of another schema version, or of this workspace before it changed; remove the target and copy again",
    "目标中有一份未完成的复制,来自其他工作区、其他结构版本或变更之前的本工作区;请删除目标后重新复制",
);
/// Two copies into one target.
pub const BESIDE: Refusal = Refusal::of(
    Code::Conflict,
    "copy.beside",
    "another copy is writing into the same target",
    "另一复制正在写入同一目标",
);
/// The host said so.
pub const STOPPED: Refusal = Refusal::of(
    Code::Refused,
    "copy.stopped",
    "the copy was stopped; run it again to go on",
    "复制已停止,再次执行即可继续",
);
/// The two sides differ.
pub const MISMATCH: Refusal = Refusal::of(
    Code::Storage,
    "copy.mismatch",
    "{table} differs after the copy: the source holds {source}; the target {target}; remove the target and copy again",
    "复制后 {table} 不一致:来源 {source};目标 {target};请删除目标后重新复制",
);

/// All of them.
pub const ALL: &[Refusal] = &[MEMORY, EMPTY, TAKEN, OTHER, BESIDE, STOPPED, MISMATCH];
