//! What the door for the host's own SQL refuses. No operation raises it; the words stand here so
//! that the reference lists them with all others.

use super::error::Refusal;

/// A quote, a comment or a name is not closed, or a number runs into a word.
pub const SQL_MALFORMED: Refusal = Refusal::input(
    "sql.malformed",
    "what begins with {text} is not closed, or a number and a word run together",
    "以 {text} 开头的部分没有结束,或数字与单词相连",
);
/// A name in Unicode escapes, `U&"…"`.
pub const SQL_ESCAPED_NAME: Refusal = Refusal::input(
    "sql.escaped_name",
    "a name is written as it is, not in Unicode escapes",
    "名称须直接写出,不能使用 Unicode 转义",
);
/// A placeholder that is no question mark with a number.
pub const SQL_PLACEHOLDER: Refusal = Refusal::input(
    "sql.placeholder",
    "{text} is no placeholder: a value stands in the text as a question mark and its number, \
     from 1 on without a gap",
    "{text} 不是占位符:值在文本中写作问号加序号,从 1 开始且不得间断",
);
/// More or fewer values than placeholders.
pub const SQL_VALUES: Refusal = Refusal::input(
    "sql.values",
    "the statement has {wanted} placeholders and {given} values were given",
    "语句有 {wanted} 个占位符,给出了 {given} 个值",
);
/// More than one statement.
pub const SQL_MANY: Refusal = Refusal::input(
    "sql.many",
    "one call runs one statement",
    "每次调用只执行一条语句",
);
/// Transaction control.
pub const SQL_TRANSACTION: Refusal = Refusal::rule(
    "sql.transaction",
    "{word} is not taken here: transactions are begun and ended by the session, so that its work \
     and the host's are kept or undone together",
    "此处不接受 {word}:事务由会话开始和结束,使双方的改动一同保留或撤销",
);
/// A statement of a kind that is not taken.
pub const SQL_VERB: Refusal = Refusal::rule(
    "sql.verb",
    "{word} is not taken here: only queries, changes of rows, and CREATE, ALTER and DROP of \
     tables, indexes, views, triggers and sequences",
    "此处不接受 {word}:只接受查询、行的增删改,以及对表、索引、视图、触发器和序列的 \
     CREATE、ALTER、DROP",
);
/// A function that reaches past the statement.
pub const SQL_FUNCTION: Refusal = Refusal::rule(
    "sql.function",
    "the function {name} is not taken here: it reaches past the statement and its transaction",
    "此处不接受函数 {name}:它的作用超出语句及其事务",
);
/// A temporary table or view.
pub const SQL_TEMPORARY: Refusal = Refusal::rule(
    "sql.temporary",
    "nothing temporary is made here: it would live as long as a connection, and sessions share \
     those",
    "此处不能创建临时对象:它随连接存在,而连接由各会话共用",
);
/// A table of the library or of the engine is written or defined.
pub const SQL_RESERVED: Refusal = Refusal::rule(
    "sql.reserved",
    "{name} is not the host's to write: tables whose names begin with crm_, sqlite_ or pg_, and \
     indexes that begin with ix_, are never written, made, altered or dropped here; read them, and \
     change them by operations",
    "宿主不得改动 {name}:名称以 crm_、sqlite_ 或 pg_ 开头的表和以 ix_ 开头的索引,此处不能写入、\
     创建、修改或删除;可以读取,更改须通过操作",
);
/// A view or a trigger on the library's tables.
pub const SQL_HELD: Refusal = Refusal::rule(
    "sql.held",
    "a view or trigger may not name {name}: it could write through it, and would hold fast what a \
     new version of the library changes",
    "视图和触发器不得使用 {name}:可能借此写入,并妨碍新版本更改其结构",
);
/// More rows than the bound.
pub const SQL_ROWS: Refusal = Refusal::rule(
    "sql.rows",
    "the statement answers more than {max} rows; ask for fewer, page by page",
    "语句返回超过 {max} 行;请分页读取",
);
/// More bytes than the bound.
pub const SQL_BYTES: Refusal = Refusal::rule(
    "sql.bytes",
    "the values take more than {max} bytes",
    "值的总长度超过 {max} 字节",
);
/// A value of a type that is not handed over.
pub const SQL_VALUE_TYPE: Refusal = Refusal::rule(
    "sql.value_type",
    "the column {column} holds a value of the type {type}; cast it to a whole number, text or \
     bytes",
    "列 {column} 含有 {type} 类型的值;请转换为整数、文本或字节",
);
/// A value that is neither whole number, text, bytes nor nothing.
pub const SQL_VALUE: Refusal = Refusal::input(
    "sql.value",
    "a value is a whole number of 64 bits, text without U+0000, bytes or null",
    "值须为 64 位整数、不含 U+0000 的文本、字节或空值",
);
/// A constraint of the host's table.
pub const SQL_CONSTRAINT: Refusal = Refusal::rule(
    "sql.constraint",
    "a constraint refuses the statement: {reason}",
    "约束拒绝了该语句:{reason}",
);
/// What the engine itself has against the statement.
pub const SQL_FAILED: Refusal = Refusal::input(
    "sql.failed",
    "the database does not run the statement: {reason}",
    "数据库无法执行该语句:{reason}",
);
/// A backend of the host's own without this door.
pub const SQL_UNSUPPORTED: Refusal = Refusal::rule(
    "sql.unsupported",
    "this backend does not run the host's own statements",
    "该后端不支持执行宿主的语句",
);

/// Every refusal of this module.
pub const ALL: &[Refusal] = &[
    SQL_MALFORMED,
    SQL_ESCAPED_NAME,
    SQL_PLACEHOLDER,
    SQL_VALUES,
    SQL_MANY,
    SQL_TRANSACTION,
    SQL_VERB,
    SQL_FUNCTION,
    SQL_TEMPORARY,
    SQL_RESERVED,
    SQL_HELD,
    SQL_ROWS,
    SQL_BYTES,
    SQL_VALUE_TYPE,
    SQL_VALUE,
    SQL_CONSTRAINT,
    SQL_FAILED,
    SQL_UNSUPPORTED,
];
