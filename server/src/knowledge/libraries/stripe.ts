import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { underEach } from '../name-table.ts';
import { asyncVersion } from '../words.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere(asyncVersion) };

export const stripe: Library = {
  packages: ['stripe'],
  blocking: underEach(
    [
      'stripe.Charge',
      'stripe.Customer',
      'stripe.PaymentIntent',
      'stripe.PaymentMethod',
      'stripe.SetupIntent',
      'stripe.Subscription',
      'stripe.Invoice',
      'stripe.InvoiceItem',
      'stripe.Refund',
      'stripe.Product',
      'stripe.Price',
      'stripe.Coupon',
      'stripe.Account',
      'stripe.Transfer',
      'stripe.Payout',
      'stripe.checkout.Session',
      'stripe.billing_portal.Session',
    ],
    'create retrieve list modify search',
    call,
  ),
};
