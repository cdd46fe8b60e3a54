import {plannedDeal, steps} from './deal_steps.mjs';
import {inSequence} from './sequence.mjs';

inSequence(steps, plannedDeal);
