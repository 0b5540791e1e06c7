/* Transactions, nested ones, request keys, and what closing a session undoes. */

#include "check.h"

static void kept_and_undone(crm_session *session) {
    OK(crm_session_begin(session, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    OK(crm_session_commit(session, NULL));
    CHECK(commits(session) == 3);
    OK(crm_session_begin(session, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    OK(crm_session_rollback(session, NULL));
    CHECK(commits(session) == 3);
    /* The inner one is undone alone; a refusal inside undoes nothing else. */
    OK(crm_session_begin(session, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    OK(crm_session_begin(session, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    OK(crm_session_rollback(session, NULL));
    STATUS(CRM_NOT_FOUND, crm_order_get(session, "{\"order\": 999999}", NULL));
    STATUS(CRM_INVALID_INPUT, crm_order_create(session, "{\"lines\": []}", NULL));
    OK(crm_session_commit(session, NULL));
    CHECK(commits(session) == 4);
}

static void without_begin(crm_session *session) {
    char *problem = NULL;
    REFUSED(CRM_MISUSE, problem, "transaction.none", NULL, crm_session_commit(session, &problem));
    REFUSED(CRM_MISUSE, problem, "transaction.none", NULL, crm_session_rollback(session, &problem));
}

static void too_deep(crm_session *session) {
    char *problem = NULL;
    int depth = 0;
    while (crm_session_begin(session, &problem) == CRM_OK) {
        depth++;
        CHECK(depth < 100);
    }
    KIND(problem, "transaction.too_deep", NULL);
    while (depth-- > 0) {
        OK(crm_session_rollback(session, NULL));
    }
    without_begin(session);
}

/* A closed session takes its open transaction with it, and another one can write at once. */
static void closed_in_the_middle(crm *workspace, crm_session *session) {
    crm_session *other = open_system(workspace);
    int64_t before = commits(session);
    OK(crm_session_begin(other, NULL));
    OK(crm_order_create(other, ORDER, NULL));
    OK(crm_session_close(other, NULL));
    CHECK(commits(session) == before);
    OK(crm_order_create(session, ORDER, NULL));
    CHECK(commits(session) == before + 1);
}

static void request_keys(crm_session *session) {
    char keyed[256];
    char other[256];
    static const char *keyed_text = "{\"request\": \"deal-7\", \"customer\": @, \"lines\": "
                               "[{\"description\": \"x\", \"quantity\": \"1\", \"unit_price\": \"5\"}]}";
    static const char *other_text = "{\"request\": \"deal-7\", \"customer\": @, \"lines\": "
                               "[{\"description\": \"x\", \"quantity\": \"2\", \"unit_price\": \"5\"}]}";
    int64_t before = commits(session);
    char *first = NULL;
    char *again = NULL;
    fill(keyed_text, keyed, sizeof keyed);
    fill(other_text, other, sizeof other);
    OK(crm_order_create(session, keyed, &first));
    OK(crm_order_create(session, keyed, &again));
    CHECK(strcmp(first, again) == 0);
    CHECK(commits(session) == before + 1);
    crm_string_free(first);
    crm_string_free(again);
    REFUSED(CRM_CONFLICT, first, "request.differs", "request",
            crm_order_create(session, other, &first));
}

int main(void) {
    crm *workspace = open_memory();
    crm_session *session = open_system(workspace);
    add_customer(session);
    without_begin(session);
    kept_and_undone(session);
    too_deep(session);
    closed_in_the_middle(workspace, session);
    request_keys(session);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
    return 0;
}
