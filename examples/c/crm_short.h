/* Short ways to call the library: each ends the program at the first problem and says where it is.
 * Not a part of the library: take it as the start of your own. */

#ifndef EXAMPLES_CRM_SHORT_H
#define EXAMPLES_CRM_SHORT_H

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "crm.h"

/* What stands before an error: say it before this file is included. */
#ifndef PROGRAM
#define PROGRAM "crm"
#endif

/* Room for a path in a document, or for the arguments of a call that needs an id alone. */
enum { SHORT = 256 };

static inline void fail(const char *file, const char *field, const char *message) {
    fprintf(stderr, PROGRAM ": ");
    if (file != NULL) {
        fprintf(stderr, "%s: ", file);
    }
    if (field != NULL && field[0] != '\0') {
        fprintf(stderr, "%s: ", field);
    }
    fprintf(stderr, "%s\n", message);
    exit(EXIT_FAILURE);
}

static inline void *or_fail(void *memory) {
    if (memory == NULL) {
        fail(NULL, NULL, "out of memory");
    }
    return memory;
}

/* A field under its place in the file: `quote` and `lines[0]` are `quote.lines[0]`. */
static inline void join(char path[SHORT], const char *place, const char *field) {
    const char *joint = place[0] == '\0' || field[0] == '\0' || field[0] == '[' ? "" : ".";
    snprintf(path, SHORT, "%s%s%s", place, joint, field);
}

/* Ends the program unless the call succeeded; `place` is where its arguments stand in `file`.
 * `problem` is what the call's last parameter pointed to: a pointer, because C may look at the
 * arguments of check_at before it makes the call. */
static inline void check_at(int32_t status, char **problem, const char *file, const char *place) {
    crm_doc *error = NULL;
    const char *field = NULL;
    const char *message = NULL;
    char path[SHORT];
    if (status == CRM_OK) {
        return;
    }
    if (*problem == NULL || crm_doc_parse(*problem, &error, NULL) != CRM_OK ||
        crm_doc_text(error, "error.message", &message) != CRM_OK) {
        fail(file, place, "the library cannot say what went wrong");
    }
    if (crm_doc_text(error, "error.field", &field) != CRM_OK) {
        field = "";
    }
    join(path, place, field);
    fail(file, path, message);
}

static inline void check(int32_t status, char **problem) {
    check_at(status, problem, NULL, "");
}

static inline crm_doc *parse(const char *json, const char *file) {
    crm_doc *doc = NULL;
    char *problem = NULL;
    check_at(crm_doc_parse(json, &doc, &problem), &problem, file, "");
    return doc;
}

/* Takes an answer apart and frees its text. */
static inline crm_doc *taken(char *answer) {
    crm_doc *doc = parse(answer, NULL);
    crm_string_free(answer);
    return doc;
}

/* The function of one operation, as crm.h declares them all. */
typedef int32_t (*operation)(crm_session *session, const char *args, char **out);

/* Runs an operation and takes its answer apart; the arguments are written as by printf. They must
 * be ids and the program's own words: text of users needs quoting, which crm_doc_set_text does. */
static inline crm_doc *run(crm_session *session, operation call, const char *format, ...) {
    char args[1024];
    char *out = NULL;
    va_list values;
    va_start(values, format);
    if (vsnprintf(args, sizeof args, format, values) >= (int)sizeof args) {
        fail(NULL, NULL, "the arguments are too long for run()");
    }
    va_end(values);
    check(call(session, args, &out), &out);
    return taken(out);
}

/* Text that every answer has. */
static inline const char *text(crm_doc *doc, const char *path) {
    const char *found = NULL;
    if (crm_doc_text(doc, path, &found) != CRM_OK) {
        fail(NULL, path, "no such text in the answer");
    }
    return found;
}

static inline const char *text_of(crm_doc *doc, const char *list, int64_t index, const char *field) {
    char path[SHORT];
    snprintf(path, sizeof path, "%s[%" PRId64 "].%s", list, index, field);
    return text(doc, path);
}

static inline int64_t id_of(crm_doc *doc) {
    int64_t id = 0;
    if (crm_doc_int(doc, "id", &id) != CRM_OK) {
        fail(NULL, "id", "no such number in the answer");
    }
    return id;
}

static inline int64_t count(crm_doc *doc, const char *path) {
    int64_t items = 0;
    if (crm_doc_count(doc, path, &items) != CRM_OK) {
        fail(NULL, path, "no such list in the answer");
    }
    return items;
}

/* A file of the folder. */
static inline crm_doc *read_file(const char *folder, const char *file) {
    size_t length = strlen(folder) + strlen(file) + 2;
    char *path = or_fail(malloc(length));
    char *content = NULL;
    size_t size = 0;
    size_t got;
    FILE *stream;
    crm_doc *doc;
    snprintf(path, length, "%s/%s", folder, file);
    stream = fopen(path, "rb");
    if (stream == NULL) {
        fail(path, NULL, strerror(errno));
    }
    do {
        content = or_fail(realloc(content, size + 4096 + 1));
        got = fread(content + size, 1, 4096, stream);
        size += got;
    } while (got > 0);
    if (ferror(stream)) {
        fail(path, NULL, strerror(errno));
    }
    fclose(stream);
    content[size] = '\0';
    if (strlen(content) != size) {
        fail(file, NULL, "a NUL in the text");
    }
    doc = parse(content, file);
    free(content);
    free(path);
    return doc;
}

static inline char *copy(const char *text, size_t length) {
    char *made = or_fail(malloc(length + 1));
    memcpy(made, text, length);
    made[length] = '\0';
    return made;
}

#endif
