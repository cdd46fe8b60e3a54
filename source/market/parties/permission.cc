#include "market/parties/permission.h"

#include <algorithm>

namespace cppo::market {
namespace {

bool has(const std::vector<std::string>& list, const std::string& entry) {
    return std::ranges::find(list, entry) != list.end();
}

bool allows_whole(const std::vector<std::string>& list, const permission& of) {
    return list.empty() || has(list, of.name) || has(list, listed_as(of.belongs_to));
}

} // namespace

std::string listed_as(permission_group of) {
    return "group:" + std::string(name_of(of));
}

std::string listed_as(duty of) {
    return "duty:" + std::string(name_of(of));
}

bool allows(const std::vector<std::string>& list, const permission& of) {
    return allows_whole(list, of) || std::ranges::any_of(of.groups, [&](permission_group each) {
               return has(list, listed_as(each));
           });
}

bool allows(const std::vector<std::string>& list, const permission& of, permission_group part) {
    return allows_whole(list, of) || has(list, listed_as(part));
}

} // namespace cppo::market
