#!/usr/bin/python3
"""Reports a product's use to the marketplace, hour by hour, as an ISV's own server does.

    hourly_meter.py register TOKEN                    who the customer behind a token is, as JSON
    hourly_meter.py report STATE LOG UNTIL            reports the full hours before UNTIL

LOG has a line a use: {"at": "2026-11-28T09:17:05Z", "dimension": "queries", "quantity": 3}. STATE
is a file of ours: the customer as `register` printed it, the dimensions, and the first hour that
has not been reported. Timestamps are floored to their hour, and an hour without use is reported as
zero, so that the marketplace can tell silence from a meter that is broken. Nothing is forgotten
when this is killed: what was sent and not noted is sent again, and an hour counts once.

The marketplace is where AWS_ENDPOINT_URL says. botocore 1.29, Debian 12's, does not read that
variable by itself.
"""
import datetime
import json
import os
import sys

import botocore.session

HOUR = datetime.timedelta(hours=1)
BATCH_MAX = 25
ATTEMPTS_MAX = 5


def client():
    return botocore.session.get_session().create_client(
        "meteringmarketplace", endpoint_url=os.environ["AWS_ENDPOINT_URL"])


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def floored(at):
    return at.replace(minute=0, second=0, microsecond=0)


def register(token):
    found = client().resolve_customer(RegistrationToken=token)
    # Newer customers have no identifier but their account, which stands in its place.
    customer = found.get("CustomerIdentifier") or found["CustomerAWSAccountId"]
    print(json.dumps({"productCode": found["ProductCode"], "customer": customer}))


def use_by_hour(log):
    used = {}
    with open(log, encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            key = floored(moment(one["at"])), one["dimension"]
            used[key] = used.get(key, 0) + one["quantity"]
    return used


def records_of(state, used, until):
    hour = moment(state["next"])
    while hour + HOUR <= until:
        for dimension in state["dimensions"]:
            yield {"Timestamp": hour, "CustomerIdentifier": state["customer"],
                   "Dimension": dimension, "Quantity": used.get((hour, dimension), 0)}
        hour += HOUR


def send(metering, product_code, records):
    """Sends a batch until nothing of it is left over; fails where a record is not taken."""
    for _ in range(ATTEMPTS_MAX):
        answer = metering.batch_meter_usage(ProductCode=product_code, UsageRecords=records)
        for result in answer["Results"]:
            if result["Status"] != "Success":
                raise SystemExit(f"not taken: {result['Status']} {result['UsageRecord']}")
        records = answer["UnprocessedRecords"]
        if not records:
            return
    raise SystemExit(f"{len(records)} records are still unprocessed")


def write_state(file, state):
    with open(file + ".new", "w", encoding="utf-8") as out:
        json.dump(state, out)
    os.replace(file + ".new", file)


def report(file, log, until):
    with open(file, encoding="utf-8") as kept:
        state = json.load(kept)
    until = floored(moment(until))
    records = list(records_of(state, use_by_hour(log), until))
    metering = client()
    for start in range(0, len(records), BATCH_MAX):
        send(metering, state["productCode"], records[start:start + BATCH_MAX])
    if records:
        state["next"] = until.isoformat()
        write_state(file, state)
    used = sum(1 for each in records if each["Quantity"] > 0)
    print(json.dumps({"records": len(records), "withUse": used, "next": state["next"]}))


if __name__ == "__main__":
    verb, *words = sys.argv[1:] or [""]
    if verb == "register" and len(words) == 1:
        register(*words)
    elif verb == "report" and len(words) == 3:
        report(*words)
    else:
        sys.exit(__doc__)
