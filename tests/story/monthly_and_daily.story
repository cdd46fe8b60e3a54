# The isv is paid monthly on a day of its own, the partner daily; both change their minds.
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Fabrikam"
isv wants to be paid monthly on day 28
partner wants to be paid daily
isv releases professional services product "Cloud migration" with dimension "Migration"
isv authorizes partner once until 2026-12-31 to sell "Cloud migration" to buyer for P12M: 100 on 2027-01-27, 100 on 2027-01-28, 100 on 2027-03-01, 100 on 2027-04-01
partner offers it with markup 25 until 2027-01-10 as "Migration for Fabrikam"
buyer accepts
the clock moves to 2027-01-27
operator records payment of invoice 1
isv is paid 0.00, partner is paid 0.00
the clock moves to 2027-01-28
isv is paid 99.00, partner is paid 25.00

# What comes in on the day itself waits a month, or a day.
operator records payment of invoice 2
the clock moves to 2027-02-27
isv is paid 99.00, partner is paid 50.00
the clock moves to 2027-02-28
isv is paid 198.00, partner is paid 50.00

# From monthly to daily: what is open is paid the next morning.
the clock moves to 2027-03-05
operator records payment of invoice 3 received on 2027-03-04
partner is paid 75.00, isv is paid 198.00
isv wants to be paid daily
isv is paid 297.00

# From daily to monthly: what is open waits for the day.
the clock moves to 2027-04-01
operator records payment of invoice 4
partner wants to be paid monthly on day 10
the clock moves to 2027-04-02
isv is paid 396.00, partner is paid 75.00
the clock moves to 2027-04-10
isv is paid 396.00, partner is paid 100.00, the marketplace keeps 4.00
the ledger balances
