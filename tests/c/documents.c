/* Documents read and built by path. */

#include "check.h"

static void reads(void) {
    crm_doc *doc = NULL;
    const char *text = NULL;
    int64_t number = 0;
    int32_t flag = 0;
    int32_t kind = 0;
    OK(crm_doc_parse("{\"plans\": [{\"amount\": \"20.33\"}, {\"amount\": \"47.44\", \"paid\": true}],"
                     " \"id\": 9007199254740991, \"next\": null, \"open\": false,"
                     " \"rate\": 7.25, \"big\": 18446744073709551615, \"nul\": \"a\\u0000b\"}",
                     &doc, NULL));
    OK(crm_doc_text(doc, "plans[1].amount", &text));
    CHECK(strcmp(text, "47.44") == 0);
    OK(crm_doc_count(doc, "plans", &number));
    CHECK(number == 2);
    OK(crm_doc_int(doc, "id", &number));
    CHECK(number == INT64_C(9007199254740991));
    OK(crm_doc_text(doc, "id", &text));
    CHECK(strcmp(text, "9007199254740991") == 0);
    OK(crm_doc_text(doc, "rate", &text));
    CHECK(strcmp(text, "7.25") == 0);
    OK(crm_doc_bool(doc, "plans[1].paid", &flag));
    CHECK(flag == 1);
    OK(crm_doc_bool(doc, "open", &flag));
    CHECK(flag == 0);
    static const struct {
        const char *path;
        int32_t kind;
    } kinds[] = {{"", CRM_DOC_OBJECT},        {"plans", CRM_DOC_LIST},  {"plans[0]", CRM_DOC_OBJECT},
                 {"plans[2]", CRM_DOC_ABSENT}, {"id", CRM_DOC_INT},      {"next", CRM_DOC_NULL},
                 {"open", CRM_DOC_BOOL},       {"rate", CRM_DOC_NUMBER}, {"big", CRM_DOC_NUMBER},
                 {"nul", CRM_DOC_TEXT},        {"id.x", CRM_DOC_ABSENT}, {"nothing", CRM_DOC_ABSENT}};
    for (size_t index = 0; index < sizeof kinds / sizeof kinds[0]; index++) {
        OK(crm_doc_kind(doc, kinds[index].path, &kind));
        CHECK(kind == kinds[index].kind);
    }
    /* Absent and null are not found; another type is bad input; the output is cleared. */
    STATUS(CRM_NOT_FOUND, crm_doc_text(doc, "nothing", &text));
    CHECK(text == NULL);
    STATUS(CRM_NOT_FOUND, crm_doc_text(doc, "next", &text));
    STATUS(CRM_NOT_FOUND, crm_doc_int(doc, "plans[0].id", &number));
    CHECK(number == 0);
    STATUS(CRM_NOT_FOUND, crm_doc_count(doc, "next", &number));
    STATUS(CRM_INVALID_INPUT, crm_doc_text(doc, "plans", &text));
    STATUS(CRM_INVALID_INPUT, crm_doc_text(doc, "open", &text));
    STATUS(CRM_INVALID_INPUT, crm_doc_text(doc, "nul", &text));
    CHECK(text == NULL);
    STATUS(CRM_INVALID_INPUT, crm_doc_int(doc, "plans[0].amount", &number));
    STATUS(CRM_INVALID_INPUT, crm_doc_int(doc, "big", &number));
    STATUS(CRM_INVALID_INPUT, crm_doc_int(doc, "rate", &number));
    STATUS(CRM_INVALID_INPUT, crm_doc_bool(doc, "id", &flag));
    STATUS(CRM_INVALID_INPUT, crm_doc_count(doc, "id", &number));
    STATUS(CRM_INVALID_INPUT, crm_doc_text(doc, "plans[", &text));
    STATUS(CRM_INVALID_INPUT, crm_doc_text(doc, "\xff", &text));
    STATUS(CRM_MISUSE, crm_doc_text(doc, NULL, &text));
    STATUS(CRM_MISUSE, crm_doc_text(doc, "id", NULL));
    STATUS(CRM_MISUSE, crm_doc_kind(doc, "id", NULL));
    OK(crm_doc_json(doc, "plans[1]", &text));
    CHECK(strcmp(text, "{\"amount\":\"47.44\",\"paid\":true}") == 0);
    OK(crm_doc_json(doc, "next", &text));
    CHECK(strcmp(text, "null") == 0);
    STATUS(CRM_NOT_FOUND, crm_doc_json(doc, "plans[2]", &text));
    CHECK(text == NULL);
    STATUS(CRM_INVALID_INPUT, crm_doc_json(doc, "plans[", &text));
    STATUS(CRM_MISUSE, crm_doc_json(doc, NULL, &text));
    OK(crm_doc_free(doc));
}

static void builds(crm_session *session) {
    crm_doc *doc = NULL;
    crm_doc *answer = NULL;
    const char *args = NULL;
    const char *text = NULL;
    char *out = NULL;
    OK(crm_doc_new(&doc));
    OK(crm_doc_set_int(doc, "customer", customer_id));
    OK(crm_doc_set_bool(doc, "prices_include_tax", 1));
    OK(crm_doc_set_null(doc, "contact"));
    OK(crm_doc_set_text(doc, "lines[0].description", "伺服电机"));
    OK(crm_doc_set_text(doc, "lines[0].quantity", "1"));
    OK(crm_doc_set_text(doc, "lines[0].unit_price", "113.00"));
    OK(crm_doc_set_text(doc, "lines[0].tax_percent", "13"));
    OK(crm_doc_set_json(doc, "extra", "{\"workflow\": 88}"));
    OK(crm_doc_set_text(doc, "request", "order-1"));
    OK(crm_doc_json(doc, "", &args));
    OK(crm_order_create(session, args, &out));
    OK(crm_doc_parse(out, &answer, NULL));
    crm_string_free(out);
    /* 113.00 with 13 % in it: 113 / 1.13 = 100.00 without (by hand). */
    OK(crm_doc_text(answer, "net", &text));
    CHECK(strcmp(text, "100.00") == 0);
    OK(crm_doc_text(answer, "tax", &text));
    CHECK(strcmp(text, "13.00") == 0);
    OK(crm_doc_text(answer, "extra.workflow", &text));
    CHECK(strcmp(text, "88") == 0);
    OK(crm_doc_free(answer));
    OK(crm_doc_free(doc));
}

/* What does not fit is refused and changes nothing. */
static void refuses(void) {
    crm_doc *doc = NULL;
    const char *before = NULL;
    const char *after = NULL;
    char *problem = NULL;
    OK(crm_doc_new(&doc));
    OK(crm_doc_set_text(doc, "a.list[0]", "x"));
    OK(crm_doc_json(doc, "", &before));
    STATUS(CRM_INVALID_INPUT, crm_doc_set_text(doc, "", "x"));
    STATUS(CRM_INVALID_INPUT, crm_doc_set_text(doc, "a.list[2]", "x"));
    STATUS(CRM_INVALID_INPUT, crm_doc_set_text(doc, "a[0]", "x"));
    STATUS(CRM_INVALID_INPUT, crm_doc_set_text(doc, "a.list[0].b", "x"));
    STATUS(CRM_INVALID_INPUT, crm_doc_set_text(doc, "new.list[1]", "x"));
    STATUS(CRM_INVALID_INPUT, crm_doc_set_text(doc, "b", "\xff"));
    STATUS(CRM_INVALID_INPUT, crm_doc_set_json(doc, "b", "{"));
    STATUS(CRM_MISUSE, crm_doc_set_text(doc, "b", NULL));
    STATUS(CRM_MISUSE, crm_doc_set_json(doc, "b", NULL));
    STATUS(CRM_MISUSE, crm_doc_set_int(doc, NULL, 1));
    OK(crm_doc_json(doc, "", &after));
    CHECK(strcmp(before, after) == 0);
    CHECK(strcmp(after, "{\"a\":{\"list\":[\"x\"]}}") == 0);
    OK(crm_doc_free(doc));
    STATUS(CRM_MISUSE, crm_doc_new(NULL));
    REFUSED(CRM_INVALID_INPUT, problem, "json.malformed", NULL,
            crm_doc_parse("{\"a\"", &doc, &problem));
    CHECK(doc == NULL);
    REFUSED(CRM_INVALID_INPUT, problem, "text.not_utf8", "json",
            crm_doc_parse("\"\xff\"", &doc, &problem));
    REFUSED(CRM_MISUSE, problem, "pointer.null", NULL, crm_doc_parse(NULL, &doc, &problem));
    REFUSED(CRM_MISUSE, problem, "pointer.null", NULL, crm_doc_parse("{}", NULL, &problem));
}

/* Text got from a document lives until it is freed, whatever happens to it meanwhile. */
static void lives(void) {
    crm_doc *doc = NULL;
    const char *first = NULL;
    const char *again = NULL;
    char value[32];
    OK(crm_doc_new(&doc));
    OK(crm_doc_set_text(doc, "a", "first"));
    OK(crm_doc_text(doc, "a", &first));
    for (int index = 0; index < 500; index++) {
        snprintf(value, sizeof value, "value %d", index);
        OK(crm_doc_set_text(doc, "a", value));
        OK(crm_doc_text(doc, "a", &again));
        CHECK(strcmp(again, value) == 0);
    }
    CHECK(strcmp(first, "first") == 0);
    OK(crm_doc_free(doc));
}

int main(void) {
    crm *workspace = open_memory();
    crm_session *session = open_system(workspace);
    add_customer(session);
    reads();
    builds(session);
    refuses();
    lives();
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
    return 0;
}
