# The second deal: a year of a SaaS product with usage, sold by a partner at 25 per cent (GV-5).
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Fabrikam" and seller "Adatum"
isv wants to be paid monthly on day 10
partner wants to be paid daily
isv releases SaaS product "Analytics": P12M of "BasicService" at 150 and "PremiumService" at 300, use of "WorkloadSmall" at 0.15 and "WorkloadMedium" at 0.25
isv authorizes partner until 2026-12-30 to sell "Analytics": P12M of "BasicService" at 120 and "PremiumService" at 240, use of "WorkloadSmall" at 0.12 and "WorkloadMedium" at 0.20
partner offers it to buyer with markup 25 until 2026-12-20 as "Analytics for Fabrikam"
buyer sees the offer

# The buyer chooses what is on the card, and how much of it.
buyer accepts -> refused configuration_missing
buyer accepts with 40 of "BasicService" for P24M -> refused choice_not_offered
buyer accepts with 40 of "WorkloadSmall" for P12M -> refused choice_not_offered
buyer is entitled to nothing
buyer accepts with 40 of "BasicService" and 20 of "PremiumService" for P12M
the agreement is active

# It may use them at once, and its invoice is cut at once.
buyer is entitled to 40 of "BasicService" and 20 of "PremiumService"
isv sees that buyer is entitled to 40 of "BasicService" and 20 of "PremiumService"
partner sees that buyer is entitled to nothing -> refused product_code_unknown
there is 1 invoice
invoice 1 is open, of 12000.00, due on 2026-12-20
invoice 1 has 40 of "BasicService" for 6000.00 and 20 of "PremiumService" for 6000.00
the buyer owes 12000.00

# The buyer registers with the ISV, whoever restarts in between.
buyer takes a registration token
isv resolves the token and finds buyer
the marketplace restarts
isv resolves the token and finds buyer
partner resolves the token -> refused registration_token_invalid
"Adatum" resolves the token -> refused registration_token_invalid
the clock moves to 2026-11-20 at 09:30
isv resolves the token and finds buyer
the clock moves to 2026-11-20 at 09:30:00.001
isv resolves the token -> refused registration_token_expired

# What it uses counts once an hour, whoever reports it.
the clock moves to 2026-11-20 at 15:00
isv reports 100 of "WorkloadSmall" used on 2026-11-20 at 09:00 and 50 of "WorkloadSmall" used on 2026-11-20 at 10:59:59.999 and 0 of "WorkloadSmall" used on 2026-11-20 at 11:00
isv reports 30 of "WorkloadMedium" used on 2026-11-20 at 09:30, of which 10 for "red" and 15 for "blue" and 5 for nobody
isv reports 7 of "WorkloadSmall" used on 2026-11-20 at 12:00 by buyer
the clock moves to 2026-11-21 at 14:00
isv reports 3 of "WorkloadSmall" used on 2026-11-20 at 14:00:00.001
buyer's software reports 12 of "WorkloadMedium" used on 2026-11-21 at 08:00:00.001
the clock moves to 2026-12-01 at 05:59:59.999
isv reports 3 of "WorkloadSmall" used on 2026-11-30 at 23:00
the clock moves to 2026-12-01 at 06:00
isv reports 5 of "WorkloadMedium" used on 2026-12-01
there is 1 invoice

# The month is invoiced on the second.
the clock moves to 2026-12-01 at 23:59:59.999
there is 1 invoice
the clock moves to 2026-12-02
there are 2 invoices
invoice 2 is open, of 34.95, due on 2027-01-01
invoice 2 has 163 of "WorkloadSmall" for 24.45 and 42 of "WorkloadMedium" for 10.50

# The buyer pays, and each seller learns its own share.
operator records payment of invoice 1: 5000
operator records payment of invoice 1
operator records payment of invoice 2
invoice 1 is paid
invoice 2 is paid
the buyer owes 0.00
isv's statement of invoice 1 says wholesale 9600.00, fee 336.00, net 9264.00, no buyer amount, no margin
isv's statement of invoice 2 says wholesale 27.96, fee 0.98, net 26.98, no buyer amount, no margin
partner's statement of invoice 1 says buyer amount 12000.00, wholesale 9600.00, margin 2400.00, net 2400.00
partner's statement of invoice 2 says buyer amount 34.95, wholesale 27.96, margin 6.99, net 6.99

# The partner is paid the day after, the ISV on the tenth.
isv is paid 0.00, partner is paid 0.00, the marketplace keeps 336.98
the clock moves to 2026-12-03
isv is paid 0.00, partner is paid 2406.99
the clock moves to 2026-12-10
isv is paid 9290.98, partner is paid 2406.99, the marketplace keeps 336.98
the ledger balances

# The next month is invoiced too, and one without usage is not.
the clock moves to 2027-01-02
there are 3 invoices
invoice 3 is open, of 1.25, due on 2027-02-01
invoice 3 has 5 of "WorkloadMedium" for 1.25
operator records payment of invoice 3
the clock moves to 2027-02-10
there are 3 invoices
isv's statement of invoice 3 says wholesale 1.00, fee 0.03, net 0.97
isv is paid 9291.95, partner is paid 2407.24, the marketplace keeps 337.01

# A year after its acceptance the agreement ends, and with it what the buyer may use.
the clock moves to 2027-11-20 at 08:59:59.999
the agreement is active
buyer is entitled to 40 of "BasicService" and 20 of "PremiumService"
isv sees that buyer is entitled to 40 of "BasicService" and 20 of "PremiumService"
the clock moves to 2027-11-20 at 09:00
the agreement is expired
buyer is entitled to nothing
isv sees that buyer is entitled to nothing

# Its last hour may still be reported for an hour, and is invoiced with the month.
the clock moves to 2027-11-20 at 10:00
isv reports 4 of "WorkloadMedium" used on 2027-11-20 at 08:59:59.999
isv reports 4 of "WorkloadMedium" used on 2027-11-20 at 09:00 -> refused usage_outside_license
the clock moves to 2027-12-02
there are 4 invoices
invoice 4 is open, of 1.00
operator records payment of invoice 4
the clock moves to 2027-12-10
isv is paid 9292.72, partner is paid 2407.44, the marketplace keeps 337.04
the buyer owes 0.00
the ledger balances
