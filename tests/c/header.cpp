// The header as C++17: it compiles, links and reads an answer.

#include "crm.h"

#include <cstring>
#include <string>

int main() {
    crm *workspace = nullptr;
    crm_session *session = nullptr;
    crm_doc *doc = nullptr;
    char *out = nullptr;
    const char *name = nullptr;
    crm_commit_fn nothing = [](void *) {};
    bool good = crm_abi_check(CRM_ABI_MAJOR, CRM_ABI_MINOR) == CRM_OK &&
                crm_open(":memory:", &workspace, nullptr) == CRM_OK &&
                crm_on_commit(workspace, nothing, nullptr, nullptr) == CRM_OK &&
                crm_session_open(workspace, nullptr, &session, nullptr) == CRM_OK &&
                crm_currency_get(session, "{\"currency\": \"CNY\"}", &out) == CRM_OK &&
                crm_doc_parse(out, &doc, nullptr) == CRM_OK &&
                crm_doc_text(doc, "name", &name) == CRM_OK;
    good = good && std::string(name).find("uan") != std::string::npos;
    crm_string_free(out);
    good = crm_doc_free(doc) == CRM_OK && good;
    good = crm_session_close(session, nullptr) == CRM_OK && good;
    good = crm_close(workspace, nullptr) == CRM_OK && good;
    return good ? 0 : 1;
}
