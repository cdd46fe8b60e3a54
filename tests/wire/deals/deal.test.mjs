import {plannedDeal, steps} from '../steps/deal_steps.mjs';
import {inSequence} from '../steps/sequence.mjs';

inSequence(steps, plannedDeal);
