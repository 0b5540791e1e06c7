/* Files that cannot be opened, and a host that closes the file under the library. */

#include "check.h"

static void write_text(const char *path) {
    FILE *file = fopen(path, "w");
    CHECK(file != NULL);
    for (int line = 0; line < 1000; line++) fputs("no database\n", file);
    CHECK(fclose(file) == 0);
}

static int32_t create(crm_session *session, char **answer) {
    return crm_customer_create(session, "{\"name\": \"\xe7\x94\xb2\"}", answer);
}

static void works(const char *path) {
    crm *db = NULL;
    char *answer = NULL;
    OK(crm_open(path, &db, NULL));
    crm_session *session = open_system(db);
    OK(create(session, &answer));
    crm_string_free(answer);
    OK(crm_session_close(session, NULL));
    OK(crm_close(db, NULL));
}

static void what_cannot_be_opened(const char *path) {
    crm *db = NULL;
    char *problem = NULL;
    char inside[4096];
    write_text(path);
    STATUS(CRM_STORAGE, crm_open(path, &db, &problem));
    KIND(problem, "storage.corrupt", NULL);
    snprintf(inside, sizeof inside, "%s/sales.db", path);
    STATUS(CRM_STORAGE, crm_open(inside, &db, &problem));
    KIND(problem, "storage.open", NULL);
    CHECK(remove(path) == 0);
    works(path);
}

/* On POSIX systems the library's locks are gone then; on Linux it notices. */
static void a_lost_lock(const char *path) {
#ifdef __linux__
    crm *db = NULL;
    char *answer = NULL;
    OK(crm_open(path, &db, NULL));
    crm_session *session = open_system(db);
    OK(crm_session_begin(session, NULL));
    OK(create(session, &answer));
    crm_string_free(answer);
    answer = NULL;
    char beside[4096];
    snprintf(beside, sizeof beside, "%s-shm", path);
    FILE *backup = fopen(beside, "r");
    CHECK(backup != NULL && fclose(backup) == 0);
    STATUS(CRM_STORAGE, crm_session_commit(session, &answer));
    KIND(answer, "storage.lock_lost", NULL);
    OK(crm_session_close(session, NULL));
    OK(crm_close(db, NULL));
#endif
    works(path);
}

int main(int count, char **arguments) {
    CHECK(count == 2);
    what_cannot_be_opened(arguments[1]);
    a_lost_lock(arguments[1]);
    return 0;
}
