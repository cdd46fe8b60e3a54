# What is refused on the way, and that nothing of it stays.
today is 2026-11-20
isv "Northwind" and partner "Contoso" and buyer "Fabrikam" and seller "Adatum"
buyer "Globex"
isv releases professional services product "Cloud migration" with dimension "Migration"

# Authorizations that cannot be.
isv authorizes "Fabrikam" once until 2026-12-31 to sell "Cloud migration" to "Globex" for P12M: 0.50 on 2027-01-17 -> refused reseller_not_registered
"Adatum" authorizes partner once until 2026-12-31 to sell "Cloud migration" to "Fabrikam" for P12M: 0.50 on 2027-01-17 -> refused product_not_found
isv authorizes partner once until 2026-11-19 to sell "Cloud migration" to "Fabrikam" for P12M: 0.50 on 2027-01-17 -> refused availability_not_future
isv authorizes partner once until 2026-12-31 to sell "Cloud migration" to "Fabrikam" for P12M: 0.50 on 2026-12-31 -> refused availability_reaches_first_charge
isv authorizes partner once until 2026-12-31 to sell "Cloud migration" to "Fabrikam" for P12M: 0.50 on 2027-01-17, 0.50 on 2027-01-17 -> refused charge_dates_repeat
isv authorizes partner once until 2026-12-31 to sell "Cloud migration" to "Fabrikam" for P1M: 0.50 on 2027-01-17 -> refused charge_after_agreement_end

# Offers that cannot be.
isv authorizes partner once until 2026-12-31 to sell "Cloud migration" to "Fabrikam" for P12M: 0.50 on 2027-01-17, 0.50 on 2027-01-18
"Adatum" offers it with markup 10 until 2027-01-10 as "Not mine" -> refused authorization_not_found
partner offers it to "Globex" with markup 10 until 2027-01-10 as "Wrong buyer" -> refused buyer_not_authorized
partner offers it with markup 10 until 2027-01-18 as "Too long" -> refused too_many_backdated_charges
partner offers it with markup 10 until 2026-11-19 as "Too late" -> refused availability_not_future
partner drafts an offer with markup 10 until 2027-01-10 as "First"
partner drafts an offer with markup 20 until 2027-01-10 as "Second"
"Fabrikam" accepts "First" -> refused proposal_not_found
partner releases the offer "First"
partner releases the offer "Second" -> refused authorization_consumed
partner releases the offer "First" -> refused offer_already_released
"Adatum" releases the offer "First" -> refused entity_not_found
partner offers it with markup 10 until 2027-01-10 as "Third" -> refused authorization_consumed

# Who may accept, and how often.
"Globex" accepts "First" -> refused proposal_not_found
partner ends the offer "First" on 2026-11-19
"Fabrikam" accepts "First" -> refused proposal_expired
partner ends the offer "First" on 2027-01-10
"Fabrikam" accepts "First"
"Fabrikam" accepts "First" -> refused offer_already_accepted
the clock moves to 2026-11-19 -> refused clock_goes_back

# Payments that cannot be.
operator records payment of invoice 1: 0.55 -> refused invoice_not_found
the clock moves to 2027-01-17
operator records payment of invoice 1: 0.55 EUR -> refused payment_currency_differs
operator records payment of invoice 1: 0.555 -> refused malformed_amount
operator records payment of invoice 1: 0.55 CHF -> refused currency_unknown
operator records payment of invoice 1: 0 -> refused payment_not_positive
operator records payment of invoice 1: 0.56 -> refused payment_exceeds_invoice
operator records payment of invoice 1: 0.55 received on 2027-01-18 -> refused payment_in_the_future
operator records payment of invoice 1: 0.55
operator records payment of invoice 1: 0.55 -> refused invoice_not_open

# A restricted or expired authorization stops drafts, not released offers.
isv authorizes partner once until 2027-01-31 to sell "Cloud migration" to "Globex" for P12M: 5 on 2027-02-17
partner drafts an offer with markup 10 until 2027-02-10 as "Stopped"
isv restricts the authorization
isv restricts the authorization -> refused authorization_not_restrictable
partner releases the offer "Stopped" -> refused authorization_restricted
isv authorizes partner once until 2027-01-31 to sell "Cloud migration" to "Globex" for P12M: 5 on 2027-02-17
partner drafts an offer with markup 10 until 2027-02-10 as "Late"
the clock moves to 2027-02-01
partner releases the offer "Late" -> refused authorization_expired
isv authorizes partner once until 2027-02-05 to sell "Cloud migration" to "Globex" for P12M: 5 on 2027-02-17
partner offers it with markup 10 until 2027-02-10 as "In time"
isv restricts the authorization
"Globex" accepts "In time"
isv authorizes partner once until 2027-02-05 to sell "Cloud migration" to "Globex" for P12M: 5 on 2027-02-17
partner loses its bank account
partner offers it with markup 10 until 2027-02-10 as "Without bank" -> refused seller_not_paid
the ledger balances
