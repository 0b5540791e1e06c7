// crm.h for C++17: handles that close themselves, statuses that throw. Not a part of the library:
// take it as the start of your own.

#ifndef EXAMPLES_CRM_HPP
#define EXAMPLES_CRM_HPP

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "crm.h"

namespace example {

// What the library answered instead of a result.
class Error : public std::runtime_error {
public:
    Error(const std::string &message, std::string kind, std::string field)
        : std::runtime_error(message), kind(std::move(kind)), field(std::move(field)) {}

    std::string kind;   // the stable name to branch on, such as `order.not_submitted`
    std::string field;  // the path of the argument it is about, or empty
};

// The last parameter of a call: a document that the library made and takes back.
class Answer {
public:
    Answer() = default;
    Answer(const Answer &) = delete;
    Answer &operator=(const Answer &) = delete;
    ~Answer() { crm_string_free(text_); }

    char **out() { return &text_; }
    const char *get() const { return text_ == nullptr ? "{}" : text_; }

private:
    char *text_ = nullptr;
};

inline void check(int32_t status, const Answer &problem);

// A JSON document by path, such as `lines[0].unit_price`.
class Doc {
public:
    explicit Doc(const std::string &json) {
        Answer problem;
        crm_doc *made = nullptr;
        check(crm_doc_parse(json.c_str(), &made, problem.out()), problem);
        doc_.reset(made);
    }

    int32_t kind(const std::string &path) const {
        int32_t found = CRM_DOC_ABSENT;
        crm_doc_kind(doc_.get(), path.c_str(), &found);
        return found;
    }

    bool has(const std::string &path) const {
        return kind(path) != CRM_DOC_ABSENT && kind(path) != CRM_DOC_NULL;
    }

    std::string text(const std::string &path) const {
        const char *found = nullptr;
        wanted(crm_doc_text(doc_.get(), path.c_str(), &found), path);
        return found;
    }

    int64_t integer(const std::string &path) const {
        int64_t found = 0;
        wanted(crm_doc_int(doc_.get(), path.c_str(), &found), path);
        return found;
    }

    bool flag(const std::string &path) const {
        int32_t found = 0;
        wanted(crm_doc_bool(doc_.get(), path.c_str(), &found), path);
        return found != 0;
    }

    // The paths of a list's items.
    std::vector<std::string> items(const std::string &path) const {
        int64_t count = 0;
        wanted(crm_doc_count(doc_.get(), path.c_str(), &count), path);
        std::vector<std::string> paths;
        for (int64_t index = 0; index < count; index++) {
            paths.push_back(path + "[" + std::to_string(index) + "]");
        }
        return paths;
    }

    // A part of the document as JSON; with the empty path, the whole.
    std::string json(const std::string &path = "") const {
        const char *found = nullptr;
        wanted(crm_doc_json(doc_.get(), path.c_str(), &found), path);
        return found;
    }

    void set(const std::string &path, int64_t value) {
        wanted(crm_doc_set_int(doc_.get(), path.c_str(), value), path);
    }

    void set(const std::string &path, const std::string &value) {
        wanted(crm_doc_set_text(doc_.get(), path.c_str(), value.c_str()), path);
    }

private:
    struct Free {
        void operator()(crm_doc *doc) const { crm_doc_free(doc); }
    };

    static void wanted(int32_t status, const std::string &path) {
        if (status != CRM_OK) {
            throw Error("not as expected", "document", path);
        }
    }

    std::unique_ptr<crm_doc, Free> doc_;
};

inline void check(int32_t status, const Answer &problem) {
    if (status == CRM_OK) {
        return;
    }
    Doc error(problem.get());
    std::string field = error.has("error.field") ? error.text("error.field") : "";
    throw Error(error.text("error.message"), error.text("error.kind"), field);
}

// Who acts: the system here. One thread at a time.
class Session {
public:
    explicit Session(crm *workspace) {
        Answer problem;
        crm_session *made = nullptr;
        check(crm_session_open(workspace, nullptr, &made, problem.out()), problem);
        session_.reset(made);
    }

    using Operation = int32_t (*)(crm_session *, const char *, char **);

    // Runs an operation by its function in crm.h.
    Doc run(Operation operation, const std::string &args = "{}") {
        Answer answer;
        check(operation(session_.get(), args.c_str(), answer.out()), answer);
        return Doc(answer.get());
    }

    // Runs an operation that needs nothing but one id.
    Doc run(Operation operation, const std::string &word, int64_t id) {
        Doc args("{}");
        args.set(word, id);
        return run(operation, args.json());
    }

    // Runs an operation by its name.
    Doc invoke(const std::string &operation, const std::string &args) {
        Answer answer;
        check(crm_invoke(session_.get(), operation.c_str(), args.c_str(), answer.out()), answer);
        return Doc(answer.get());
    }

    // Runs the work as one: everything is kept, or nothing when it throws.
    template <typename Work> auto transaction(Work work) {
        Answer problem;
        check(crm_session_begin(session_.get(), problem.out()), problem);
        try {
            auto made = work();
            Answer refused;
            check(crm_session_commit(session_.get(), refused.out()), refused);
            return made;
        } catch (...) {
            crm_session_rollback(session_.get(), nullptr);
            throw;
        }
    }

private:
    struct Close {
        void operator()(crm_session *session) const { crm_session_close(session, nullptr); }
    };
    std::unique_ptr<crm_session, Close> session_;
};

// An open workspace. It must outlive its sessions.
class Workspace {
public:
    explicit Workspace(const Doc &options) {
        Answer problem;
        crm *made = nullptr;
        check(crm_open(options.json().c_str(), &made, problem.out()), problem);
        workspace_.reset(made);
    }

    crm *get() const { return workspace_.get(); }

    void set_now(const std::string &instant) {
        Answer problem;
        check(crm_set_now(workspace_.get(), instant.c_str(), problem.out()), problem);
    }

private:
    struct Close {
        void operator()(crm *workspace) const { crm_close(workspace, nullptr); }
    };
    std::unique_ptr<crm, Close> workspace_;
};

}  // namespace example

#endif
