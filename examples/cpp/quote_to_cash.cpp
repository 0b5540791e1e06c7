// One sale, from an opportunity to collected money, told by the files of a folder.
//
// `quote_to_cash [FOLDER]` reads `examples/data` or your own folder (`examples/data/README.md` says
// what is in it), writes the database file `quote_to_cash.db` into the current folder, anew with
// each run, and prints the plans and the balances. C++17 and crm.h, nothing else:
//
//     cd examples/cpp
//     c++ -std=c++17 quote_to_cash.cpp -o quote_to_cash $(pkg-config --cflags --libs crm)
//
// crm.hpp beside it wraps the header: handles that close themselves, statuses that throw.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "crm.hpp"

namespace {

using example::Doc;
using example::Error;
using example::Session;
using example::Workspace;

const std::string DEAL = "deal.json";

// The files before the deal, each with the operation whose arguments it holds.
const std::pair<const char *, const char *> FILES[] = {
    {"calendar.json", "calendar.load"},  {"rates.json", "rate.set"},
    {"terms.json", "terms.create"},
    {"products.json", "product.create"}, {"price_list.json", "price_list.create"},
    {"prices.json", "price.set"},        {"customers.json", "customer.create"},
    {"contacts.json", "contact.create"}, {"pipeline.json", "pipeline.create"},
};

// The fields by which a document of the files names another record: by its `external_ref`, a plan
// by its place in the order.
const char *const REFERENCES[] = {"customer", "contact",     "product", "terms", "price_list",
                                  "pipeline", "opportunity", "order",   "plan"};

// The lists in a document whose items name records too.
const char *const LISTS[] = {"lines", "allocations"};

// The moves of the opportunity before it is won.
const int MOVES = 3;

// A file of the folder that the sale cannot be told by.
struct Broken : std::runtime_error {
    Broken(const std::string &file, const std::string &field, const std::string &message)
        : std::runtime_error(file + ": " + (field.empty() ? "" : field + ": ") + message) {}
};

std::string join(const std::string &place, const std::string &field) {
    bool joint = !place.empty() && !field.empty() && field[0] != '[';
    return place + (joint ? "." : "") + field;
}

// Runs the work; what the library refuses in it is about `place` in the file.
template <typename Work>
auto located(const std::string &file, const std::string &place, Work work) {
    try {
        return work();
    } catch (const Error &error) {
        throw Broken(file, join(place, error.field), error.what());
    }
}

Doc read(const std::filesystem::path &folder, const std::string &file) {
    std::ifstream stream(folder / file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (!stream) {
        throw Broken((folder / file).string(), "", "cannot be read");
    }
    if (text.find('\0') != std::string::npos) {
        throw Broken(file, "", "a NUL in the text");
    }
    return located(file, "", [&] { return Doc(text); });
}

// The JSON of a part of the deal that must be there.
std::string part(const Doc &deal, const std::string &path) {
    if (!deal.has(path)) {
        throw Broken(DEAL, path, "missing");
    }
    return deal.json(path);
}

// The sale while it is told.
class Sale {
public:
    Sale(std::filesystem::path folder, Workspace &workspace)
        : folder_(std::move(folder)), workspace_(workspace), session_(workspace.get()),
          deal_(read(folder_, DEAL)) {}

    void tell() {
        set_clock("now");
        for (const auto &[file, operation] : FILES) {
            set_up(file, operation);
        }
        win();
        Doc approved = order(quote());
        part(deal_, "steps");
        if (deal_.kind("steps") != CRM_DOC_LIST) {
            throw Broken(DEAL, "steps", "not a list");
        }
        for (const std::string &place : deal_.items("steps")) {
            step(approved, place);
        }
        ageing();
        if (!session_.run(crm_admin_verify).flag("clean")) {
            throw std::runtime_error("a stored balance differs from what it is computed from");
        }
        std::cout << "\nEvery balance recomputed: clean\n";
    }

private:
    // Runs the operation with each document of a file: a list of them, or one alone.
    void set_up(const std::string &file, const std::string &operation) {
        Doc content = read(folder_, file);
        std::vector<std::string> places = {""};
        if (content.kind("") == CRM_DOC_LIST) {
            places = content.items("");
        }
        std::cout << file << ": " << places.size() << " × " << operation << "\n";
        for (const std::string &place : places) {
            invoke(operation, content.json(place), file, place);
        }
    }

    void win() {
        Doc made = invoke("opportunity.create", part(deal_, "opportunity"), DEAL, "opportunity");
        int64_t opportunity = made.integer("id");
        for (int move = 0; move < MOVES; move++) {
            session_.run(crm_opportunity_advance, "opportunity", opportunity);
        }
        Doc won = session_.run(crm_opportunity_win, "opportunity", opportunity);
        std::cout << "\nOpportunity " << won.text("name") << ": won after " << MOVES << " moves\n";
    }

    int64_t quote() {
        Doc made = invoke("quote.create", part(deal_, "quote"), DEAL, "quote");
        int64_t id = made.integer("id");
        session_.run(crm_quote_send, "quote", id);
        Doc quote = session_.run(crm_quote_accept, "quote", id);
        std::cout << "\nQuote " << quote.text("number") << ", " << quote.text("currency") << ":\n";
        for (const std::string &line : quote.items("lines")) {
            std::cout << "  " << quote.text(line + ".description") << ": "
                      << quote.text(line + ".quantity") << " × " << quote.text(line + ".unit_price")
                      << ", net " << quote.text(line + ".net") << ", tax "
                      << quote.text(line + ".tax") << "\n";
        }
        std::cout << "  net " << quote.text("net") << " tax " << quote.text("tax") << " gross "
                  << quote.text("gross") << "\n";
        return id;
    }

    // Answers the approved order with its plans.
    Doc order(int64_t quote) {
        // One decision: the order stands approved with its plans, or not at all.
        Doc approved = session_.transaction([&] {
            Doc document(part(deal_, "order"));
            document.set("quote", quote);
            Doc draft = invoke("quote.convert", document.json(), DEAL, "order");
            int64_t id = draft.integer("id");
            if (draft.has("external_ref")) {
                ids_[{"order", draft.text("external_ref")}] = id;
            }
            session_.run(crm_order_submit, "order", id);
            return session_.run(crm_order_approve, "order", id);
        });
        std::cout << "\nOrder " << approved.text("order.number") << ": gross "
                  << approved.text("order.gross") << "\n";
        for (const std::string &plan : approved.items("plans")) {
            std::cout << "  plan " << approved.text(plan + ".sequence") << ": "
                      << approved.text(plan + ".amount") << " due " << due(approved, plan) << "\n";
            remember(approved, plan);
        }
        for (const std::string &warning : approved.items("warnings")) {
            std::cout << "  warning: " << approved.text(warning + ".message") << "\n";
        }
        return approved;
    }

    // What happens next, and how the order and its customer stand afterwards.
    void step(const Doc &approved, const std::string &place) {
        std::string now = words(place + ".now");
        set_clock(place + ".now");
        std::string title = words(place + ".title");
        std::string operation = words(place + ".operation");
        std::string arguments = place + ".arguments";
        invoke(operation, part(deal_, arguments), DEAL, arguments);
        std::cout << "\n" << now.substr(0, 10) << ": " << title << "\n";
        Doc sheet = session_.run(crm_order_get, "order", approved.integer("order.id"));
        for (const std::string &plan : sheet.items("plans")) {
            std::cout << "  plan " << sheet.text(plan + ".sequence") << ": open "
                      << sheet.text(plan + ".open") << " of " << sheet.text(plan + ".amount")
                      << " due " << due(sheet, plan) << "\n";
            remember(sheet, plan);
        }
        int64_t customer = approved.integer("order.customer");
        Doc owed = session_.run(crm_collection_balance, "customer", customer);
        for (const std::string &balance : owed.items("balances")) {
            std::cout << "  balance " << owed.text(balance + ".currency") << ": open "
                      << owed.text(balance + ".open") << " overdue "
                      << owed.text(balance + ".overdue") << " credit "
                      << owed.text(balance + ".credit") << "\n";
        }
    }

    // What is open by how long it has been due, customer by customer.
    void ageing() {
        Doc report = session_.run(crm_collection_ageing);
        std::cout << "\nAgeing on " << report.text("as_of") << ":\n";
        for (const std::string &line : report.items("items")) {
            int64_t group = report.integer(line + ".group");
            Doc customer = session_.run(crm_customer_get, "customer", group);
            std::cout << "  " << customer.text("name") << ", " << aged(report, line + ".sums");
        }
        for (const std::string &sums : report.items("totals")) {
            std::cout << "  together, " << aged(report, sums);
        }
    }

    // One line of the ageing table: what is not due, each bucket, what is over, the credit beside.
    static std::string aged(const Doc &report, const std::string &sums) {
        std::string line =
            report.text(sums + ".currency") + ": not due " + report.text(sums + ".not_due");
        int64_t first = 1;
        std::vector<std::string> buckets = report.items(sums + ".buckets");
        for (size_t index = 0; index < buckets.size(); index++) {
            int64_t last = report.integer("boundaries[" + std::to_string(index) + "]");
            line += ", " + std::to_string(first) + "-" + std::to_string(last) + " days " +
                    report.text(buckets[index]);
            first = last + 1;
        }
        return line + ", over " + report.text(sums + ".over") + ", credit " +
               report.text(sums + ".credit") + "\n";
    }

    // A due date; what waits for its event has none yet.
    static std::string due(const Doc &doc, const std::string &plan) {
        return doc.has(plan + ".due_on") ? doc.text(plan + ".due_on") : "later";
    }

    // A plan is called by its place in the order.
    void remember(const Doc &doc, const std::string &plan) {
        ids_[{"plan", doc.text(plan + ".sequence")}] = doc.integer(plan + ".id");
    }

    // Text of the deal that must be there.
    std::string words(const std::string &path) const {
        part(deal_, path);
        if (deal_.kind(path) != CRM_DOC_TEXT) {
            throw Broken(DEAL, path, "not text");
        }
        return deal_.text(path);
    }

    // Moves the clock to the instant at a path of the deal.
    void set_clock(const std::string &path) {
        std::string now = words(path);
        located(DEAL, path, [&] { workspace_.set_now(now); });
    }

    // Runs an operation with a document of the files and remembers the record it made. `place` is
    // where the document stands in its file.
    Doc invoke(const std::string &operation, const std::string &json, const std::string &file,
               const std::string &place) {
        Doc document(json);
        resolve(document, "", file, place);
        for (const char *list : LISTS) {
            if (document.kind(list) != CRM_DOC_LIST) {
                continue;
            }
            for (const std::string &item : document.items(list)) {
                resolve(document, item, file, place);
            }
        }
        std::string args = document.json();
        Doc made = located(file, place, [&] { return session_.invoke(operation, args); });
        if (made.has("external_ref")) {
            std::string word = operation.substr(0, operation.find('.'));
            ids_[{word, made.text("external_ref")}] = made.integer("id");
        }
        return made;
    }

    // Puts ids where the document names other records at `prefix`.
    void resolve(Doc &document, const std::string &prefix, const std::string &file,
                 const std::string &place) const {
        for (const std::string field : REFERENCES) {
            std::string path = join(prefix, field);
            if (document.kind(path) != CRM_DOC_TEXT) {
                continue;
            }
            std::string name = document.text(path);
            auto found = ids_.find({field, name});
            if (found == ids_.end()) {
                throw Broken(file, join(place, path), "no such " + field + ": " + name);
            }
            document.set(path, found->second);
        }
    }

    std::filesystem::path folder_;
    Workspace &workspace_;
    Session session_;
    Doc deal_;
    // The ids of the records by their word and their name.
    std::map<std::pair<std::string, std::string>, int64_t> ids_;
};

// A workspace whose clock stands where the sale puts it: the sale has its own days.
Workspace open_workspace(const std::filesystem::path &file) {
    // The database of the run before, with the files SQLite keeps beside it.
    for (const char *ending : {"", "-wal", "-shm"}) {
        std::filesystem::remove(file.string() + ending);
    }
    Doc options("{}");
    options.set("path", file.string());
    options.set("now", std::string("2000-01-01T00:00:00Z"));
    return Workspace(options);
}

}  // namespace

int main(int count, char **words) {
    try {
        if (crm_abi_check(CRM_ABI_MAJOR, CRM_ABI_MINOR) != CRM_OK) {
            throw std::runtime_error("the library does not fit the header");
        }
        std::filesystem::path file = std::filesystem::absolute("quote_to_cash.db");
        Workspace workspace = open_workspace(file);
        Sale(count > 1 ? words[1] : "examples/data", workspace).tell();
        std::cout << "\nThe database: " << file.string() << "\n";
        return EXIT_SUCCESS;
    } catch (const std::exception &error) {
        std::cout.flush();
        std::cerr << "quote_to_cash: " << error.what() << "\n";
        return EXIT_FAILURE;
    }
}
