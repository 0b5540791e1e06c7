/* Does what each line of its input says and prints the answer or the error of the library: the
 * word `open`, `create`, `list` or `migrate`, a URL and a name, with tabs between them. */

#include "check.h"

static int32_t act(const char *word, const char *url, const char *name, char **out) {
    crm *workspace = NULL;
    int32_t status = CRM_OK;
    if (strcmp(word, "create") == 0) {
        return crm_workspace_create(url, name, out);
    }
    if (strcmp(word, "migrate") == 0) {
        return crm_workspace_migrate(url, name, out);
    }
    if (strcmp(word, "list") == 0) {
        return crm_workspace_list(url, out);
    }
    CHECK(strcmp(word, "open") == 0);
    status = crm_open(url, &workspace, out);
    CHECK((status == CRM_OK) == (workspace != NULL));
    OK(crm_close(workspace, NULL));
    return status;
}

int main(void) {
    char line[4096];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *url = strchr(line, '\t');
        char *name = url == NULL ? NULL : strchr(url + 1, '\t');
        char *out = NULL;
        int32_t status = CRM_OK;
        CHECK(name != NULL);
        *url++ = '\0';
        *name++ = '\0';
        name[strcspn(name, "\n")] = '\0';
        status = act(line, url, name, &out);
        CHECK(status == CRM_OK || out != NULL);
        puts(out == NULL ? "null" : out);
        crm_string_free(out);
    }
    return 0;
}
