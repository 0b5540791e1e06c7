/* The contender "C": the deals and reads of tests/bench through crm.h.
 *
 * bench TASK FILE full|normal COUNT BATCH prints how long each piece took; tests/bench/src/workload.rs
 * says what the tasks are and what stands in the file of ids beside the database. */

#define _POSIX_C_SOURCE 199309L

#include "crm.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define NOW "2026-06-01T02:00:00Z"
enum { MOVES = 3, WARM_UP = 20, STRIDE = 7919, PAGE = 50, TEXT = 2048 };

/* The records of one kind. */
typedef struct {
    char kind[32];
    int64_t *ids;
    size_t count;
} kind;

static kind kinds[16];
static size_t kind_count;

static void fail(const char *what, const char *why) {
    fprintf(stderr, "%s: %s\n", what, why);
    exit(1);
}

static void must(int32_t status, const char *what, const char *problem) {
    if (status != CRM_OK) {
        fail(what, problem == NULL ? "failed" : problem);
    }
}

static void *memory_for(size_t count, size_t size) {
    void *memory = calloc(count, size);
    if (memory == NULL) {
        fail("memory", "none left");
    }
    return memory;
}

static void read_ids(const char *file) {
    char path[TEXT];
    FILE *ids;
    int length = (int)(strlen(file) - strlen(".db"));
    snprintf(path, sizeof path, "%.*s.ids", length, file);
    ids = fopen(path, "r");
    if (ids == NULL) {
        fail(path, "cannot be read");
    }
    while (kind_count < 16) {
        kind *next = &kinds[kind_count];
        if (fscanf(ids, "%31s %zu", next->kind, &next->count) != 2) {
            break;
        }
        next->ids = memory_for(next->count, sizeof *next->ids);
        for (size_t index = 0; index < next->count; index++) {
            if (fscanf(ids, "%" SCNd64, &next->ids[index]) != 1) {
                fail(path, "ends too early");
            }
        }
        kind_count++;
    }
    fclose(ids);
}

/* The records of a kind in turn. */
static int64_t turn(const char *name, size_t number) {
    for (size_t index = 0; index < kind_count; index++) {
        if (strcmp(kinds[index].kind, name) == 0) {
            return kinds[index].ids[number % kinds[index].count];
        }
    }
    fail(name, "no such records");
    return 0;
}

/* ---- deals ---- */

typedef int32_t (*operation)(crm_session *, const char *, char **);

/* Runs an operation and takes its answer apart; the caller frees the document. */
static crm_doc *answer(crm_session *session, operation run, const char *what, const char *args) {
    char *out = NULL;
    crm_doc *doc = NULL;
    must(run(session, args, &out), what, out);
    must(crm_doc_parse(out, &doc, NULL), what, "no document");
    crm_string_free(out);
    return doc;
}

static int64_t whole(crm_doc *doc, const char *path) {
    int64_t found = 0;
    must(crm_doc_int(doc, path, &found), path, "no whole number");
    return found;
}

/* Runs an operation and answers the id of what it made. */
static int64_t id_of(crm_session *session, operation run, const char *what, const char *args) {
    crm_doc *doc = answer(session, run, what, args);
    int64_t id = whole(doc, "id");
    crm_doc_free(doc);
    return id;
}

/* Runs an operation on one record; nobody looks at the answer, which is made all the same. */
static void step(crm_session *session, operation run, const char *record, int64_t id) {
    char args[128];
    char *out = NULL;
    snprintf(args, sizeof args, "{\"%s\": %" PRId64 "}", record, id);
    must(run(session, args, &out), record, out);
    crm_string_free(out);
}

static int64_t opportunity(crm_session *session, int64_t customer, int64_t contact) {
    char args[TEXT];
    int64_t id;
    snprintf(args, sizeof args,
             "{\"name\": \"二期产线伺服改造\", \"customer\": %" PRId64 ", \"contact\": %" PRId64
             ", \"pipeline\": %" PRId64
             ", \"amount\": \"90000.00\", \"expected_close\": \"2026-06-30\"}",
             customer, contact, turn("pipeline", 0));
    id = id_of(session, crm_opportunity_create, "opportunity.create", args);
    for (int move = 0; move < MOVES; move++) {
        step(session, crm_opportunity_advance, "opportunity", id);
    }
    step(session, crm_opportunity_win, "opportunity", id);
    return id;
}

static int64_t quote(crm_session *session, int64_t customer, int64_t contact, int64_t from) {
    char args[TEXT];
    int64_t id;
    snprintf(args, sizeof args,
             "{\"customer\": %" PRId64 ", \"contact\": %" PRId64 ", \"opportunity\": %" PRId64
             ", \"discount_amount\": \"575.80\", \"valid_until\": \"2026-06-30\", \"lines\": ["
             "{\"product\": %" PRId64 ", \"quantity\": \"24\", \"discount_percent\": \"5\"}, "
             "{\"product\": %" PRId64 ", \"quantity\": \"24\"}, "
             "{\"product\": %" PRId64 ", \"quantity\": \"48\", \"discount_amount\": \"152.00\"}, "
             "{\"product\": %" PRId64 ", \"quantity\": \"1\"}, "
             "{\"product\": %" PRId64 ", \"quantity\": \"3.5\"}]}",
             customer, contact, from, turn("products", 0), turn("products", 1),
             turn("products", 2), turn("products", 3), turn("products", 4));
    id = id_of(session, crm_quote_create, "quote.create", args);
    step(session, crm_quote_send, "quote", id);
    step(session, crm_quote_accept, "quote", id);
    return id;
}

/* One deal, from the opportunity to the last receipt. */
static void deal(crm_session *session, size_t number) {
    char args[TEXT];
    int64_t customer = turn("customers", number), contact = turn("contacts", number);
    int64_t from = quote(session, customer, contact, opportunity(session, customer, contact));
    int64_t order, plans = 0;
    crm_doc *approved;
    snprintf(args, sizeof args, "{\"quote\": %" PRId64 "}", from);
    order = id_of(session, crm_quote_convert, "quote.convert", args);
    step(session, crm_order_submit, "order", order);
    snprintf(args, sizeof args, "{\"order\": %" PRId64 "}", order);
    approved = answer(session, crm_order_approve, "order.approve", args);
    must(crm_doc_count(approved, "plans", &plans), "plans", "no list");
    for (int64_t plan = 0; plan < plans; plan++) {
        char path[64];
        const char *amount = NULL;
        int64_t receipt;
        snprintf(path, sizeof path, "plans[%" PRId64 "].amount", plan);
        must(crm_doc_text(approved, path, &amount), path, "no amount");
        snprintf(args, sizeof args, "{\"customer\": %" PRId64 ", \"amount\": \"%s\"}", customer,
                 amount);
        receipt = id_of(session, crm_receipt_record, "receipt.record", args);
        step(session, crm_receipt_confirm, "receipt", receipt);
    }
    crm_doc_free(approved);
}

/* ---- reads ---- */

/* Whom a list is read for. */
typedef struct {
    crm_session *sessions[WARM_UP];
    int named;
} readers;

static readers open_readers(crm *workspace, const char *task) {
    readers readers;
    memset(&readers, 0, sizeof readers);
    readers.named = strcmp(task, "chief") == 0 || strcmp(task, "director") == 0;
    for (size_t index = 0; index < WARM_UP; index++) {
        char user[32] = "chief";
        char *problem = NULL;
        if (strcmp(task, "own") == 0) {
            snprintf(user, sizeof user, "seller-%zu", index);
        } else if (strstr(task, "director") != NULL) {
            strcpy(user, "director");
        }
        must(crm_session_open(workspace, user, &readers.sessions[index], &problem), user, problem);
    }
    return readers;
}

static void read_one(readers *readers, const char *task, size_t number) {
    char args[128];
    char *out = NULL;
    crm_session *session = readers->sessions[number % WARM_UP];
    if (strcmp(task, "orders") == 0) {
        step(session, crm_order_get, "order", turn("orders", number * STRIDE));
        return;
    }
    if (readers->named) {
        snprintf(args, sizeof args, "{\"owner\": %" PRId64 ", \"overdue\": true, \"limit\": %d}",
                 turn("sellers", number % WARM_UP), PAGE);
    } else {
        snprintf(args, sizeof args, "{\"overdue\": true, \"limit\": %d}", PAGE);
    }
    must(crm_collection_list(session, args, &out), "collection.list", out);
    crm_string_free(out);
}

/* ---- measuring ---- */

static int64_t nanoseconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void print(const int64_t *laps, size_t count, int64_t total) {
    char line[256];
    FILE *status = fopen("/proc/self/status", "r");
    long memory = 0;
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        if (sscanf(line, "VmHWM: %ld", &memory) == 1) {
            break;
        }
    }
    if (status != NULL) {
        fclose(status);
    }
    printf("total %" PRId64 "\nmemory %ld\n", total, memory);
    for (size_t index = 0; index < count; index++) {
        printf("lap %" PRId64 "\n", laps[index]);
    }
}

static void measure(crm *workspace, const char *task, size_t count, size_t batch) {
    int64_t *laps = memory_for(count, sizeof *laps);
    int64_t started, last, now;
    char *problem = NULL;
    crm_session *session = NULL;
    readers readers;
    int deals = strcmp(task, "deals") == 0;
    if (deals) {
        must(crm_session_open(workspace, "li.na", &session, &problem), "li.na", problem);
    } else {
        readers = open_readers(workspace, task);
    }
    for (size_t number = 0; number < WARM_UP; number++) {
        if (deals) {
            deal(session, number);
        } else {
            read_one(&readers, task, number);
        }
    }
    started = last = nanoseconds();
    for (size_t number = 0; number < count; number++) {
        if (deals) {
            if (batch > 0 && number % batch == 0) {
                must(crm_session_begin(session, &problem), "begin", problem);
            }
            deal(session, number);
            if (batch > 0 && ((number + 1) % batch == 0 || number + 1 == count)) {
                must(crm_session_commit(session, &problem), "commit", problem);
            }
        } else {
            read_one(&readers, task, WARM_UP + number);
        }
        now = nanoseconds();
        laps[number] = now - last;
        last = now;
    }
    print(laps, count, nanoseconds() - started);
    free(laps);
    crm_session_close(session, NULL);
    for (size_t index = 0; !deals && index < WARM_UP; index++) {
        crm_session_close(readers.sessions[index], NULL);
    }
}

int main(int argc, char **argv) {
    char options[TEXT];
    char *problem = NULL;
    crm *workspace = NULL;
    if (argc != 6) {
        fail(argv[0], "needed: TASK FILE full|normal COUNT BATCH");
    }
    read_ids(argv[2]);
    snprintf(options, sizeof options,
             "{\"path\": \"%s\", \"durability\": \"%s\", \"now\": \"" NOW "\"}", argv[2], argv[3]);
    must(crm_open(options, &workspace, &problem), argv[2], problem);
    measure(workspace, argv[1], strtoul(argv[4], NULL, 10), strtoul(argv[5], NULL, 10));
    must(crm_close(workspace, &problem), "close", problem);
    for (size_t index = 0; index < kind_count; index++) {
        free(kinds[index].ids);
    }
    return 0;
}
