import {meteringSteps} from '../steps/saas_metering_steps.mjs';
import {plannedSaasDeal, saasPurchaseSteps} from '../steps/saas_purchase_steps.mjs';
import {saasSettlementSteps} from '../steps/saas_settlement_steps.mjs';
import {inSequence} from '../steps/sequence.mjs';

inSequence([...saasPurchaseSteps, ...meteringSteps, ...saasSettlementSteps], plannedSaasDeal);
