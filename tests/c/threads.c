/* Threads, the commit callback, and a session used where it is already in use. */

#define _POSIX_C_SOURCE 200809L

#include <pthread.h>

#include "check.h"

#define WORKERS 4
#define ORDERS 10

struct probe {
    crm *workspace;
    crm_session *session;
    int calls;
};

/* The second thread: the session and the workspace are in use by the first. */
static void *intrude(void *context) {
    struct probe *probe = context;
    char *out = NULL;
    REFUSED(CRM_MISUSE, out, "handle.in_use", NULL, crm_change_list(probe->session, NULL, &out));
    REFUSED(CRM_MISUSE, out, "handle.in_use", NULL, crm_session_begin(probe->session, &out));
    REFUSED(CRM_MISUSE, out, "handle.in_use", NULL, crm_session_close(probe->session, &out));
    REFUSED(CRM_MISUSE, out, "handle.live_sessions", NULL, crm_close(probe->workspace, &out));
    return NULL;
}

/* Comes while the committing call still holds its session; another session may read. */
static void committed(void *context) {
    struct probe *probe = context;
    crm_session *reader = open_system(probe->workspace);
    pthread_t thread;
    char *out = NULL;
    probe->calls++;
    CHECK(commits(reader) == probe->calls + 1);
    OK(crm_session_close(reader, NULL));
    REFUSED(CRM_MISUSE, out, "handle.in_use", NULL, crm_change_list(probe->session, NULL, &out));
    CHECK(pthread_create(&thread, NULL, intrude, probe) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
}

static void second_thread(void) {
    struct probe probe = {NULL, NULL, 0};
    probe.workspace = open_memory();
    probe.session = open_system(probe.workspace);
    add_customer(probe.session);
    OK(crm_on_commit(probe.workspace, committed, &probe, NULL));
    OK(crm_order_create(probe.session, ORDER, NULL));
    CHECK(probe.calls == 1);
    /* A read commits nothing; a transaction tells once. */
    OK(crm_change_list(probe.session, NULL, NULL));
    CHECK(probe.calls == 1);
    OK(crm_session_close(probe.session, NULL));
    OK(crm_close(probe.workspace, NULL));
}

/* Many threads, each with a session of its own, on one workspace. */
static void *work(void *context) {
    crm *workspace = context;
    crm_session *session = open_system(workspace);
    for (int index = 0; index < ORDERS; index++) {
        OK(crm_order_create(session, ORDER, NULL));
    }
    OK(crm_session_close(session, NULL));
    return NULL;
}

static void many_threads(const char *path) {
    crm *workspace = NULL;
    crm_session *session;
    pthread_t threads[WORKERS];
    OK(crm_open(path, &workspace, NULL));
    session = open_system(workspace);
    add_customer(session);
    OK(crm_session_close(session, NULL));
    for (int index = 0; index < WORKERS; index++) {
        CHECK(pthread_create(&threads[index], NULL, work, workspace) == 0);
    }
    for (int index = 0; index < WORKERS; index++) {
        CHECK(pthread_join(threads[index], NULL) == 0);
    }
    session = open_system(workspace);
    CHECK(commits(session) == WORKERS * ORDERS + 1);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
}

/* A session may move to another thread between calls. */
static void *finish(void *context) {
    OK(crm_session_commit(context, NULL));
    return NULL;
}

static void moved(void) {
    crm *workspace = open_memory();
    crm_session *session = open_system(workspace);
    pthread_t thread;
    add_customer(session);
    OK(crm_session_begin(session, NULL));
    OK(crm_order_create(session, ORDER, NULL));
    CHECK(pthread_create(&thread, NULL, finish, session) == 0);
    CHECK(pthread_join(thread, NULL) == 0);
    CHECK(commits(session) == 2);
    OK(crm_session_close(session, NULL));
    OK(crm_close(workspace, NULL));
}

int main(int count, char **words) {
    CHECK(count == 2);
    second_thread();
    many_threads(words[1]);
    moved();
    return 0;
}
