import {inSequence} from './sequence.mjs';
import {meteringSteps} from './saas_metering_steps.mjs';
import {plannedSaasDeal, saasPurchaseSteps} from './saas_purchase_steps.mjs';
import {saasSettlementSteps} from './saas_settlement_steps.mjs';

inSequence([...saasPurchaseSteps, ...meteringSteps, ...saasSettlementSteps], plannedSaasDeal);
