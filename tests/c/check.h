/* What the C tests share: checks that say what failed, and short ways to call the library. */

#ifndef CRM_TESTS_CHECK_H
#define CRM_TESTS_CHECK_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crm.h"

#define CHECK(condition)                                                                 \
    do {                                                                                 \
        if (!(condition)) {                                                              \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__, #condition);    \
            exit(1);                                                                     \
        }                                                                                \
    } while (0)

/* The status is the expected one. */
#define STATUS(expected, call)                                                           \
    do {                                                                                 \
        int32_t status_ = (call);                                                        \
        if (status_ != (expected)) {                                                     \
            fprintf(stderr, "%s:%d: status %" PRId32 " from %s\n", __FILE__, __LINE__,   \
                    status_, #call);                                                     \
            exit(1);                                                                     \
        }                                                                                \
    } while (0)

#define OK(call) STATUS(CRM_OK, call)

/* The problem or answer is an error of this kind at this field (NULL for none); frees it. */
#define KIND(document, kind, field)                                                      \
    check_kind(__FILE__, __LINE__, &(document), (kind), (field))

static inline void check_kind(const char *file, int line, char **document, const char *kind,
                              const char *field) {
    crm_doc *doc = NULL;
    const char *found = NULL;
    const char *at = NULL;
    const char *message = NULL;
    int32_t retryable = -1;
    int32_t details = 0;
    CHECK(*document != NULL);
    OK(crm_doc_parse(*document, &doc, NULL));
    OK(crm_doc_text(doc, "error.kind", &found));
    OK(crm_doc_text(doc, "error.message", &message));
    OK(crm_doc_bool(doc, "error.retryable", &retryable));
    OK(crm_doc_kind(doc, "error.details", &details));
    CHECK(details == CRM_DOC_OBJECT);
    CHECK(strlen(message) > 0);
    (void)crm_doc_text(doc, "error.field", &at);
    if (strcmp(found, kind) != 0 || (at == NULL) != (field == NULL) ||
        (at != NULL && strcmp(at, field) != 0)) {
        fprintf(stderr, "%s:%d: expected %s at %s, got %s\n", file, line, kind,
                field ? field : "no field", *document);
        exit(1);
    }
    OK(crm_doc_free(doc));
    crm_string_free(*document);
    *document = NULL;
}

/* A call is refused: status, kind and field. */
#define REFUSED(expected, document, kind, field, call)                                   \
    do {                                                                                 \
        STATUS(expected, call);                                                          \
        KIND(document, kind, field);                                                     \
    } while (0)

/* A workspace in memory whose clock stands at 2026-01-15 10:00 in Shanghai. */
static inline crm *open_memory(void) {
    crm *workspace = NULL;
    char *problem = NULL;
    OK(crm_open("{\"path\": \":memory:\", \"now\": \"2026-01-15T02:00:00Z\"}", &workspace,
                &problem));
    CHECK(workspace != NULL);
    CHECK(problem == NULL);
    return workspace;
}

static inline crm_session *open_system(crm *workspace) {
    crm_session *session = NULL;
    OK(crm_session_open(workspace, NULL, &session, NULL));
    CHECK(session != NULL);
    return session;
}

/* How many commits the feed shows. */
static inline int64_t commits(crm_session *session) {
    char *out = NULL;
    crm_doc *doc = NULL;
    int64_t count = -1;
    OK(crm_change_list(session, "{\"limit\": 500}", &out));
    OK(crm_doc_parse(out, &doc, NULL));
    OK(crm_doc_count(doc, "items", &count));
    OK(crm_doc_free(doc));
    crm_string_free(out);
    return count;
}

/* The customer that add_customer made. */
static int64_t customer_id = 0;

/* Writes the text with the customer's id for each `@`. */
static inline void fill(const char *text, char *filled, size_t size) {
    size_t length = 0;
    filled[0] = '\0';
    for (; *text != '\0'; text++) {
        int wrote = *text == '@' ? snprintf(filled + length, size - length, "%" PRId64, customer_id)
                                 : snprintf(filled + length, size - length, "%c", *text);
        CHECK(wrote > 0 && (size_t)wrote < size - length);
        length += (size_t)wrote;
    }
}

/* An order of three motors for the customer. */
static char ORDER[512];

/* The first commit of a test: the customer that orders are for. */
static inline void add_customer(crm_session *session) {
    char *out = NULL;
    crm_doc *doc = NULL;
    OK(crm_customer_create(session, "{\"name\": \"北京华信科技有限公司\"}", &out));
    OK(crm_doc_parse(out, &doc, NULL));
    OK(crm_doc_int(doc, "id", &customer_id));
    OK(crm_doc_free(doc));
    crm_string_free(out);
    fill("{\"customer\": @, \"lines\": [{\"description\": \"伺服电机\", \"quantity\": \"3\", "
         "\"unit_price\": \"19.99\", \"tax_percent\": \"13\"}]}",
         ORDER, sizeof ORDER);
}

#endif
