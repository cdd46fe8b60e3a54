# What is refused of usage, what counts once, and that nothing else is invoiced.
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Globex" and seller "Adatum"
buyer "Fabrikam"
isv releases SaaS product "Analytics": P12M of "Seats" at 12, use of "Queries" at 0.15 and "Audits" at 15
isv authorizes partner until 2026-12-30 to sell "Analytics": P12M of "Seats" at 10, use of "Queries" at 0.10 and "Audits" at 10
partner offers it to buyer with markup 25 until 2026-12-20 as "Analytics for Fabrikam"

# Nobody uses what nobody has agreed on.
isv reports 10 of "Queries" used on 2026-11-20 at 09:00 by buyer: not subscribed
buyer's software reports 10 of "Queries" used on 2026-11-20 at 09:00 -> refused customer_not_entitled
isv resolves the token -> refused registration_token_invalid
the clock moves to 2026-11-20 at 09:30
buyer accepts with 5 of "Seats" for P12M
the clock moves to 2026-11-20 at 15:00

# Whose usage, and who reports it.
isv reports 10 of "Queries" used on 2026-11-20 at 10:00 by "Globex": not subscribed
isv reports 10 of "Queries" used on 2026-11-20 at 10:00 by partner: not subscribed
partner reports 10 of "Queries" used on 2026-11-20 at 10:00 -> refused license_unknown
"Adatum" reports 10 of "Queries" used on 2026-11-20 at 10:00 -> refused license_unknown
partner reports 10 of "Queries" used on 2026-11-20 at 10:00 by buyer -> refused product_code_unknown
"Globex"'s software reports 10 of "Queries" used on 2026-11-20 at 10:00 -> refused customer_not_entitled
partner's software reports 10 of "Queries" used on 2026-11-20 at 10:00 -> refused customer_not_entitled

# Of what, how much and for whom.
isv reports 10 of "Nothing" used on 2026-11-20 at 10:00 -> refused usage_dimension_unknown
isv reports 10 of "Seats" used on 2026-11-20 at 10:00 -> refused usage_dimension_unknown
buyer's software reports 10 of "Seats" used on 2026-11-20 at 10:00 -> refused usage_dimension_unknown
isv reports 80000001 of "Audits" used on 2026-11-20 at 10:00 -> refused usage_worth_too_much
buyer's software reports 80000001 of "Audits" used on 2026-11-20 at 10:00 -> refused usage_worth_too_much
isv reports 10 of "Queries" used on 2026-11-20 at 10:00, of which 4 for "red" and 5 for nobody -> refused allocations_differ_from_quantity
isv reports 10 of "Queries" used on 2026-11-20 at 10:00, of which 4 for "red" and 6 for "red" -> refused allocations_repeat
buyer's software reports 10 of "Queries" used on 2026-11-20 at 10:00, of which 4 for nobody and 6 for nobody -> refused allocations_repeat

# The hour the agreement began in is its first, and clocks run ahead by five minutes at most.
isv reports 10 of "Queries" used on 2026-11-20 at 08:59:59.999 -> refused usage_outside_license
isv reports 10 of "Queries" used on 2026-11-20 at 08:59:59.999 by buyer: not subscribed
buyer's software reports 10 of "Queries" used on 2026-11-20 at 08:59:59.999 -> refused usage_too_late
isv reports 10 of "Queries" used on 2026-11-20 at 09:00
isv reports 10 of "Queries" used on 2026-11-20 at 15:05:00.001 -> refused usage_in_the_future
buyer's software reports 10 of "Queries" used on 2026-11-20 at 15:05:00.001 -> refused usage_in_the_future
isv reports 10 of "Queries" used on 2026-11-20 at 15:05
buyer's software reports 10 of "Queries" used on 2026-11-20 at 15:05: recorded before

# A batch with one wrong record records nothing: its hours are free for another quantity.
isv reports 900 of "Queries" used on 2026-11-20 at 11:00 and 1 of "Queries" used on 2026-11-20 at 16:00 -> refused usage_in_the_future
isv reports 900 of "Audits" used on 2026-11-20 at 11:00 and 1 of "Nothing" used on 2026-11-20 at 11:00 -> refused usage_dimension_unknown
isv reports 20 of "Queries" used on 2026-11-20 at 11:00 and 2 of "Audits" used on 2026-11-20 at 11:00

# The same again is the same, whoever reports it, and after a restart too; an hour has one quantity.
isv reports 20 of "Queries" used on 2026-11-20 at 11:00: recorded before
isv reports 20 of "Queries" used on 2026-11-20 at 11:59:59.999 by buyer: recorded before
the marketplace restarts
isv reports 20 of "Queries" used on 2026-11-20 at 11:00 and 2 of "Audits" used on 2026-11-20 at 11:00: recorded before
buyer's software reports 20 of "Queries" used on 2026-11-20 at 11:30: recorded before
isv reports 21 of "Queries" used on 2026-11-20 at 11:30: a duplicate
isv reports 0 of "Queries" used on 2026-11-20 at 11:30 by buyer: a duplicate
isv reports 20 of "Queries" used on 2026-11-20 at 11:30, of which 20 for "red": a duplicate
buyer's software reports 21 of "Queries" used on 2026-11-20 at 11:30 -> refused usage_repeated
buyer's software reports 30 of "Queries" used on 2026-11-20 at 14:00
isv reports 30 of "Queries" used on 2026-11-20 at 14:00: recorded before
isv reports 31 of "Queries" used on 2026-11-20 at 14:00: a duplicate

# The ISV has a day to report, the buyer's software six hours.
the clock moves to 2026-11-21 at 12:00
isv reports 5 of "Queries" used on 2026-11-20 at 11:59:59.999 -> refused usage_too_late
isv reports 20 of "Queries" used on 2026-11-20 at 11:00 -> refused usage_too_late
the clock moves to 2026-11-21 at 12:59:59.999
isv reports 5 of "Queries" used on 2026-11-20 at 12:00
buyer's software reports 5 of "Queries" used on 2026-11-21 at 05:59:59.999 -> refused usage_too_late
buyer's software reports 5 of "Queries" used on 2026-11-21 at 06:00

# A month is closed at six in the morning of the first.
the clock moves to 2026-12-01 at 05:59:59.999
isv reports 7 of "Audits" used on 2026-11-30 at 23:00
the clock moves to 2026-12-01 at 06:00
isv reports 7 of "Audits" used on 2026-11-30 at 23:00 -> refused usage_too_late
isv reports 1 of "Audits" used on 2026-11-30 at 22:00 -> refused usage_too_late
isv reports 1 of "Audits" used on 2026-12-01 and 1 of "Audits" used on 2026-11-30 at 22:00 -> refused usage_too_late
buyer's software reports 1 of "Audits" used on 2026-11-30 at 23:59:59.999 -> refused usage_too_late
isv reports 1 of "Audits" used on 2026-12-01
the clock moves to 2026-12-02
there are 2 invoices
invoice 1 is open, of 62.50
invoice 2 has 80 of "Queries" for 10.00 and 9 of "Audits" for 112.50
the clock moves to 2027-01-02
there are 3 invoices
invoice 3 has 1 of "Audits" for 12.50

# After the end nothing is used, and an hour later nothing is reported any more.
the clock moves to 2027-11-20 at 09:30
the agreement is expired
isv reports 3 of "Audits" used on 2027-11-20 at 09:30 -> refused usage_outside_license
isv reports 3 of "Audits" used on 2027-11-20 at 09:30 by buyer: not subscribed
buyer's software reports 3 of "Audits" used on 2027-11-20 at 09:30 -> refused customer_not_entitled
the clock moves to 2027-11-20 at 10:30
buyer's software reports 3 of "Audits" used on 2027-11-20 at 09:29:59.999
the clock moves to 2027-11-20 at 10:30:00.001
isv reports 3 of "Audits" used on 2027-11-20 at 09:29:59.999: not subscribed
isv reports 4 of "Audits" used on 2027-11-20 at 08:00: not subscribed
buyer's software reports 4 of "Audits" used on 2027-11-20 at 08:00 -> refused customer_not_entitled
the clock moves to 2028-01-10
there are 4 invoices
invoice 4 has 3 of "Audits" for 37.50
the ledger balances
