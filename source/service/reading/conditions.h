// The WHERE of a list whose filters may or may not be there. Only filters that are asked for stand
// in the statement, so the engine can use their indexes.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "store/engine/session.h"

namespace cppo::service {

class conditions {
  public:
    // Adds a condition on these values, each of which stands as `?` in the text.
    conditions& add(std::string_view text, std::initializer_list<store::value> bound = {}) {
        where_ += where_.empty() ? "WHERE " : " AND ";
        const auto* next = bound.begin();
        for (const char c : text) {
            if (c != '?') {
                where_ += c;
                continue;
            }
            arguments_.push_back(*next++);
            where_ += "$" + std::to_string(arguments_.size());
        }
        return *this;
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
