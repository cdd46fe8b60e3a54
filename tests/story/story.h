// A story: one sentence a line, played on a marketplace of its own. See README.md for the
// sentences.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "store/tables/usage.h"
#include "story/documents.h"
#include "story/marketplace.h"
#include "unit/store/engine.h"

namespace cppo::story {

struct sold_product {
    product_id id;
    std::string dimension; // of services

    std::string code() const { return id.text().substr(product_kind::prefix.size()); }
};

struct accepted_offer {
    account_id buyer;
    agreement_id id;
    offer_id offer;
};

struct quoted_offer {
    request_id id;
    offer_id offer;
};

// Who and what the sentences so far have spoken of.
class stage {
  public:
    explicit stage(store::engine kind);
    ~stage();
    stage(const stage&) = delete;
    stage& operator=(const stage&) = delete;

    // Closes the marketplace and opens it again on what it has stored.
    void reopen();
    marketplace& open() { return *open_; }

    // The party called so: isv, partner, "Northwind".
    const service::actor& party(const std::string& called) const;
    void enter(const std::string& called, const std::string& name, service::actor who);
    const service::actor& marketplace_operator();
    // What sentences call the account.
    std::string name_of(const account_id& id) const;

    // The product of that title; the last one where the title is empty.
    const sold_product& product(const std::string& title) const;
    void keep_product(const std::string& title, sold_product sold);

    // The offer of that name; the last one where the name is empty.
    const offer_id& offer(const std::string& name) const;
    void keep_offer(const std::string& name, offer_id id);

    // The agreement made of the offer of that name; the last one where the name is empty.
    const accepted_offer& agreement(const std::string& offer_name) const;

    // The licence that agreement gives, as its ARN.
    result<std::string> license_of(const accepted_offer& made);

    // The invoice with this number, counted from 1 in the order they were cut.
    invoice_id invoice(std::size_t number);
    std::size_t invoice_count();

    std::int64_t usage_rows();
    // Rows of everything a refused sentence must leave alone.
    std::vector<std::int64_t> rows();

    mint ids;
    std::optional<authorization_id> authorization; // the last one
    std::vector<accepted_offer> agreements;
    std::optional<quoted_offer> quote;   // the last one
    std::set<std::string> usage_records; // the ids of those that count
    std::string registration_token;
    bool restarts_between_sentences = false;

  private:
    void find_new_invoices();

    store::scratch place_;
    std::filesystem::path key_directory_;
    std::unique_ptr<marketplace> open_;
    std::map<std::string, service::actor> parties_;
    std::map<std::string, sold_product> products_;
    std::map<std::string, offer_id> offers_;
    std::vector<invoice_id> invoices_;
};

// Plays a file; throws with file and line where it does not go as it says. Of a document, such as
// docs/rules.md, each example is a story of its own.
void play(const std::filesystem::path& file, store::engine kind);

} // namespace cppo::story
