/* A workspace is copied: stopped by the callback, gone on with, and complete. */

#include "check.h"

struct watch {
    int steps;
    int allowed;
    uint64_t done;
};

static int32_t watched(const char *stage, const char *table, uint64_t done, uint64_t total,
                       void *context) {
    struct watch *watch = context;
    CHECK(strcmp(stage, "copying") == 0 || strcmp(stage, "verifying") == 0);
    CHECK(strncmp(table, "crm_", 4) == 0);
    CHECK(done <= total);
    watch->steps++;
    watch->done = done;
    return watch->steps < watch->allowed;
}

static void copied(const char *from, const char *to) {
    char *out = NULL;
    crm_doc *doc = NULL;
    crm *workspace = NULL;
    int64_t rows = 0;
    struct watch watch = {0, 3, 0};
    REFUSED(CRM_REFUSED, out, "copy.stopped", NULL, crm_copy(from, to, watched, &watch, &out));
    CHECK(watch.steps == 3);
    REFUSED(CRM_VERSION_MISMATCH, out, "copy.unfinished", NULL, crm_open(to, &workspace, &out));
    watch.allowed = 1000000;
    OK(crm_copy(from, to, watched, &watch, &out));
    OK(crm_doc_parse(out, &doc, NULL));
    OK(crm_doc_int(doc, "rows", &rows));
    CHECK(rows > 0 && watch.done == 2 * (uint64_t)rows);
    OK(crm_doc_free(doc));
    crm_string_free(out);
    out = NULL;
    REFUSED(CRM_CONFLICT, out, "copy.target_taken", NULL, crm_copy(from, to, NULL, NULL, &out));
}

int main(int argc, char **argv) {
    char to[4096];
    char *out = NULL;
    crm *workspace = NULL;
    crm_session *session = NULL;
    CHECK(argc == 2);
    CHECK(snprintf(to, sizeof to, "%s.copy", argv[1]) < (int)sizeof to);
    OK(crm_open(argv[1], &workspace, NULL));
    session = open_system(workspace);
    add_customer(session);
    OK(crm_order_create(session, ORDER, NULL));
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
    copied(argv[1], to);
    OK(crm_open(to, &workspace, NULL));
    session = open_system(workspace);
    CHECK(commits(session) == 2);
    OK(crm_order_create(session, ORDER, NULL));
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
    REFUSED(CRM_MISUSE, out, "copy.in_memory", NULL, crm_copy(":memory:", to, NULL, NULL, &out));
    REFUSED(CRM_INVALID_INPUT, out, "text.empty", "path", crm_copy("", to, NULL, NULL, &out));
    STATUS(CRM_MISUSE, crm_copy(NULL, to, NULL, NULL, NULL));
    STATUS(CRM_MISUSE, crm_copy(to, NULL, NULL, NULL, NULL));
    return 0;
}
