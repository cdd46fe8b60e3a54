// A story: one sentence a line, played on a marketplace of its own. See README.md for the
// sentences.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "story/documents.h"
#include "story/marketplace.h"
#include "unit/store/engine.h"

namespace cppo::story {

struct sold_product {
    product_id id;
    std::string dimension;
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

    // The offer of that name; the last one where the name is empty.
    const offer_id& offer(const std::string& name) const;
    void keep_offer(const std::string& name, offer_id id);

    // The invoice with this number, counted from 1 in the order they were cut.
    invoice_id invoice(std::size_t number);
    std::size_t invoice_count();

    // Rows of everything a refused sentence must leave alone.
    std::vector<std::int64_t> rows();

    mint ids;
    std::map<std::string, sold_product> products;
    std::optional<authorization_order> authorization;
    std::vector<std::pair<account_id, agreement_id>> agreements; // buyer and agreement
    bool restarts_between_sentences = false;

  private:
    void find_new_invoices();

    store::scratch place_;
    std::filesystem::path key_directory_;
    std::unique_ptr<marketplace> open_;
    std::map<std::string, service::actor> parties_;
    std::map<std::string, offer_id> offers_;
    std::vector<invoice_id> invoices_;
};

// Plays a file; throws with file and line where it does not go as it says.
void play(const std::filesystem::path& file, store::engine kind);

} // namespace cppo::story
