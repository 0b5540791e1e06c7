/* The host's own SQL: tables of its own beside the library's, one transaction for both, and every
   refusal. */

#include "check.h"

/* Runs a statement and checks the whole answer. */
static void answers(crm_session *session, const char *text, const char *values,
                    const char *expected) {
    char *out = NULL;
    (void)crm_sql(session, text, values, &out);
    if (out == NULL || strcmp(out, expected) != 0) {
        fprintf(stderr, "%s: expected %s, got %s\n", text, expected,
                out ? out : "nothing");
        exit(1);
    }
    crm_string_free(out);
}

static void run(crm_session *session, const char *text) {
    OK(crm_sql(session, text, NULL, NULL));
}

static void values_and_answers(crm_session *session) {
    run(session, "CREATE TABLE project (id INTEGER PRIMARY KEY, customer INTEGER NOT NULL "
                 "REFERENCES crm_customer (id), name TEXT, plan BLOB)");
    char values[128];
    fill("[1, @, \"产线 \\\"改造\\\"\", {\"base64\": \"AP8=\"}]", values, sizeof values);
    answers(session, "INSERT INTO project VALUES (?1, ?2, ?3, ?4)", values,
            "{\"columns\":[],\"rows\":[],\"touched\":1}");
    answers(session, "SELECT p.name, p.plan, c.name AS customer, NULL AS gap "
                     "FROM project p JOIN crm_customer c ON c.id = p.customer WHERE p.id = ?1",
            "[1]",
            "{\"columns\":[\"name\",\"plan\",\"customer\",\"gap\"],"
            "\"rows\":[[\"产线 \\\"改造\\\"\",{\"base64\":\"AP8=\"},"
            "\"北京华信科技有限公司\",null]],\"touched\":0}");
    answers(session, "SELECT ?1 AS low, ?2 AS high",
            "[-9223372036854775808, 9223372036854775807]",
            "{\"columns\":[\"low\",\"high\"],"
            "\"rows\":[[-9223372036854775808,9223372036854775807]],\"touched\":0}");
}

static void kept_or_undone_together(crm_session *session) {
    static const char *count = "SELECT (SELECT count(*) FROM project) AS projects, "
                               "(SELECT count(*) FROM crm_order) AS orders";
    char values[64];
    char *out = NULL;
    fill("[2, @]", values, sizeof values);
    /* The library refuses, so the host undoes its own work with the transaction. */
    OK(crm_session_begin(session, NULL));
    OK(crm_sql(session, "INSERT INTO project (id, customer) VALUES (?1, ?2)", values, NULL));
    STATUS(CRM_NOT_FOUND, crm_order_get(session, "{\"order\": 999}", NULL));
    OK(crm_session_rollback(session, NULL));
    answers(session, count, NULL,
            "{\"columns\":[\"projects\",\"orders\"],\"rows\":[[1,0]],\"touched\":0}");
    /* The host's statement fails after the library wrote. */
    OK(crm_session_begin(session, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    REFUSED(CRM_REFUSED, out, "sql.constraint", NULL,
            crm_sql(session, "INSERT INTO project (id, customer) VALUES (2, 999)", NULL, &out));
    OK(crm_session_rollback(session, NULL));
    answers(session, count, NULL,
            "{\"columns\":[\"projects\",\"orders\"],\"rows\":[[1,0]],\"touched\":0}");
    /* Both are kept. */
    OK(crm_session_begin(session, NULL));
    OK(crm_sql(session, "INSERT INTO project (id, customer) VALUES (?1, ?2)", values, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    OK(crm_session_commit(session, NULL));
    answers(session, count, NULL,
            "{\"columns\":[\"projects\",\"orders\"],\"rows\":[[2,1]],\"touched\":0}");
}

static void refusals(crm_session *session) {
    static const struct {
        int32_t status;
        const char *kind;
        const char *field;
        const char *text;
        const char *values;
    } cases[] = {
        {CRM_INVALID_INPUT, "text.empty", "text", "", NULL},
        {CRM_INVALID_INPUT, "text.control", "text", "SELECT \x01", NULL},
        {CRM_INVALID_INPUT, "text.not_utf8", "text", "SELECT '\xff'", NULL},
        {CRM_INVALID_INPUT, "text.not_utf8", "values", "SELECT ?1", "[\"\xff\"]"},
        {CRM_INVALID_INPUT, "json.malformed", "values", "SELECT ?1", "[1"},
        {CRM_INVALID_INPUT, "field.type", "values", "SELECT ?1", "{}"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[1.5]"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[1e2]"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[9223372036854775808]"},
        {CRM_INVALID_INPUT, "sql.value", "values[1]", "SELECT ?1, ?2", "[1, true]"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[[1]]"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[{\"base64\": \"A\"}]"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[{\"base64\": \"Zg\"}]"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[{\"base64\": \"Zh==\"}]"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[{\"bytes\": \"AP8=\"}]"},
        {CRM_INVALID_INPUT, "sql.value", "values[0]", "SELECT ?1", "[\"a\\u0000\"]"},
        {CRM_INVALID_INPUT, "sql.malformed", "text", "SELECT 'a", NULL},
        {CRM_INVALID_INPUT, "sql.escaped_name", "text", "SELECT U&\"a\"", NULL},
        {CRM_INVALID_INPUT, "sql.placeholder", "text", "SELECT ?", "[1]"},
        {CRM_INVALID_INPUT, "sql.values", "values", "SELECT ?1", NULL},
        {CRM_INVALID_INPUT, "sql.many", "text", "SELECT 1; SELECT 2", NULL},
        {CRM_REFUSED, "sql.transaction", "text", "COMMIT", NULL},
        {CRM_REFUSED, "sql.verb", "text", "PRAGMA writable_schema = 1", NULL},
        {CRM_REFUSED, "sql.function", "text", "SELECT load_extension('x')", NULL},
        {CRM_REFUSED, "sql.temporary", "text", "CREATE TEMP TABLE crm_order (id INTEGER)", NULL},
        {CRM_REFUSED, "sql.reserved", "text", "UPDATE \"crm_order\" SET version = 1", NULL},
        {CRM_REFUSED, "sql.reserved", "text", "DROP TABLE main.crm_order", NULL},
        {CRM_REFUSED, "sql.held", "text", "CREATE VIEW v AS SELECT id FROM crm_order", NULL},
        {CRM_REFUSED, "sql.constraint", NULL, "INSERT INTO project VALUES (1, 1, '', x'')", NULL},
        {CRM_REFUSED, "sql.value_type", NULL, "SELECT 1.5", NULL},
        {CRM_INVALID_INPUT, "sql.failed", "text", "SELECT id FROM no_such_table", NULL},
        {CRM_REFUSED, "sql.rows", NULL,
         "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 10001) "
         "SELECT x FROM n", NULL},
        {CRM_REFUSED, "sql.bytes", NULL, "SELECT zeroblob(16777217)", NULL},
    };
    char *out = NULL;
    for (size_t index = 0; index < sizeof cases / sizeof cases[0]; index++) {
        STATUS(cases[index].status,
               crm_sql(session, cases[index].text, cases[index].values, &out));
        KIND(out, cases[index].kind, cases[index].field);
    }
}

static void too_much(crm_session *session) {
    char *out = NULL;
    size_t length = 100001;
    char *text = malloc(length + 1);
    CHECK(text != NULL);
    memset(text, ' ', length);
    memcpy(text, "SELECT 1", 8);
    text[length] = '\0';
    REFUSED(CRM_INVALID_INPUT, out, "text.too_long", "text", crm_sql(session, text, NULL, &out));
    text[length - 1] = '\0';
    OK(crm_sql(session, text, NULL, NULL));
    /* A list of 1,001 nulls. */
    memset(text, ' ', length);
    text[0] = '[';
    for (size_t index = 0; index <= 1000; index++) {
        memcpy(text + 1 + index * 5, index == 1000 ? "null]" : "null,", 5);
    }
    text[1 + 1001 * 5] = '\0';
    REFUSED(CRM_INVALID_INPUT, out, "list.too_long", "values",
            crm_sql(session, "SELECT 1", text, &out));
    free(text);
}

static void misuse(crm *workspace, crm_session *session) {
    char *out = NULL;
    crm_session *closed = open_system(workspace);
    OK(crm_session_close(closed, NULL));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_sql(NULL, "SELECT 1", NULL, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_sql(closed, "SELECT 1", NULL, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL,
            crm_sql((crm_session *)(void *)workspace, "SELECT 1", NULL, &out));
    REFUSED(CRM_MISUSE, out, "pointer.null", NULL, crm_sql(session, NULL, NULL, &out));
    STATUS(CRM_MISUSE, crm_sql(NULL, NULL, NULL, NULL));
}

static void permission(crm *workspace, crm_session *session) {
    crm_session *zhang = NULL;
    char *out = NULL;
    OK(crm_user_create(session, "{\"key\": \"zhang.wei\", \"name\": \"张伟\"}", NULL));
    OK(crm_session_open(workspace, "zhang.wei", &zhang, NULL));
    REFUSED(CRM_DENIED, out, "denied", NULL, crm_sql(zhang, "SELECT 1", NULL, &out));
    OK(crm_session_close(zhang, NULL));
}

int main(void) {
    crm *workspace = open_memory();
    crm_session *session = open_system(workspace);
    add_customer(session);
    values_and_answers(session);
    kept_or_undone_together(session);
    refusals(session);
    too_much(session);
    misuse(workspace, session);
    permission(workspace, session);
    answers(session, "SELECT count(*) AS n FROM crm_customer", NULL,
            "{\"columns\":[\"n\"],\"rows\":[[1]],\"touched\":0}");
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
    return 0;
}
