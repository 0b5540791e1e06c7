/* Everything a host can do wrong that the library can know: each is a status, never a crash, and
   the library stays usable. */

#include "check.h"

static void null_handles(void) {
    char *out = NULL;
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_order_create(NULL, ORDER, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_invoke(NULL, "order.get", "{}", &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_session_begin(NULL, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_session_commit(NULL, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_session_rollback(NULL, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL,
            crm_set_now(NULL, "2026-01-15T02:00:00Z", &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_on_commit(NULL, NULL, NULL, &out));
    STATUS(CRM_MISUSE, crm_order_create(NULL, NULL, NULL));
    STATUS(CRM_MISUSE, crm_doc_set_text(NULL, "a", "b"));
    STATUS(CRM_MISUSE, crm_doc_json(NULL, NULL, NULL));
    /* What frees takes NULL. */
    crm_string_free(NULL);
    OK(crm_doc_free(NULL));
    OK(crm_session_close(NULL, &out));
    CHECK(out == NULL);
    OK(crm_close(NULL, NULL));
}

static void null_arguments(crm *workspace, crm_session *session) {
    crm *other = workspace;
    crm_session *opened = session;
    char *out = NULL;
    REFUSED(CRM_MISUSE, out, "pointer.null", NULL, crm_open(NULL, &other, &out));
    CHECK(other == NULL);
    REFUSED(CRM_MISUSE, out, "pointer.null", NULL, crm_open(":memory:", NULL, &out));
    REFUSED(CRM_MISUSE, out, "pointer.null", NULL, crm_session_open(workspace, NULL, NULL, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_session_open(NULL, NULL, &opened, &out));
    CHECK(opened == NULL);
    REFUSED(CRM_MISUSE, out, "pointer.null", NULL, crm_invoke(session, NULL, "{}", &out));
    REFUSED(CRM_MISUSE, out, "pointer.null", NULL, crm_set_now(workspace, NULL, &out));
    REFUSED(CRM_MISUSE, out, "pointer.null", NULL, crm_on_commit(workspace, NULL, NULL, &out));
    /* NULL args are {}: an order without anything lacks its customer. */
    REFUSED(CRM_INVALID_INPUT, out, "field.missing", "customer",
            crm_order_create(session, NULL, &out));
}

static void wrong_handles(crm *workspace, crm_session *session) {
    crm *other = NULL;
    crm_session *closed = open_system(workspace);
    crm_doc *doc = NULL;
    crm_doc *made_up = (crm_doc *)(uintptr_t)0x1234567;
    char *out = NULL;
    /* Closed twice, and used after closing. */
    OK(crm_session_close(closed, NULL));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_session_close(closed, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_order_create(closed, ORDER, &out));
    OK(crm_open(":memory:", &other, NULL));
    OK(crm_close(other, NULL));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_close(other, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_session_open(other, NULL, &closed, &out));
    OK(crm_doc_new(&doc));
    OK(crm_doc_free(doc));
    STATUS(CRM_MISUSE, crm_doc_free(doc));
    STATUS(CRM_MISUSE, crm_doc_set_int(doc, "a", 1));
    /* Of another kind, and made up. */
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL, crm_close((crm *)(void *)session, &out));
    REFUSED(CRM_MISUSE, out, "handle.unknown", NULL,
            crm_order_create((crm_session *)(void *)workspace, ORDER, &out));
    STATUS(CRM_MISUSE, crm_doc_free(made_up));
    STATUS(CRM_MISUSE, crm_doc_free((crm_doc *)(void *)session));
    /* Sessions are closed before their workspace, which stays open until then. */
    REFUSED(CRM_MISUSE, out, "handle.live_sessions", NULL, crm_close(workspace, &out));
    OK(crm_change_list(session, NULL, NULL));
}

static void bad_text(crm *workspace, crm_session *session) {
    crm *other = NULL;
    crm_session *opened = NULL;
    char *out = NULL;
    REFUSED(CRM_INVALID_INPUT, out, "text.not_utf8", "options",
            crm_open("{\"path\": \"\xff\"}", &other, &out));
    REFUSED(CRM_INVALID_INPUT, out, "text.not_utf8", "user",
            crm_session_open(workspace, "\xc3\x28", &opened, &out));
    REFUSED(CRM_INVALID_INPUT, out, "text.not_utf8", "args",
            crm_order_create(session, "{\"source\": \"\xff\"}", &out));
    REFUSED(CRM_INVALID_INPUT, out, "text.not_utf8", "name",
            crm_invoke(session, "\xff", NULL, &out));
    REFUSED(CRM_INVALID_INPUT, out, "text.not_utf8", "instant",
            crm_set_now(workspace, "\xff", &out));
    REFUSED(CRM_INVALID_INPUT, out, "instant.malformed", NULL,
            crm_set_now(workspace, "2026-01-15", &out));
}

static void bad_documents(crm_session *session) {
    char *out = NULL;
    char args[512];
#define LINE(price) \
    "{\"customer\": @, \"lines\": [{\"description\": \"x\", \"quantity\": \"1\", " \
    "\"unit_price\": " price "}]}"
    static const struct {
        const char *args;
        const char *kind;
        const char *field;
    } cases[] = {
        {"", "json.malformed", NULL},
        {"{\"customer\": @", "json.malformed", NULL},
        {"{} {}", "json.malformed", NULL},
        {"[]", "field.type", NULL},
        {"{\"custmer\": 1}", "field.unknown", "custmer"},
        {"{\"customer\": \"1\", \"lines\": []}", "field.type", "customer"},
        {"{\"customer\": 0, \"lines\": []}", "id.out_of_range", "customer"},
        {LINE("19.99"), "number.not_text", "lines[0].unit_price"},
        {LINE("\"1e2\""), "number.malformed", "lines[0].unit_price"},
        {LINE("\"NaN\""), "number.malformed", "lines[0].unit_price"},
        {LINE("\"0.1234567\""), "number.too_precise", "lines[0].unit_price"},
        {LINE("\"-1\""), "number.negative", "lines[0].unit_price"},
        {"{\"customer\": @, \"discount_amount\": \"1.00001\", \"lines\": []}",
         "number.too_precise", "discount_amount"},
        {"{\"customer\": @, \"currency\": \"RMB\", \"lines\": []}", "currency.unknown", "currency"},
        {"{\"customer\": @, \"signed_on\": \"2026-1-3\", \"lines\": []}", "date.malformed",
         "signed_on"},
        {"{\"customer\": @, \"tie\": \"half_down\", \"lines\": []}", "field.word", "tie"},
        {"{\"customer\": @, \"number\": \"a\\u0000b\", \"lines\": []}", "text.control", "number"},
        {"{\"customer\": @, \"lines\": []}", "list.empty", "lines"},
    };
    for (size_t index = 0; index < sizeof cases / sizeof cases[0]; index++) {
        fill(cases[index].args, args, sizeof args);
        STATUS(CRM_INVALID_INPUT, crm_order_create(session, args, &out));
        KIND(out, cases[index].kind, cases[index].field);
    }
    REFUSED(CRM_INVALID_INPUT, out, "operation.unknown", NULL,
            crm_invoke(session, "order.destroy", "{}", &out));
    REFUSED(CRM_INVALID_INPUT, out, "request.on_read", "request",
            crm_change_list(session, "{\"request\": \"k\"}", &out));
}

static void bad_options(void) {
    crm *other = NULL;
    char *out = NULL;
    static const struct {
        const char *options;
        const char *kind;
        const char *field;
    } cases[] = {
        {"", "text.empty", "path"},
        {"{", "json.malformed", NULL},
        {"{}", "field.missing", "path"},
        {"{\"path\": \"\"}", "text.empty", "path"},
        {"{\"path\": \":memory:\", \"pth\": 1}", "field.unknown", "pth"},
        {"{\"path\": \":memory:\", \"path\": \":memory:\"}", "field.twice", "path"},
        {"{\"path\": \":memory:\", \"create\": 1}", "field.type", "create"},
        {"{\"path\": \":memory:\", \"durability\": \"off\"}", "field.word", "durability"},
        {"{\"path\": \":memory:\", \"language\": \"fr\"}", "field.word", "language"},
        {"{\"path\": \":memory:\", \"wait_ms\": -1}", "number.out_of_range", "wait_ms"},
        {"{\"path\": \":memory:\", \"wait_ms\": 3600001}", "number.out_of_range", "wait_ms"},
        {"{\"path\": \":memory:\", \"time_zone\": \"Mars/Olympus\"}", "time_zone.unknown",
         "time_zone"},
        {"{\"path\": \":memory:\", \"now\": \"today\"}", "instant.malformed", "now"},
    };
    for (size_t index = 0; index < sizeof cases / sizeof cases[0]; index++) {
        STATUS(CRM_INVALID_INPUT, crm_open(cases[index].options, &other, &out));
        KIND(out, cases[index].kind, cases[index].field);
        CHECK(other == NULL);
    }
    REFUSED(CRM_STORAGE, out, "storage.open", NULL,
            crm_open("/no/such/folder/sales.db", &other, &out));
    OK(crm_open(":memory:", &other, NULL));
    REFUSED(CRM_MISUSE, out, "clock.not_fixed", NULL,
            crm_set_now(other, "2026-01-15T02:00:00Z", &out));
    OK(crm_close(other, NULL));
}

int main(void) {
    crm *workspace = open_memory();
    crm_session *session = open_system(workspace);
    crm_session *nobody = session;
    char *out = NULL;
    add_customer(session);
    null_handles();
    null_arguments(workspace, session);
    wrong_handles(workspace, session);
    bad_text(workspace, session);
    bad_documents(session);
    bad_options();
    REFUSED(CRM_NOT_FOUND, out, "not_found", "user",
            crm_session_open(workspace, "nobody", &nobody, &out));
    CHECK(nobody == NULL);
    /* After all that nothing was written, and everything works. */
    CHECK(commits(session) == 1);
    OK(crm_order_create(session, ORDER, NULL));
    CHECK(commits(session) == 2);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
    return 0;
}
