/* One sale, from an opportunity to collected money, told by the files of a folder.
 *
 * `quote_to_cash [FOLDER]` reads `examples/data` or your own folder (`examples/data/README.md` says
 * what is in it), writes the database file `quote_to_cash.db` into the current folder, anew with
 * each run, and prints the plans and the balances. C99 and crm.h, nothing else:
 *
 *     cc -std=c99 examples/c/quote_to_cash.c -o quote_to_cash $(pkg-config --cflags --libs crm)
 *
 * crm_short.h beside it ends the program at the first problem; what is still open then is rolled
 * back.
 */

#define PROGRAM "quote_to_cash"
#include "crm_short.h"

#define DEAL "deal.json"
#define DATABASE "quote_to_cash.db"

/* The moves of the opportunity before it is won. */
enum { MOVES = 3 };

/* The files before the deal, each with the operation whose arguments it holds. */
static const struct {
    const char *file;
    const char *operation;
} FILES[] = {
    {"calendar.json", "calendar.load"}, {"rates.json", "rate.set"},
    {"terms.json", "terms.create"},     {"products.json", "product.create"},
    {"price_list.json", "price_list.create"}, {"prices.json", "price.set"},
    {"customers.json", "customer.create"},    {"contacts.json", "contact.create"},
    {"pipeline.json", "pipeline.create"},
};

/* The fields by which a document of the files names another record: by its `external_ref`, a plan
 * by its place in the order. */
static const char *const REFERENCES[] = {
    "customer", "contact",     "product", "terms", "price_list",
    "pipeline", "opportunity", "order",   "plan",
};

/* The lists in a document whose items name records too. */
static const char *const LISTS[] = {"lines", "allocations"};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A record that was made: the word of its kind, its name, its id. */
typedef struct {
    char *word;
    char *name;
    int64_t id;
} record;

/* The sale while it is told. */
typedef struct {
    const char *folder;
    crm *workspace;
    crm_session *session;
    record *records;
    size_t count;
} sale;

/* A part of the deal that must be there, as JSON. */
static const char *part(crm_doc *deal, const char *path) {
    const char *json = NULL;
    int32_t kind = CRM_DOC_ABSENT;
    crm_doc_kind(deal, path, &kind);
    if (kind == CRM_DOC_ABSENT || kind == CRM_DOC_NULL ||
        crm_doc_json(deal, path, &json) != CRM_OK) {
        fail(DEAL, path, "missing");
    }
    return json;
}

/* ---- records by their external_ref ---- */

/* Puts ids where the document at `prefix`, which stands at `place` in its file, names records. */
static void resolve_fields(const sale *sale, crm_doc *doc, const char *prefix, const char *file,
                           const char *place) {
    for (size_t index = 0; index < COUNT(REFERENCES); index++) {
        const char *field = REFERENCES[index];
        const char *name = NULL;
        const record *found = NULL;
        char path[SHORT];
        char message[SHORT];
        int32_t kind = CRM_DOC_ABSENT;
        join(path, prefix, field);
        crm_doc_kind(doc, path, &kind);
        if (kind != CRM_DOC_TEXT || crm_doc_text(doc, path, &name) != CRM_OK) {
            continue;
        }
        for (size_t at = sale->count; at > 0 && found == NULL; at--) {
            const record *one = &sale->records[at - 1];
            if (strcmp(one->word, field) == 0 && strcmp(one->name, name) == 0) {
                found = one;
            }
        }
        if (found == NULL) {
            char at[SHORT];
            join(at, place, path);
            snprintf(message, sizeof message, "no such %s: %s", field, name);
            fail(file, at, message);
        }
        crm_doc_set_int(doc, path, found->id);
    }
}

/* The same in the document itself and in the items of its lists. */
static void resolve(const sale *sale, crm_doc *doc, const char *file, const char *place) {
    resolve_fields(sale, doc, "", file, place);
    for (size_t list = 0; list < COUNT(LISTS); list++) {
        int64_t items = 0;
        crm_doc_count(doc, LISTS[list], &items);
        for (int64_t index = 0; index < items; index++) {
            char prefix[SHORT];
            snprintf(prefix, sizeof prefix, "%s[%" PRId64 "]", LISTS[list], index);
            resolve_fields(sale, doc, prefix, file, place);
        }
    }
}

/* Remembers what a record is called, instead of what was called so before. */
static void remember(sale *sale, const char *word, const char *name, int64_t id) {
    record *added;
    sale->records = or_fail(realloc(sale->records, (sale->count + 1) * sizeof *sale->records));
    added = &sale->records[sale->count++];
    added->word = copy(word, strcspn(word, "."));
    added->name = copy(name, strlen(name));
    added->id = id;
}

/* The same of the plans in an answer, by their place in the order. */
static void remember_plans(sale *sale, crm_doc *answer) {
    for (int64_t plan = 0; plan < count(answer, "plans"); plan++) {
        char path[SHORT];
        int64_t id = 0;
        snprintf(path, sizeof path, "plans[%" PRId64 "].id", plan);
        crm_doc_int(answer, path, &id);
        remember(sale, "plan", text_of(answer, "plans", plan, "sequence"), id);
    }
}

/* Runs an operation with a document of the files; `place` is where it stands in its file. */
static crm_doc *invoke(sale *sale, const char *operation, const char *json, const char *file,
                       const char *place) {
    crm_doc *arguments = parse(json, file);
    crm_doc *made;
    const char *resolved = NULL;
    const char *name = NULL;
    char *out = NULL;
    resolve(sale, arguments, file, place);
    crm_doc_json(arguments, "", &resolved);
    check_at(crm_invoke(sale->session, operation, resolved, &out), &out, file, place);
    crm_doc_free(arguments);
    made = taken(out);
    if (crm_doc_text(made, "external_ref", &name) == CRM_OK) {
        remember(sale, operation, name, id_of(made));
    }
    return made;
}

/* ---- the sale ---- */

/* Runs an operation that needs nothing but one id. */
static crm_doc *run_on(sale *sale, operation call, const char *word, int64_t id) {
    return run(sale->session, call, "{\"%s\": %" PRId64 "}", word, id);
}

/* Text of the deal that must be there. */
static const char *words(crm_doc *deal, const char *path) {
    const char *found = NULL;
    part(deal, path);
    if (crm_doc_text(deal, path, &found) != CRM_OK) {
        fail(DEAL, path, "not text");
    }
    return found;
}

/* Moves the clock to the instant at a path of the deal. */
static void set_clock(sale *sale, crm_doc *deal, const char *path) {
    const char *now = words(deal, path);
    char *problem = NULL;
    check_at(crm_set_now(sale->workspace, now, &problem), &problem, DEAL, path);
}

/* Runs the operation with each document of a file: a list of them, or one alone. */
static void set_up(sale *sale, const char *file, const char *operation) {
    crm_doc *content = read_file(sale->folder, file);
    int64_t documents = 1;
    int alone = crm_doc_count(content, "", &documents) != CRM_OK;
    if (alone) {
        documents = 1;
    }
    printf("%s: %" PRId64 " × %s\n", file, documents, operation);
    for (int64_t index = 0; index < documents; index++) {
        const char *json = NULL;
        char place[SHORT] = "";
        if (!alone) {
            snprintf(place, sizeof place, "[%" PRId64 "]", index);
        }
        crm_doc_json(content, place, &json);
        crm_doc_free(invoke(sale, operation, json, file, place));
    }
    crm_doc_free(content);
}

static void win(sale *sale, crm_doc *deal) {
    const char *document = part(deal, "opportunity");
    crm_doc *made = invoke(sale, "opportunity.create", document, DEAL, "opportunity");
    int64_t opportunity = id_of(made);
    crm_doc *won;
    for (int move = 0; move < MOVES; move++) {
        crm_doc_free(run_on(sale, crm_opportunity_advance, "opportunity", opportunity));
    }
    won = run_on(sale, crm_opportunity_win, "opportunity", opportunity);
    printf("\nOpportunity %s: won after %d moves\n", text(won, "name"), MOVES);
    crm_doc_free(won);
    crm_doc_free(made);
}

static int64_t quote(sale *sale, crm_doc *deal) {
    crm_doc *made = invoke(sale, "quote.create", part(deal, "quote"), DEAL, "quote");
    int64_t quote = id_of(made);
    crm_doc *accepted;
    crm_doc_free(run_on(sale, crm_quote_send, "quote", quote));
    accepted = run_on(sale, crm_quote_accept, "quote", quote);
    printf("\nQuote %s, %s:\n", text(accepted, "number"), text(accepted, "currency"));
    for (int64_t line = 0; line < count(accepted, "lines"); line++) {
        printf("  %s: %s × %s, net %s, tax %s\n", text_of(accepted, "lines", line, "description"),
               text_of(accepted, "lines", line, "quantity"),
               text_of(accepted, "lines", line, "unit_price"),
               text_of(accepted, "lines", line, "net"), text_of(accepted, "lines", line, "tax"));
    }
    printf("  net %s tax %s gross %s\n", text(accepted, "net"), text(accepted, "tax"),
           text(accepted, "gross"));
    crm_doc_free(accepted);
    crm_doc_free(made);
    return quote;
}

/* A plan's due date; what waits for its event has none yet. */
static const char *due(crm_doc *answer, int64_t plan) {
    char path[SHORT];
    const char *day = NULL;
    snprintf(path, sizeof path, "plans[%" PRId64 "].due_on", plan);
    return crm_doc_text(answer, path, &day) == CRM_OK ? day : "later";
}

/* Answers the approved order with its plans. */
static crm_doc *order(sale *sale, crm_doc *deal, int64_t quote) {
    const char *name = NULL;
    const char *json = NULL;
    char *problem = NULL;
    crm_doc *document = parse(part(deal, "order"), DEAL);
    crm_doc *draft;
    crm_doc *approved;
    crm_doc_set_int(document, "quote", quote);
    crm_doc_json(document, "", &json);
    /* One decision: the order stands approved with its plans, or not at all. */
    check(crm_session_begin(sale->session, &problem), &problem);
    draft = invoke(sale, "quote.convert", json, DEAL, "order");
    crm_doc_free(run_on(sale, crm_order_submit, "order", id_of(draft)));
    approved = run_on(sale, crm_order_approve, "order", id_of(draft));
    check(crm_session_commit(sale->session, &problem), &problem);
    if (crm_doc_text(draft, "external_ref", &name) == CRM_OK) {
        remember(sale, "order", name, id_of(draft));
    }
    crm_doc_free(draft);
    crm_doc_free(document);
    printf("\nOrder %s: gross %s\n", text(approved, "order.number"),
           text(approved, "order.gross"));
    for (int64_t plan = 0; plan < count(approved, "plans"); plan++) {
        printf("  plan %s: %s due %s\n", text_of(approved, "plans", plan, "sequence"),
               text_of(approved, "plans", plan, "amount"), due(approved, plan));
    }
    remember_plans(sale, approved);
    for (int64_t warning = 0; warning < count(approved, "warnings"); warning++) {
        printf("  warning: %s\n", text_of(approved, "warnings", warning, "message"));
    }
    return approved;
}

/* How the order and its customer stand. */
static void print_balances(sale *sale, crm_doc *approved) {
    int64_t order = 0;
    int64_t customer = 0;
    crm_doc *sheet;
    crm_doc *owed;
    crm_doc_int(approved, "order.id", &order);
    crm_doc_int(approved, "order.customer", &customer);
    sheet = run_on(sale, crm_order_get, "order", order);
    for (int64_t plan = 0; plan < count(sheet, "plans"); plan++) {
        printf("  plan %s: open %s of %s due %s\n", text_of(sheet, "plans", plan, "sequence"),
               text_of(sheet, "plans", plan, "open"), text_of(sheet, "plans", plan, "amount"),
               due(sheet, plan));
    }
    remember_plans(sale, sheet);
    crm_doc_free(sheet);
    owed = run_on(sale, crm_collection_balance, "customer", customer);
    for (int64_t index = 0; index < count(owed, "balances"); index++) {
        printf("  balance %s: open %s overdue %s credit %s\n",
               text_of(owed, "balances", index, "currency"),
               text_of(owed, "balances", index, "open"),
               text_of(owed, "balances", index, "overdue"),
               text_of(owed, "balances", index, "credit"));
    }
    crm_doc_free(owed);
}

/* What happens next, one after the other. */
static void take_steps(sale *sale, crm_doc *deal, crm_doc *approved) {
    int64_t steps = 0;
    part(deal, "steps");
    if (crm_doc_count(deal, "steps", &steps) != CRM_OK) {
        fail(DEAL, "steps", "not a list");
    }
    for (int64_t index = 0; index < steps; index++) {
        char place[SHORT];
        char now[SHORT];
        char title[SHORT];
        char operation[SHORT];
        char arguments[SHORT];
        snprintf(place, sizeof place, "steps[%" PRId64 "]", index);
        join(now, place, "now");
        join(title, place, "title");
        join(operation, place, "operation");
        join(arguments, place, "arguments");
        set_clock(sale, deal, now);
        words(deal, title);
        crm_doc_free(invoke(sale, words(deal, operation), part(deal, arguments), DEAL, arguments));
        printf("\n%.10s: %s\n", words(deal, now), words(deal, title));
        print_balances(sale, approved);
    }
}

/* One line of the ageing table: what is not due, each bucket, what is over, the credit beside it. */
static void print_aged(crm_doc *report, const char *list, int64_t index, const char *sums) {
    char path[SHORT];
    char field[SHORT];
    int64_t first = 1;
    snprintf(path, sizeof path, "%s[%" PRId64 "]", list, index);
    join(field, path, sums);
    join(path, field, "currency");
    printf("%s: ", text(report, path));
    join(path, field, "not_due");
    printf("not due %s", text(report, path));
    for (int64_t bucket = 0; bucket < count(report, "boundaries"); bucket++) {
        int64_t last = 0;
        snprintf(path, sizeof path, "boundaries[%" PRId64 "]", bucket);
        crm_doc_int(report, path, &last);
        snprintf(path, sizeof path, "%.200s.buckets[%" PRId64 "]", field, bucket);
        printf(", %" PRId64 "-%" PRId64 " days %s", first, last, text(report, path));
        first = last + 1;
    }
    join(path, field, "over");
    printf(", over %s", text(report, path));
    join(path, field, "credit");
    printf(", credit %s\n", text(report, path));
}

/* What is open by how long it has been due, customer by customer. */
static void ageing(sale *sale) {
    crm_doc *report = run(sale->session, crm_collection_ageing, "{}");
    printf("\nAgeing on %s:\n", text(report, "as_of"));
    for (int64_t line = 0; line < count(report, "items"); line++) {
        char path[SHORT];
        int64_t group = 0;
        crm_doc *customer;
        snprintf(path, sizeof path, "items[%" PRId64 "].group", line);
        crm_doc_int(report, path, &group);
        customer = run_on(sale, crm_customer_get, "customer", group);
        printf("  %s, ", text(customer, "name"));
        print_aged(report, "items", line, "sums");
        crm_doc_free(customer);
    }
    for (int64_t line = 0; line < count(report, "totals"); line++) {
        printf("  together, ");
        print_aged(report, "totals", line, "");
    }
    crm_doc_free(report);
}

static void verify(sale *sale) {
    int32_t clean = 0;
    crm_doc *proof = run(sale->session, crm_admin_verify, "{}");
    crm_doc_bool(proof, "clean", &clean);
    if (!clean) {
        fail(NULL, NULL, "a stored balance differs from what it is computed from");
    }
    printf("\nEvery balance recomputed: clean\n");
    crm_doc_free(proof);
}

/* A workspace whose clock stands where `set_clock` puts it: the sale has its own days. */
static void open_workspace(sale *sale) {
    const char *options = "{\"path\": \"" DATABASE "\", \"now\": \"2000-01-01T00:00:00Z\"}";
    char *problem = NULL;
    check(crm_open(options, &sale->workspace, &problem), &problem);
    check(crm_session_open(sale->workspace, NULL, &sale->session, &problem), &problem);
}

static void close_workspace(sale *sale) {
    char *problem = NULL;
    check(crm_session_close(sale->session, &problem), &problem);
    check(crm_close(sale->workspace, &problem), &problem);
    for (size_t index = 0; index < sale->count; index++) {
        free(sale->records[index].word);
        free(sale->records[index].name);
    }
    free(sale->records);
}

int main(int count, char **words) {
    sale sale = {NULL, NULL, NULL, NULL, 0};
    crm_doc *deal;
    crm_doc *approved;
    if (crm_abi_check(CRM_ABI_MAJOR, CRM_ABI_MINOR) != CRM_OK) {
        fail(NULL, NULL, "the library is older than the header, or too new for it");
    }
    sale.folder = count > 1 ? words[1] : "examples/data";
    deal = read_file(sale.folder, DEAL);
    /* The database of the run before, with the files SQLite keeps beside it. */
    remove(DATABASE);
    remove(DATABASE "-wal");
    remove(DATABASE "-shm");
    open_workspace(&sale);
    set_clock(&sale, deal, "now");
    for (size_t index = 0; index < COUNT(FILES); index++) {
        set_up(&sale, FILES[index].file, FILES[index].operation);
    }
    win(&sale, deal);
    approved = order(&sale, deal, quote(&sale, deal));
    take_steps(&sale, deal, approved);
    ageing(&sale);
    verify(&sale);
    crm_doc_free(approved);
    crm_doc_free(deal);
    close_workspace(&sale);
    printf("\nThe database: %s\n", DATABASE);
    return EXIT_SUCCESS;
}
