// The WHERE of a list whose filters may or may not be there. Only filters that are asked for stand
// in the statement, so the engine can use their indexes.
#pragma once

#include <string>
#include <vector>

#include "store/engine/session.h"

namespace cppo::service {

class conditions {
  public:
    // Adds a condition on one value, which stands as `?` in the text.
    void add(std::string_view text, store::value bound) {
        arguments_.push_back(std::move(bound));
        const std::string name = "$" + std::to_string(arguments_.size());
        where_ += where_.empty() ? "WHERE " : " AND ";
        for (const char c : text)
            if (c == '?')
                where_ += name;
            else
                where_ += c;
    }

    // The whole statement's end: WHERE ... ORDER BY `order` LIMIT `count`.
    std::string text(std::string_view order, std::int64_t count) {
        arguments_.emplace_back(count);
        return where_ + " ORDER BY " + std::string(order) + " LIMIT $" +
               std::to_string(arguments_.size());
    }
    const std::vector<store::value>& arguments() const { return arguments_; }

  private:
    std::string where_;
    std::vector<store::value> arguments_;
};

} // namespace cppo::service
