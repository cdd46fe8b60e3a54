#include "cli/serving/heads_file.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "wire/value/notation.h"

namespace cppo::cli {
namespace {

namespace json = boost::json;

template <class T>
T read_value(result<T> read, const std::filesystem::path& file) {
    if (!read) throw std::runtime_error(file.string() + " is no file of heads.");
    return *std::move(read);
}

store::audit_entry head_in(const json::object& of, const std::filesystem::path& file) {
    store::audit_entry made{
        read_value(account_id::parse(wire::text_or_empty(of, "accountId")), file),
        wire::find_integer(of, "number").value_or(0),
        read_value(instant::parse(wire::text_or_empty(of, "at")), file),
        "",
        account_id::minted(""),
        "",
        "",
        "",
        "",
        wire::text_or_empty(of, "hash")};
    return made;
}

} // namespace

void write_heads(const std::filesystem::path& file, const heads_file& made) {
    if (std::filesystem::exists(file)) throw std::runtime_error(file.string() + " exists already.");
    json::array heads;
    for (const store::audit_entry& each : made.all.heads)
        heads.push_back({{"accountId", each.owner.text()},
                         {"number", each.number},
                         {"hash", each.hash},
                         {"at", each.at.text()}});
    const json::object whole{
        {"at", made.all.at.text()}, {"heads", std::move(heads)}, {"signature", made.signature}};
    std::ofstream out(file);
    out << json::serialize(whole) << '\n';
    out.flush();
    if (!out) throw std::runtime_error(file.string() + " cannot be written.");
}

heads_file read_heads(const std::filesystem::path& file) {
    std::ifstream in(file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto parsed = wire::parse_json(text, {.size_max = std::size_t{1} << 30});
    const json::object* whole = parsed ? parsed->if_object() : nullptr;
    const json::array* heads = whole ? wire::find_list(*whole, "heads") : nullptr;
    if (!heads) throw std::runtime_error(file.string() + " is no file of heads.");
    heads_file made{{read_value(instant::parse(wire::text_or_empty(*whole, "at")), file), {}},
                    wire::text_or_empty(*whole, "signature")};
    for (const json::value& each : *heads) {
        const json::object* head = each.if_object();
        if (!head) throw std::runtime_error(file.string() + " is no file of heads.");
        made.all.heads.push_back(head_in(*head, file));
    }
    return made;
}

} // namespace cppo::cli
