// Carries out many change sets at once and says of each what became of it.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "cli/client/catalog_client.h"
#include "cli/offers/offers_file.h"
#include "cli/offers/results_file.h"

namespace cppo::cli {

class bulk_run {
  public:
    // Called for one row at a time, from any thread.
    using listener = std::function<void(const row_result&)>;

    bulk_run(endpoint_url at, wire::signing_identity by, std::string intent);

    // Sends the offers in their order, so many at a time, each followed to the end of its change
    // set. A row whose outcome is not known when the endpoint stops answering is not told of.
    // Answers why it stopped early, if it did. Throws bad_input where the credentials are not
    // taken.
    std::optional<std::string> run(const std::vector<planned_offer>& offers, int concurrency,
                                   const listener& ended);

  private:
    void work(const std::vector<planned_offer>& offers, const listener& ended);
    std::optional<row_result> carry_out(catalog_client& through, const planned_offer& offer);
    void stop(const call_fault& why);

    endpoint_url at_;
    wire::signing_identity by_;
    std::string intent_;
    std::atomic<std::size_t> next_ = 0;
    std::atomic<bool> interrupted_ = false;
    std::mutex mutex_; // of all below, and held while a listener listens
    std::optional<std::string> stopped_;
    std::exception_ptr failed_;
};

} // namespace cppo::cli
