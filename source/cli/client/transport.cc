#include "cli/client/transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <mutex>
#include <new>

#include "cli/client/bad_input.h"

namespace cppo::cli {
namespace {

constexpr long connect_timeout_ms = 10'000;
constexpr long timeout_ms = 60'000;

void prepare_curl() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

std::size_t take_body(char* from, std::size_t, std::size_t count, void* to) {
    auto& body = *static_cast<std::string*>(to);
    if (body.size() + count > transport::answer_size_max) return 0;
    body.append(from, count);
    return count;
}

std::size_t take_header(char* from, std::size_t, std::size_t count, void* to) {
    auto& headers = *static_cast<std::vector<wire::header>*>(to);
    std::string_view line(from, count);
    while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) line.remove_suffix(1);
    const std::size_t colon = line.find(':');
    constexpr std::size_t headers_max = 200;
    if (colon == std::string_view::npos || headers.size() == headers_max) return count;
    std::string_view value = line.substr(colon + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    headers.push_back({std::string(line.substr(0, colon)), std::string(value)});
    return count;
}

// A part of an address, or nothing.
std::string part_of(CURLU* of, CURLUPart part) {
    char* found = nullptr;
    if (curl_url_get(of, part, &found, 0) != CURLUE_OK) return {};
    std::string made(found);
    curl_free(found);
    return made;
}

bool is_distrust(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
           code == CURLE_SSL_CERTPROBLEM;
}

using header_list = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

header_list headers_of(const wire::request& what) {
    header_list made(nullptr, &curl_slist_free_all);
    const auto add = [&](const std::string& line) {
        curl_slist* grown = curl_slist_append(made.get(), line.c_str());
        if (!grown) throw std::bad_alloc();
        made.release();
        made.reset(grown);
    };
    for (const wire::header& each : what.headers) add(each.name + ": " + each.value);
    add("Expect:");
    return made;
}

} // namespace

endpoint_url parse_endpoint(const std::string& text) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), &curl_url_cleanup);
    const bool is_url = curl_url_set(parsed.get(), CURLUPART_URL, text.c_str(), 0) == CURLUE_OK;
    const std::string scheme = part_of(parsed.get(), CURLUPART_SCHEME);
    const bool is_more = !part_of(parsed.get(), CURLUPART_USER).empty() ||
                         !part_of(parsed.get(), CURLUPART_QUERY).empty() ||
                         !part_of(parsed.get(), CURLUPART_FRAGMENT).empty();
    if (!is_url || is_more || (scheme != "http" && scheme != "https"))
        throw bad_input("--endpoint: An endpoint is an address such as http://127.0.0.1:8080.");
    const std::string port = part_of(parsed.get(), CURLUPART_PORT);
    endpoint_url made;
    made.host = part_of(parsed.get(), CURLUPART_HOST);
    const bool is_usual = port.empty() || port == (scheme == "http" ? "80" : "443");
    if (!is_usual) made.host += ":" + port;
    made.origin = scheme + "://" + made.host;
    made.path = part_of(parsed.get(), CURLUPART_PATH);
    while (made.path.ends_with('/')) made.path.pop_back();
    return made;
}

struct transport::handle {
    handle() {
        prepare_curl();
        curl = curl_easy_init();
        if (!curl) throw std::runtime_error("libcurl does not start");
    }
    ~handle() { curl_easy_cleanup(curl); }
    handle(const handle&) = delete;
    handle& operator=(const handle&) = delete;

    CURL* curl;
};

transport::transport(std::string origin)
    : origin_(std::move(origin)), curl_(std::make_unique<handle>()) {}

transport::~transport() = default;

wire::reply transport::send(const wire::request& what) {
    CURL* curl = curl_->curl;
    curl_easy_reset(curl); // the connection stays
    wire::reply made;
    const header_list headers = headers_of(what);
    char reason[CURL_ERROR_SIZE] = "";
    curl_easy_setopt(curl, CURLOPT_URL, (origin_ + what.target).c_str());
    curl_easy_setopt(curl, CURLOPT_PATH_AS_IS, 1L); // the signed path
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_timeout_ms);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "opencppo");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &made.body);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &made.headers);
    if (what.method != "GET") {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, what.body.data());
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(what.body.size()));
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, what.method.c_str());
    }
    const CURLcode code = curl_easy_perform(curl);
    if (code != CURLE_OK) {
        const std::string why = origin_ + ": " + (*reason ? reason : curl_easy_strerror(code));
        if (is_distrust(code)) throw bad_input(why);
        throw unreachable(why);
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    made.status = static_cast<int>(status);
    return made;
}

} // namespace cppo::cli
