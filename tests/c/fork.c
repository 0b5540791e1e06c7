/* A forked child: what its parent had open answers CRM_MISUSE; what it opens itself works. */

#define _POSIX_C_SOURCE 200809L

#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

static void wait_for(pid_t child) {
    int status = 0;
    CHECK(child > 0);
    CHECK(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}

static void everything_is_misuse(crm *workspace, crm_session *session, crm_doc *doc) {
    crm *other = workspace;
    crm_session *opened = session;
    crm_doc *parsed = doc;
    const char *text = NULL;
    char *out = NULL;
    STATUS(CRM_MISUSE, crm_order_create(session, ORDER, &out));
    CHECK(strstr(out, "\"process.forked\"") != NULL);
    crm_string_free(out);
    STATUS(CRM_MISUSE, crm_session_open(workspace, NULL, &opened, NULL));
    STATUS(CRM_MISUSE, crm_session_close(session, NULL));
    STATUS(CRM_MISUSE, crm_close(workspace, NULL));
    STATUS(CRM_MISUSE, crm_set_now(workspace, "2026-01-15T02:00:00Z", NULL));
    STATUS(CRM_MISUSE, crm_open(":memory:", &other, NULL));
    STATUS(CRM_MISUSE, crm_doc_text(doc, "a", &text));
    STATUS(CRM_MISUSE, crm_doc_parse("{}", &parsed, NULL));
    STATUS(CRM_MISUSE, crm_doc_free(doc));
    CHECK(other == NULL && opened == NULL && parsed == NULL);
}

int main(void) {
    crm *workspace = open_memory();
    crm_session *session = open_system(workspace);
    crm_doc *doc = NULL;
    pid_t child;
    add_customer(session);
    OK(crm_doc_new(&doc));
    OK(crm_doc_set_int(doc, "a", 1));
    OK(crm_session_begin(session, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    child = fork();
    if (child == 0) {
        everything_is_misuse(workspace, session, doc);
        _exit(0);
    }
    wait_for(child);
    /* The parent goes on in its transaction. */
    OK(crm_session_commit(session, NULL));
    CHECK(commits(session) == 2);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
    /* With nothing open a child starts afresh; the handles of its parent mean nothing to it. */
    child = fork();
    if (child == 0) {
        crm *own = open_memory();
        crm_session *mine = open_system(own);
        add_customer(mine);
        OK(crm_order_create(mine, ORDER, NULL));
        CHECK(commits(mine) == 2);
        STATUS(CRM_MISUSE, crm_order_create(session, ORDER, NULL));
        STATUS(CRM_MISUSE, crm_close(workspace, NULL));
        STATUS(CRM_MISUSE, crm_doc_free(doc));
        OK(crm_session_close(mine, NULL));
        OK(crm_close(own, NULL));
        _exit(0);
    }
    wait_for(child);
    OK(crm_doc_free(doc));
    return 0;
}
