//! The refusals that belong to no business folder: malformed arguments, missing records, access,
//! storage. Business refusals stand beside their rules.

use super::calendar::PAY_DAYS_MALFORMED;
use super::error::{Code, Refusal};
use super::{date_rule, number_pattern};

/// Declares refusals and the list of them all.
macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $refusal:expr;)*) => {
        $($(#[$doc])* pub const $name: Refusal = $refusal;)*
        /// Every refusal of this module.
        pub const ALL: &[Refusal] = &[$($name),*];
    };
}

/// The refusals any operation may answer, which none declares: those of this module and of the
/// texts with a grammar.
#[must_use]
pub fn general() -> Vec<Refusal> {
    let grammars = [date_rule::ALL, number_pattern::ALL, &[PAY_DAYS_MALFORMED]];
    [ALL]
        .into_iter()
        .chain(grammars)
        .flatten()
        .copied()
        .collect()
}

refusals! {
    /// The text is not JSON.
    JSON_MALFORMED = Refusal::input("json.malformed", "the document is not JSON: {reason}", "文档不是有效的 JSON(第 {line} 行第 {column} 列)");
    /// The document is larger than its bound.
    JSON_TOO_LARGE = Refusal::input("json.too_large", "the document has {bytes} bytes; at most {max}", "文档有 {bytes} 字节,上限 {max}");
    /// The text is not UTF-8.
    TEXT_NOT_UTF8 = Refusal::input("text.not_utf8", "the text is not UTF-8", "文本不是 UTF-8 编码");
    /// A field no such operation has.
    FIELD_UNKNOWN = Refusal::input("field.unknown", "there is no field \"{name}\" here, only {known}", "此处没有字段 \"{name}\",只有 {known}");
    /// A field that must be given.
    FIELD_MISSING = Refusal::input("field.missing", "the field {name} is missing", "缺少字段 {name}");
    /// A field given twice.
    FIELD_TWICE = Refusal::input("field.twice", "the field {name} stands twice", "字段 {name} 重复");
    /// A value of another type than the field's.
    FIELD_TYPE = Refusal::input("field.type", "the value has the wrong type: {given} where {expected} belongs", "值的类型不对:此处应为{expected},而不是{given}");
    /// A word outside the field's list.
    FIELD_WORD = Refusal::input("field.word", "\"{text}\" is not one of the words allowed here: {known}", "\"{text}\" 不是此处允许的取值:{known}");
    /// Fields that exclude each other, or of which one must be given.
    FIELD_CHOICE = Refusal::input("field.choice", "these fields do not go together, or one of them is needed", "这些字段不能同时给出,或须给出其中之一");
    /// More items than the bound.
    LIST_TOO_LONG = Refusal::input("list.too_long", "{count} items; at most {max}", "共 {count} 项,上限 {max}");
    /// A list that must not be empty.
    LIST_EMPTY = Refusal::input("list.empty", "at least one item is needed", "至少需要一项");

    /// Money that is not decimal text.
    NUMBER_NOT_TEXT = Refusal::input("number.not_text", "give the number as decimal text such as \"12.50\"; floating-point numbers are not taken", "请用十进制文本给出数值,如 \"12.50\";不接受浮点数");
    /// Text that is not a plain decimal.
    NUMBER_MALFORMED = Refusal::input("number.malformed", "\"{text}\" is not a plain decimal number", "\"{text}\" 不是普通十进制数");
    /// More decimals than the value can hold.
    NUMBER_TOO_PRECISE = Refusal::input("number.too_precise", "\"{text}\" has more than {max} decimals", "\"{text}\" 的小数位超过 {max} 位");
    /// Outside the bound.
    NUMBER_OUT_OF_RANGE = Refusal::input("number.out_of_range", "{text} is outside {min} to {max}", "{text} 超出 {min} 至 {max} 的范围");
    /// A sum or product outside the range of amounts.
    NUMBER_OVERFLOW = Refusal::input("number.overflow", "the result is outside the range of amounts ({max})", "结果超出金额范围({max})");
    /// More decimals than the currency has.
    AMOUNT_TOO_PRECISE = Refusal::input("amount.too_precise", "{text} has more decimals than {currency} ({digits})", "{text} 的小数位多于 {currency} 的 {digits} 位");
    /// Must not be negative.
    NUMBER_NEGATIVE = Refusal::input("number.negative", "{text} must not be negative", "{text} 不得为负");
    /// Must be above zero.
    NUMBER_NOT_POSITIVE = Refusal::input("number.not_positive", "{text} must be greater than zero", "{text} 必须大于零");
    /// Not in ISO 4217.
    CURRENCY_UNKNOWN = Refusal::input("currency.unknown", "\"{text}\" is not a currency of ISO 4217 with a minor unit", "\"{text}\" 不是 ISO 4217 中有辅币位数的货币");

    /// Not `YYYY-MM-DD`, or no such day.
    DATE_MALFORMED = Refusal::input("date.malformed", "\"{text}\" is not a date written YYYY-MM-DD", "\"{text}\" 不是 YYYY-MM-DD 格式的日期");
    /// Outside the years the library keeps.
    DATE_OUT_OF_RANGE = Refusal::input("date.out_of_range", "{text} is outside the years {min} to {max}", "{text} 超出 {min} 至 {max} 年");
    /// Not an RFC 3339 instant.
    INSTANT_MALFORMED = Refusal::input("instant.malformed", "\"{text}\" is not an instant of RFC 3339", "\"{text}\" 不是 RFC 3339 时刻");
    /// Not in the IANA database.
    TIME_ZONE_UNKNOWN = Refusal::input("time_zone.unknown", "\"{text}\" is not a time zone of the IANA database", "\"{text}\" 不是 IANA 数据库中的时区");
    /// The end lies before the start.
    DATE_ORDER = Refusal::input("date.order", "{end} lies before {start}", "{end} 早于 {start}");

    /// Nothing but white space.
    TEXT_EMPTY = Refusal::input("text.empty", "the text is empty", "文本为空");
    /// Longer than its bound.
    TEXT_TOO_LONG = Refusal::input("text.too_long", "the text has {length} characters; at most {max}", "文本有 {length} 个字符,上限 {max}");
    /// A control character, U+0000 among them.
    TEXT_CONTROL = Refusal::input("text.control", "the text holds the control character {character}", "文本含有控制字符 {character}");
    /// The host's own object is too large or deep.
    EXTRA_TOO_LARGE = Refusal::input("extra.too_large", "the object has {bytes} bytes; at most {max}", "对象有 {bytes} 字节,上限 {max}");
    /// An id outside 1 to 2^53-1.
    ID_OUT_OF_RANGE = Refusal::input("id.out_of_range", "an id lies between 1 and {max}", "编号应在 1 与 {max} 之间");
    /// A page token of another list, or damaged.
    PAGE_TOKEN = Refusal::input("page.token", "this is no continuation of this list", "这不是该列表的续页标记");
    /// A page larger than the bound.
    PAGE_LIMIT = Refusal::input("page.limit", "a page holds 1 to {max} items, not {limit}", "每页 1 至 {max} 项,不能是 {limit}");

    /// No operation of this name.
    OPERATION_UNKNOWN = Refusal::input("operation.unknown", "there is no operation \"{operation}\"", "没有名为 \"{operation}\" 的操作");
    /// No such record, or invisible to the actor.
    NOT_FOUND = Refusal::of(Code::NotFound, "not_found", "there is no {record} {id}", "没有编号为 {id} 的{record}");
    /// The actor lacks the permission.
    DENIED = Refusal::of(Code::Denied, "denied", "{user} lacks the permission {permission} here", "{user} 在此处没有 {permission} 权限");
    /// Changed since it was read.
    CONFLICT = Refusal::of(Code::Conflict, "conflict", "{record} {id} is at version {version}, not {expected}", "{record} {id} 的版本是 {version},而非 {expected}");
    /// A value that must be unique is taken.
    TAKEN = Refusal::of(Code::Conflict, "taken", "{record} \"{value}\" is taken", "{record} \"{value}\" 已被占用");
    /// A request key with other arguments.
    REQUEST_DIFFERS = Refusal::of(Code::Conflict, "request.differs", "the request key \"{key}\" was used for other arguments", "请求键 \"{key}\" 已用于其他参数");
    /// A request key on a read.
    REQUEST_ON_READ = Refusal::input("request.on_read", "{operation} changes nothing; a request key belongs to changes", "{operation} 不做更改,不需要请求键");

    /// Waited for the database longer than the bound.
    BUSY = Refusal::of(Code::Busy, "busy", "the database was busy for {milliseconds} ms", "数据库忙,已等待 {milliseconds} 毫秒").retry();
    /// Other writers changed the same rows each time it was tried.
    CONTENDED = Refusal::of(Code::Conflict, "contended", "other writers changed the same records; try again ({reason})", "其他写入者同时修改了相同的记录,请重试({reason})").retry();
    /// The connection went before anything was kept.
    STORAGE_LOST = Refusal::of(Code::Storage, "storage.lost", "the connection to the database was lost and nothing was kept: {reason}", "与数据库的连接已断开,未保存任何内容:{reason}").retry();
    /// The connection went while committing.
    UNKNOWN_OUTCOME = Refusal::of(Code::Storage, "unknown_outcome", "the connection was lost while committing, so it is not known whether the work was kept; repeat it with its request key", "提交时连接断开,无法得知是否已保存;请以相同的请求键重试").retry();
    /// The process lost its locks on the file, by which others may have written at the same time.
    STORAGE_LOCK_LOST = Refusal::of(Code::Storage, "storage.lock_lost", "something else in this process has closed the database file, and the library's locks on it are gone; whether this work was kept is not known: look, or repeat it with its request key, and let nothing but the library open the file inside the process", "本进程中有其他代码关闭了数据库文件,本库的文件锁因此丢失;无法得知此项工作是否已保存:请核实,或以相同的请求键重试,并确保进程内只有本库打开该文件");
    /// No server answers there.
    STORAGE_UNREACHABLE = Refusal::of(Code::Storage, "storage.unreachable", "the server {server} cannot be reached: {reason}", "无法连接服务器 {server}:{reason}").retry();
    /// The server does not let the user in.
    STORAGE_LOGIN = Refusal::of(Code::Storage, "storage.login", "the server {server} does not let the user {user} in; check user and password in the URL: {reason}", "服务器 {server} 拒绝用户 {user} 登录,请检查连接地址中的用户名和密码:{reason}");
    /// No database of this name.
    STORAGE_DATABASE = Refusal::of(Code::Storage, "storage.database", "the server {server} has no database \"{database}\"; create it first", "服务器 {server} 上没有数据库 \"{database}\",请先创建");
    /// The user may not do this on the server.
    STORAGE_PRIVILEGE = Refusal::of(Code::Storage, "storage.privilege", "the user lacks a privilege on the server; grant it: {reason}", "该用户在服务器上缺少权限,请授权:{reason}");
    /// No encrypted connection.
    STORAGE_TLS = Refusal::of(Code::Storage, "storage.tls", "no encrypted connection to {server}: {reason}; name the authority with sslrootcert, or say sslmode=disable inside a network you trust", "无法与 {server} 建立加密连接:{reason};请用 sslrootcert 指定证书,或在可信网络中使用 sslmode=disable");
    /// The URL cannot be read.
    URL_MALFORMED = Refusal::input("url.malformed", "{part} in the URL: {reason}", "连接地址中的 {part} 有误:{reason}");
    /// A name that no schema can have.
    WORKSPACE_NAME = Refusal::input("workspace.name", "\"{name}\" is no name of a workspace: 1 to {max} small letters, digits and underscores, a letter first, and not a name of PostgreSQL's own", "\"{name}\" 不能作为工作区名称:应为 1 至 {max} 个小写字母、数字或下划线,以字母开头,且不是 PostgreSQL 的保留名称");
    /// No such workspace.
    WORKSPACE_UNKNOWN = Refusal::of(Code::NotFound, "workspace.unknown", "there is no workspace \"{workspace}\"; create it first", "没有名为 \"{workspace}\" 的工作区,请先创建");
    /// The name is taken.
    WORKSPACE_TAKEN = Refusal::of(Code::Conflict, "workspace.taken", "there is a workspace or schema \"{workspace}\" already", "已有名为 \"{workspace}\" 的工作区或模式");
    /// A server older than the library can use.
    VERSION_SERVER = Refusal::of(Code::Version, "version.server", "the server {server} is PostgreSQL {found}; 14 or later is needed", "服务器 {server} 的 PostgreSQL 版本为 {found},需要 14 或更高版本");
    /// A SQLite of the system's older than the library can use.
    VERSION_SQLITE = Refusal::of(Code::Version, "version.sqlite", "the system's SQLite is {found}; {needed} or later is needed", "系统的 SQLite 版本为 {found},需要 {needed} 或更高版本");
    /// The database failed.
    STORAGE = Refusal::of(Code::Storage, "storage", "the database failed: {reason}", "数据库错误:{reason}");
    /// No space left.
    STORAGE_FULL = Refusal::of(Code::Storage, "storage.full", "the disk is full", "磁盘已满").retry();
    /// The file cannot be written.
    STORAGE_READ_ONLY = Refusal::of(Code::Storage, "storage.read_only", "the database cannot be written", "数据库不可写");
    /// The file cannot be opened.
    STORAGE_OPEN = Refusal::of(Code::Storage, "storage.open", "the database \"{path}\" cannot be opened: {reason}", "无法打开数据库 \"{path}\":{reason}");
    /// The file is damaged or no database.
    STORAGE_CORRUPT = Refusal::of(Code::Storage, "storage.corrupt", "the file is damaged or no database: {reason}", "文件已损坏或不是数据库:{reason}");
    /// A row that does not fit its record.
    STORAGE_ROW = Refusal::of(Code::Storage, "storage.row", "a stored row cannot be read: {reason}", "无法读取存储的行:{reason}");
    /// Written by a newer library.
    VERSION_NEWER = Refusal::of(Code::Version, "version.newer", "the database has schema {found}; this library knows {known}", "数据库结构版本为 {found},本库只认识 {known}");
    /// Written by an older library and not migrated.
    VERSION_OLDER = Refusal::of(Code::Version, "version.older", "the database has schema {found}; open it with migrate to bring it to {known}", "数据库结构版本为 {found},请以 migrate 打开以升级到 {known}");
    /// Some other application's database.
    VERSION_FOREIGN = Refusal::of(Code::Version, "version.foreign", "the file belongs to another application", "该文件属于其他应用程序");

    /// A workspace that a copy has not filled to the end.
    COPY_UNFINISHED = Refusal::of(Code::Version, "copy.unfinished", "a copy into this workspace has not finished; run the same copy again", "向此工作区的复制尚未完成,请再次执行同一复制");

    /// A handle used wrongly.
    MISUSE = Refusal::of(Code::Misuse, "misuse", "a handle was used in a way that cannot be", "句柄使用不当");
    /// Commit or rollback without begin.
    NO_TRANSACTION = Refusal::of(Code::Misuse, "transaction.none", "no transaction is open", "没有已开始的事务");
    /// Too many nested transactions.
    TOO_DEEP = Refusal::of(Code::Misuse, "transaction.too_deep", "at most {max} transactions nest", "事务最多嵌套 {max} 层");
    /// Work after a failed begin, or inside a broken transaction.
    TRANSACTION_LOST = Refusal::of(Code::Storage, "transaction.lost", "the open transaction was rolled back by the database", "数据库已回滚当前事务").retry();
    /// A defect of the library.
    PANIC = Refusal::of(Code::Panic, "panic", "a defect of the library: {reason}", "库内部缺陷:{reason}");
}
