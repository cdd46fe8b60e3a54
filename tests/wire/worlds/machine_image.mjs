// A product of machine images with its public offer, as far as a resale needs one.
import {change, onOffer} from '../requests/changes.mjs';
import {pricing, upfrontCard, upfrontTerm, usageTerm} from '../requests/saas.mjs';

export const imageType = 'AmiProduct@1.0';
const newImage = '$Image.Entity.Identifier';
const onImage = (changeType, details, id = newImage) => change(imageType, changeType, id, details);
const newPublicOffer = '$PublicOffer.Entity.Identifier';

// In the order of AWS's own example, which adds instance types before there are dimensions.
export const machineImageChanges = () => [
  {...onImage('CreateProduct', {}, null), ChangeName: 'Image'},
  onImage('UpdateInformation', {
    ProductTitle: 'A machine image', ShortDescription: 'It serves.',
    LongDescription: 'It serves all day.', Highlights: ['It serves'],
    Categories: ['Operating Systems'], SearchKeywords: ['image'],
  }),
  onImage('AddRegions', {Regions: ['us-east-1', 'eu-central-1']}),
  onImage('AddInstanceTypes', {InstanceTypes: ['t2.small']}),
  onImage('AddDimensions', [{
    Key: 't2.small', Name: 't2.small', Description: 'A small machine', Unit: 'Hrs',
    Types: ['Metered'],
  }]),
  onImage('AddDeliveryOptions', {
    Version: {VersionTitle: '1.0', ReleaseNotes: 'The first.'},
    DeliveryOptions: [{Details: {AmiDeliveryOptionDetails: {
      AmiSource: {
        AmiId: 'ami-11111111111111111', UserName: 'ec2-user', OperatingSystemName: 'AMAZONLINUX',
        OperatingSystemVersion: '2', AccessRoleArn: 'arn:aws:iam::111111111111:role/Ingestion',
      },
      UsageInstructions: 'Start it.', RecommendedInstanceType: 't2.small',
      SecurityGroups: [{IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: ['0.0.0.0/0']}],
    }}}],
  }),
  onImage('ReleaseProduct', {}),
  onImage('UpdateVisibility', {TargetVisibility: 'Public'}),
  {...onOffer('CreateOffer', undefined, {ProductId: newImage}), ChangeName: 'PublicOffer'},
  onOffer('UpdateInformation', newPublicOffer, {Name: 'Images', Description: 'By the hour'}),
  onOffer('UpdatePricingTerms', newPublicOffer, pricing('Usage',
    usageTerm({'t2.small': '0.15'}, {resale: false}),
    upfrontTerm([upfrontCard({'t2.small': '200'}, 'P365D')], {resale: false}))),
  onOffer('UpdateLegalTerms', newPublicOffer,
    {Terms: [{Type: 'LegalTerm', Documents: [{Type: 'StandardEula', Version: '2022-07-14'}]}]}),
  onOffer('UpdateSupportTerms', newPublicOffer,
    {Terms: [{Type: 'SupportTerm', RefundPolicy: 'No refunds.'}]}),
  onOffer('ReleaseOffer', newPublicOffer),
];
