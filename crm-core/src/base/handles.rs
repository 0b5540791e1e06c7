//! What the doors answer to a handle, a pointer or a process used wrongly. No operation raises it;
//! the words stand here so that the reference lists them with all others.

use super::error::{Code, Refusal};

/// A pointer that must not be NULL.
pub const NULL: Refusal = Refusal::of(
    Code::Misuse,
    "pointer.null",
    "`{name}` must not be NULL",
    "`{name}` 不得为 NULL",
);
/// A handle that is NULL, closed, made up or of another kind.
pub const UNKNOWN: Refusal = Refusal::of(
    Code::Misuse,
    "handle.unknown",
    "this is no live {handle}: it is NULL, closed or something else",
    "这不是有效的 {handle}:为 NULL、已关闭或属于其他类型",
);
/// A handle used by two threads at once, or from a callback of its own call.
pub const IN_USE: Refusal = Refusal::of(
    Code::Misuse,
    "handle.in_use",
    "this {handle} is in use by another call",
    "该 {handle} 正被另一个调用使用",
);
/// A workspace closed before its sessions.
pub const LIVE_SESSIONS: Refusal = Refusal::of(
    Code::Misuse,
    "handle.live_sessions",
    "{sessions} sessions are still open",
    "仍有 {sessions} 个会话未关闭",
);
/// A forked process.
pub const FORKED: Refusal = Refusal::of(
    Code::Misuse,
    "process.forked",
    "this process was forked while a workspace was open; open it after the fork",
    "本进程在工作区打开期间被 fork;请在 fork 之后再打开",
);
/// The clock of a workspace that was opened without `now` cannot be set.
pub const CLOCK_NOT_FIXED: Refusal = Refusal::of(
    Code::Misuse,
    "clock.not_fixed",
    "the workspace was opened without \"now\": it follows the machine's clock",
    "工作区打开时未给出 \"now\",使用的是机器时钟",
);

/// Every refusal of this module.
pub const ALL: &[Refusal] = &[
    NULL,
    UNKNOWN,
    IN_USE,
    LIVE_SESSIONS,
    FORKED,
    CLOCK_NOT_FIXED,
];
