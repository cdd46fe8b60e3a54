# The third deal: requests at a cent, sold for ten years through a bronze, a silver and a gold
# authorization (GV-2, GV-3, GV-4).
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Fabrikam"
isv releases SaaS product "Search": use of "Requests" at 0.01
isv authorizes partner until 2026-12-30 to sell "Search": use of "Requests" at 0.008
partner offers it to buyer with markup 25 until 2026-12-30 for P3650D as "Bronze"
isv authorizes partner until 2026-12-30 to sell "Search": use of "Requests" at 0.0075
partner offers it to buyer with markup 33.3 until 2026-12-30 for P3650D as "Silver"
isv authorizes partner until 2026-12-30 to sell "Search": use of "Requests" at 0.007
partner offers it to buyer with markup 42.8 until 2026-12-30 for P3650D as "Gold"
buyer accepts "Bronze"
buyer accepts "Silver"
buyer accepts "Gold"
buyer accepts "Gold" -> refused offer_already_accepted

# Nothing is owed before it is used.
the buyer owes 0.00
there are no invoices
isv reports 1000000 of "Requests" used on 2026-11-20 at 09:00 under "Bronze"
isv reports 1000000 of "Requests" used on 2026-11-20 at 09:00 under "Silver"
isv reports 1000000 of "Requests" used on 2026-11-20 at 09:00 under "Gold"
isv reports 1000000 of "Requests" used on 2026-11-20 at 09:00 under "Gold": recorded before

# A million of each is worth exactly this.
the clock moves to 2026-12-02
there are 3 invoices
invoice 1 is open, of 10000.00, due on 2027-01-01
invoice 2 is open, of 9997.50, due on 2027-01-01
invoice 3 is open, of 9996.00, due on 2027-01-01
invoice 2 has 1000000 of "Requests" for 9997.50
the buyer owes 29993.50
operator records payment of invoice 1
operator records payment of invoice 2
operator records payment of invoice 3
isv's statement of invoice 1 says wholesale 8000.00, fee 280.00, net 7720.00, no buyer amount, no margin
isv's statement of invoice 2 says wholesale 7500.00, fee 262.50, net 7237.50, no buyer amount, no margin
isv's statement of invoice 3 says wholesale 7000.00, fee 245.00, net 6755.00, no buyer amount, no margin
partner's statement of invoice 1 says buyer amount 10000.00, margin 2000.00, net 2000.00
partner's statement of invoice 2 says buyer amount 9997.50, margin 2497.50, net 2497.50
partner's statement of invoice 3 says buyer amount 9996.00, margin 2996.00, net 2996.00
the clock moves to 2026-12-10
isv is paid 21712.50, partner is paid 7493.50, the marketplace keeps 787.50
the ledger balances

# Ten years pass: 3650 days, so three leap days less than ten calendar years.
the clock moves to 2031-11-20
the agreement "Bronze" is active
there are 3 invoices
the marketplace restarts
the clock moves to 2036-11-17 at 08:59:59.999
the agreement "Bronze" is active
the agreement "Silver" is active
the agreement "Gold" is active
the clock moves to 2036-11-17 at 09:00
the agreement "Bronze" is expired
the agreement "Silver" is expired
the agreement "Gold" is expired

# Usage of the last hour is taken for an hour more, and not a moment longer.
isv reports 1000 of "Requests" used on 2036-11-17 at 09:00 under "Bronze" -> refused usage_outside_license
the clock moves to 2036-11-17 at 10:00
isv reports 1000 of "Requests" used on 2036-11-17 at 08:59:59.999 under "Bronze"
isv reports 1000 of "Requests" used on 2036-11-17 at 08:59:59.999 under "Silver"
isv reports 1000 of "Requests" used on 2036-11-17 at 08:59:59.999 by buyer
the clock moves to 2036-11-17 at 10:00:00.001
isv reports 1000 of "Requests" used on 2036-11-17 at 08:59:59.999 under "Bronze": not subscribed
isv reports 1000 of "Requests" used on 2036-11-17 at 07:00 under "Silver": not subscribed
isv reports 1000 of "Requests" used on 2036-11-17 at 08:59:59.999 by buyer: not subscribed

# It is invoiced with the month, and nothing comes after it.
the clock moves to 2036-12-02
there are 6 invoices
the buyer owes 30.00
invoice 4 is open, of 10.00, due on 2037-01-01
operator records payment of invoice 4
operator records payment of invoice 5
operator records payment of invoice 6
the clock moves to 2037-03-10
there are 6 invoices
the buyer owes 0.00
isv is paid 21734.21, partner is paid 7501.00, the marketplace keeps 788.29
the ledger balances
