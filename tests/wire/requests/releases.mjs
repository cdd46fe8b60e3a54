// A change set with the release in it that it could have: what the release would lack is added, so
// that whatever fails is what failed without it.
import {buyerLegal, onAuthorization, onOffer, targeting} from './changes.mjs';
import {contractChanges, pricing} from './saas.mjs';
import {fixed, usage} from '../worlds/error_code_world.mjs';

const entityOf = ({Entity}) => Entity.Identifier;
const has = (changes, type) => changes.some(({ChangeType}) => ChangeType === type);
const kindOf = ({Entity}) => Entity.Type.split('@')[0];

function ofAuthorization(w, changes, id) {
  const created = changes.find(({ChangeType}) => ChangeType === 'CreateResaleAuthorization');
  const isOfServices = created?.DetailsDocument.ProductId === w.services;
  const on = (type, details) => onAuthorization(type, id, details);
  const prices = isOfServices ? [
    on('UpdatePricingTerms', pricing('Contract',
      fixed({Grants: [{DimensionKey: 'workshop', MaxQuantity: 1}]}))),
    on('UpdatePaymentScheduleTerms', {Terms: [{Type: 'ResalePaymentScheduleTerm',
      CurrencyCode: 'USD', Schedule: [{ChargeDate: w.chargeDays[0], ChargeAmount: '10'}]}]}),
    on('UpdateAvailability', {AvailabilityEndDate: w.end, OffersMaxQuantity: 1}),
  ] : [on('UpdatePricingTerms', pricing('Contract', usage()))];
  return [
    on('ReleaseResaleAuthorization', {}),
    ...(has(changes, 'UpdatePricingTerms') ? [] : prices),
    ...(has(changes, 'UpdateLegalTerms') ? []
      : [on('UpdateLegalTerms', {Terms: [buyerLegal()]})]),
  ];
}

function ofOffer(w, changes, id) {
  const on = (type, details) => onOffer(type, id, details);
  const wanted = [
    on('UpdateInformation', {Name: 'An offer', Description: 'A whole one'}),
    on('UpdateAvailability', {AvailabilityEndDate: w.end}),
    ...(id === w.replacement
      ? [on('UpdateValidityTerms', {Terms: [{Type: 'ValidityTerm',
        AgreementEndDate: w.later(300)}]})]
      : [on('UpdateTargeting', targeting([w.market.buyer.accountId]))]),
  ];
  return [on('ReleaseOffer', {}), ...wanted.filter((each) => !has(changes, each.ChangeType))];
}

// The changes with the release first, as AWS's own examples have it; nothing where none can stand
// beside them.
export function withRelease(w, changes, blames) {
  const told = changes.find(({ChangeType}) => ChangeType === blames);
  if (/^(Release|Restrict)/.test(blames) || !(entityOf(told) ?? told.ChangeName)) return undefined;
  const released = [w.released, w.releasedRenewal, w.publicOffer, w.contract];
  const id = entityOf(told) ?? `$${told.ChangeName}.Entity.Identifier`;
  if (released.includes(id)) return undefined;
  if (kindOf(told) === 'ResaleAuthorization')
    return [...ofAuthorization(w, changes, id), ...changes];
  const ofPublic = changes.some(({ChangeType}) => ChangeType === 'CreateOffer');
  if (!ofPublic) return [...ofOffer(w, changes, id), ...changes];
  const whole = contractChanges(w.market);
  const releases = whole.filter(({ChangeType}) =>
    ['ReleaseOffer', 'ReleaseProduct'].includes(ChangeType));
  return [...releases, ...changes];
}
