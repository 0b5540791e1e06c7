/* A workspace from opening to closing: the file, the options, sessions, an order read back. */

#define _POSIX_C_SOURCE 200809L

#include "check.h"

static void versions(void) {
    CHECK(strncmp(crm_version(), "0.", 2) == 0);
    OK(crm_abi_check(CRM_ABI_MAJOR, CRM_ABI_MINOR));
    STATUS(CRM_VERSION_MISMATCH, crm_abi_check(CRM_ABI_MAJOR + 1, CRM_ABI_MINOR));
    STATUS(CRM_VERSION_MISMATCH, crm_abi_check(CRM_ABI_MAJOR, CRM_ABI_MINOR + 1));
}

/* 3 x 19.99 = 59.97; 13 % of it 7.7961, rounded 7.80; together 67.77 (by hand). */
static int64_t create(crm_session *session) {
    char *out = NULL;
    crm_doc *doc = NULL;
    const char *text = NULL;
    int64_t id = 0;
    OK(crm_order_create(session, ORDER, &out));
    OK(crm_doc_parse(out, &doc, NULL));
    crm_string_free(out);
    OK(crm_doc_text(doc, "gross", &text));
    CHECK(strcmp(text, "67.77") == 0);
    OK(crm_doc_text(doc, "number", &text));
    CHECK(strcmp(text, "SO-2026-000001") == 0);
    OK(crm_doc_text(doc, "lines[0].description", &text));
    CHECK(strcmp(text, "伺服电机") == 0);
    OK(crm_doc_int(doc, "id", &id));
    CHECK(id > 0);
    OK(crm_doc_free(doc));
    return id;
}

static void read_back(crm_session *session, int64_t id) {
    char args[64];
    char *named = NULL;
    char *late = NULL;
    snprintf(args, sizeof args, "{\"order\": %" PRId64 "}", id);
    OK(crm_order_get(session, args, &named));
    OK(crm_invoke(session, "order.get", args, &late));
    CHECK(strcmp(named, late) == 0);
    CHECK(strstr(named, "\"gross\":\"67.77\"") != NULL);
    crm_string_free(named);
    crm_string_free(late);
}

/* What was written is found when the file is opened again; both ways of naming it work. */
static void file(const char *path) {
    char options[512];
    char *problem = NULL;
    crm *workspace = NULL;
    crm_session *session;
    int64_t id;
    snprintf(options, sizeof options,
             "{\"path\": \"%s\", \"create\": false}", path);
    REFUSED(CRM_STORAGE, problem, "storage.open", NULL, crm_open(options, &workspace, &problem));
    CHECK(workspace == NULL);
    snprintf(options, sizeof options,
             "{\"path\": \"%s\", \"create\": true, \"migrate\": false, \"durability\": \"normal\", "
             "\"wait_ms\": 200, \"time_zone\": \"Europe/Berlin\", \"language\": \"en\", "
             "\"now\": \"2026-01-15T02:00:00Z\"}",
             path);
    OK(crm_open(options, &workspace, &problem));
    session = open_system(workspace);
    add_customer(session);
    id = create(session);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
    OK(crm_open(path, &workspace, &problem));
    CHECK(problem == NULL);
    session = open_system(workspace);
    read_back(session, id);
    CHECK(commits(session) == 2);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
}

/* Midnight in Shanghai is not midnight in UTC: the number of the order shows the year. */
static void clock_and_zone(void) {
    crm *workspace = open_memory();
    crm_session *session = open_system(workspace);
    char *out = NULL;
    add_customer(session);
    OK(crm_set_now(workspace, "2026-12-31T16:30:00Z", NULL));
    OK(crm_order_create(session, ORDER, &out));
    CHECK(strstr(out, "SO-2027-") != NULL);
    crm_string_free(out);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
}

/* The document may be unwanted, in success and in failure. */
static void unwanted(void) {
    crm *workspace = open_memory();
    crm_session *session = open_system(workspace);
    add_customer(session);
    OK(crm_order_create(session, ORDER, NULL));
    STATUS(CRM_NOT_FOUND, crm_order_get(session, "{\"order\": 999999}", NULL));
    STATUS(CRM_INVALID_INPUT, crm_order_get(session, NULL, NULL));
    OK(crm_change_list(session, NULL, NULL));
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
}

static void messages_in_chinese(void) {
    crm *workspace = NULL;
    crm_session *session;
    char *out = NULL;
    OK(crm_open("{\"path\": \":memory:\", \"language\": \"zh\"}", &workspace, NULL));
    session = open_system(workspace);
    STATUS(CRM_NOT_FOUND, crm_order_get(session, "{\"order\": 999999}", &out));
    CHECK(strstr(out, "没有编号为 999999 的订单") != NULL);
    crm_string_free(out);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
}

int main(int count, char **words) {
    CHECK(count == 2);
    versions();
    file(words[1]);
    clock_and_zone();
    unwanted();
    messages_in_chinese();
    return 0;
}
