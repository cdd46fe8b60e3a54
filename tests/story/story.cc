#include "story/story.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>

#include "rulebook/rulebook.h"
#include "service/secrets/digest.h"
#include "story/sentences.h"

namespace cppo::story {
namespace {

// The refusal a sentence ends with, such as `-> refused offer_already_accepted`, taken off it.
std::optional<std::string> expected_refusal(std::string& line) {
    static const std::regex form(" *-> refused ([a-z_]+)$");
    std::smatch found;
    if (!std::regex_search(line, found, form)) return {};
    std::string why = found[1];
    line.erase(static_cast<std::size_t>(found.position()));
    if (!reason_named(why)) throw std::runtime_error("there is no reason " + why);
    return why;
}

result<void> play_sentence(stage& on, const std::string& line) {
    for (const sentence& each : sentences()) {
        std::smatch words;
        if (std::regex_match(line, words, each.form)) return each.play(on, words);
    }
    throw std::runtime_error("this sentence is unknown; README.md has those there are");
}

void play_line(stage& on, std::string line) {
    const auto refusal = expected_refusal(line);
    const auto before = refusal ? on.rows() : std::vector<std::int64_t>();
    const auto done = play_sentence(on, line);
    if (!done && !refusal)
        throw std::runtime_error("refused " + std::string(name_of(done.error().why)) + ": " +
                                 done.error().sentence + " " + done.error().subject);
    if (done && refusal) throw std::runtime_error("nothing was refused");
    if (!done && name_of(done.error().why) != *refusal)
        throw std::runtime_error("refused " + std::string(name_of(done.error().why)));
    if (refusal && on.rows() != before)
        throw std::runtime_error("what was refused has left something in the store");
}

// Plays the lines of a text that begins in this line of the file.
void play_lines(stage& on, const std::filesystem::path& file, int number, const std::string& text) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line); ++number) {
        line.erase(line.find_last_not_of(" \r") + 1);
        line.erase(0, line.find_first_not_of(' '));
        if (line.empty() || line.starts_with('#')) continue;
        try {
            play_line(on, line);
            if (on.restarts_between_sentences) on.reopen();
        } catch (const std::exception& failed) {
            throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + line +
                                     "\n    " + failed.what());
        }
    }
}

// Every example is played, so that all that do not come out are told at once.
void play_examples(const std::filesystem::path& file, const std::string& text, store::engine kind) {
    const rulebook::book read = rulebook::read(text);
    std::string faults;
    for (const std::string& each : rulebook::faults_of(read))
        faults += file.string() + ":" + each + '\n';
    for (const rulebook::example& each : read.examples) {
        try {
            stage on(kind);
            play_lines(on, file, each.line + 1, each.story);
        } catch (const std::exception& failed) {
            faults += std::string(failed.what()) + '\n';
        }
    }
    if (!faults.empty()) throw std::runtime_error(faults);
}

} // namespace

stage::stage(store::engine kind) : ids(service::random_seed()), place_(kind) {
    static int count = 0;
    key_directory_ = std::filesystem::temp_directory_path() /
                     ("cppo_story_" + std::to_string(getpid()) + "_" + std::to_string(++count));
    std::filesystem::create_directory(key_directory_);
    reopen();
}

stage::~stage() {
    open_.reset();
    std::filesystem::remove_all(key_directory_);
}

void stage::reopen() {
    open_.reset();
    open_ = std::make_unique<marketplace>(place_.url(), key_directory_ / "key");
}

const service::actor& stage::party(const std::string& called) const {
    const auto found = parties_.find(called);
    if (found == parties_.end()) throw std::runtime_error("nobody is called " + called);
    return found->second;
}

void stage::enter(const std::string& called, const std::string& name, service::actor who) {
    parties_.insert_or_assign('"' + name + '"', who);
    parties_.insert_or_assign(called, std::move(who));
}

const service::actor& stage::marketplace_operator() {
    if (!parties_.contains("operator")) parties_.emplace("operator", open().open_operator());
    return parties_.at("operator");
}

std::string stage::name_of(const account_id& id) const {
    for (const auto& [called, who] : parties_)
        if (who.account == id) return called;
    return id.text();
}

const sold_product& stage::product(const std::string& title) const {
    const auto found = products_.find(title);
    if (found == products_.end()) throw std::runtime_error("there is no product " + title);
    return found->second;
}

void stage::keep_product(const std::string& title, sold_product sold) {
    products_.insert_or_assign(title, sold);
    products_.insert_or_assign("", std::move(sold));
}

const offer_id& stage::offer(const std::string& name) const {
    const auto found = offers_.find(name);
    if (found == offers_.end()) throw std::runtime_error("there is no offer \"" + name + '"');
    return found->second;
}

void stage::keep_offer(const std::string& name, offer_id id) {
    offers_.insert_or_assign(name, id);
    offers_.insert_or_assign("", std::move(id));
}

const accepted_offer& stage::agreement(const std::string& offer_name) const {
    if (agreements.empty()) throw std::runtime_error("there is no agreement");
    if (offer_name.empty()) return agreements.back();
    const auto found = std::ranges::find(agreements, offer(offer_name), &accepted_offer::offer);
    if (found == agreements.end()) throw std::runtime_error("nobody accepted " + offer_name);
    return *found;
}

result<std::string> stage::license_of(const accepted_offer& made) {
    const auto seen = TRY(open().agreements.describe(made.buyer, made.id));
    return market::license_arn(seen.of.manufacturer, open().agreements.entitlements(seen).at(0).id);
}

void stage::find_new_invoices() {
    for (const accepted_offer& made : agreements)
        for (const market::charge& each : open().agreements.charges(made.buyer, made.id))
            if (each.invoice && std::ranges::find(invoices_, *each.invoice) == invoices_.end())
                invoices_.push_back(*each.invoice);
}

invoice_id stage::invoice(std::size_t number) {
    find_new_invoices();
    // The number before the first and after the last name invoices that do not exist.
    if (number == 0 || number > invoices_.size()) return invoice_id::minted("inv-unknown");
    return invoices_[number - 1];
}

std::size_t stage::invoice_count() {
    find_new_invoices();
    return invoices_.size();
}

std::int64_t stage::usage_rows() {
    return open().count("SELECT COUNT(*) FROM usage");
}

std::vector<std::int64_t> stage::rows() {
    std::vector<std::int64_t> made;
    for (const char* table :
         {"product", "resale_authorization", "offer", "agreement_request", "agreement",
          "entitlement", "charge", "invoice", "payment", "transfer", "statement_line", "payable",
          "disbursement", "usage", "visible", "locator", "due_work", "entity_lock"})
        made.push_back(open().count("SELECT COUNT(*) FROM " + std::string(table)));
    made.push_back(
        open().count("SELECT CAST(COALESCE(SUM(released), 0) AS BIGINT) FROM authorization_use"));
    made.push_back(open().count("SELECT CAST(COALESCE(SUM(revision), 0) AS BIGINT) FROM offer"));
    return made;
}

void play(const std::filesystem::path& file, store::engine kind) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error(file.string() + " cannot be read");
    const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (file.extension() == ".md") return play_examples(file, text, kind);
    stage on(kind);
    play_lines(on, file, 1, text);
}

} // namespace cppo::story
