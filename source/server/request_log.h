// One line a request, for those who try a marketplace out.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/log.h"
#include "service/parties/founding.h"
#include "wire/message/message.h"

namespace cppo::server {

class request_log {
  public:
    // Founders are named by their part, others by their access key.
    request_log(log& to, const std::vector<service::founder>& founders);

    // {"event":"request","actor":"buyer","method":"POST","path":"/ListEntities","target":"",
    // "status":200,"error":"","took_us":812}. Neither queries nor bodies are written: they may hold
    // signatures and secrets.
    void write(const wire::request& asked, const wire::reply& made, std::int64_t took_us);

  private:
    std::string_view actor_of(const wire::request& asked) const;

    log& to_;
    std::map<std::string, std::string, std::less<>> parts_; // by access key
};

} // namespace cppo::server
