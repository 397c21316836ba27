import type { ServerResponse } from 'node:http'
import { pass } from '../clock'
import { Refusal } from '../form'
import { collect, completeCheckout } from '../life'
import { openInvoices } from '../money'
import { setEnd } from '../routes/billing'
import type { Invoice, PortalSession, Session, Subscription } from '../shapes'
import type { StripeWorld } from '../world'
import { button, document, euros, form, pdf, when } from './markup'

const DAY_S = 86_400

interface PageRequest {
  method: string
  path: string
  body: string
}

function checkoutPage(world: StripeWorld, session: Session, problem: string): string {
  const rows = session.asked.map(({ price, quantity = 1 }) => {
    const { unit_amount, product, recurring } = world.get('price', price)
    const name = world.get('product', product).name
    const isMetered = recurring.usage_type === 'metered'
    return `<tr><td>${name}</td><td>${isMetered ? 'by use' : `${quantity} × ${euros(unit_amount)}`}</td><td>${isMetered ? '' : euros(unit_amount * quantity)}</td></tr>`
  })
  const total = session.asked.reduce((sum, { price, quantity = 1 }) => {
    const { unit_amount, recurring } = world.get('price', price)
    return sum + (recurring.usage_type === 'licensed' ? unit_amount * quantity : 0)
  }, 0)
  const to = `/pay/${session.id}`
  return document(
    'Checkout',
    `${problem && `<p role="alert">${problem}</p>`}
    <table><caption>Per month</caption>${rows.join('')}<tr><th>Total</th><td></td><th>${euros(total)}</th></tr></table>
    ${form(to, button('good', 'Pay with a card that works') + button('declines', 'Pay with a card that is declined'))}
    ${session.cancel_url ? `<p><a href="${session.cancel_url}">Back without paying</a></p>` : ''}`,
  )
}

function invoiceRows(invoices: readonly Invoice[]): string {
  return invoices
    .toReversed()
    .map(
      ({ number, created, total, status, invoice_pdf }) =>
        `<tr><td><a href="${invoice_pdf}">${number}</a></td><td>${when(created)}</td><td>${euros(total)}</td><td>${status}</td></tr>`,
    )
    .join('')
}

function subscriptionWords({ status, items, cancel_at_period_end }: Subscription, world: StripeWorld): string {
  const names = items.data.map(({ price, quantity }) => `${quantity ?? ''} ${world.get('product', price.product).name}`)
  const end = items.data[0]?.current_period_end
  return `<li>${names.join(', ')}: <b>${status}</b>${end ? `, period ends ${when(end)}` : ''}${cancel_at_period_end ? ', then it ends' : ''}</li>`
}

function portalPage(world: StripeWorld, { id, customer, return_url }: PortalSession): string {
  const subscriptions = world.all('subscription').filter((each) => each.customer === customer)
  const live = subscriptions.filter(({ status }) => status !== 'canceled')
  const invoices = world.all('invoice').filter((each) => each.customer === customer)
  const actions = [
    button('card-good', 'Use a card that works'),
    button('card-declines', 'Use a card that will be declined'),
    invoices.some(({ status }) => status === 'open') ? button('pay', 'Pay what is open') : '',
    ...live.map(({ cancel_at_period_end: isEnding }) =>
      isEnding ? button('go-on', 'Go on after all') : button('end', 'End at the end of the period'),
    ),
  ]
  return document(
    'Billing portal',
    `<p>Card on file: <b>${world.cardOf(customer)}</b>. The clock here says ${when(world.nowS)}.</p>
    <ul>${subscriptions.map((each) => subscriptionWords(each, world)).join('')}</ul>
    ${form(`/portal/${id}`, actions.join(''))}
    <table><caption>Invoices</caption>${invoiceRows(invoices)}</table>
    <h2>Let time pass</h2>
    ${form(`/portal/${id}`, button('days-3', '3 days') + button('days-32', 'A month'))}
    <p><a href="${return_url}">Back</a></p>`,
  )
}

function doInPortal(world: StripeWorld, customer: string, what: string): void {
  const subscriptions = world
    .all('subscription')
    .filter((each) => each.customer === customer && each.status !== 'canceled')
  if (what === 'card-good') world.setCard(customer, 'good')
  if (what === 'card-declines') world.setCard(customer, 'declines')
  if (what === 'pay')
    for (const each of subscriptions) for (const invoice of openInvoices(world, each.id)) collect(world, invoice)
  if (what === 'end' || what === 'go-on') {
    for (const each of subscriptions) {
      setEnd(world, each, what === 'end')
      world.tell('customer.subscription.updated', each)
    }
  }
  const days = /^days-(\d+)$/.exec(what)?.[1]
  if (days) pass(world, world.nowS + Number(days) * DAY_S)
}

function answerPay(world: StripeWorld, id: string, { method, body }: PageRequest): { html: string } | { to: string } {
  const session = world.get('checkout.session', id)
  const done = session.success_url.replace('{CHECKOUT_SESSION_ID}', session.id)
  if (session.status === 'complete') return { to: done }
  if (method !== 'POST') return { html: checkoutPage(world, session, '') }
  try {
    completeCheckout(world, id, new URLSearchParams(body).get('do') === 'good' ? 'good' : 'declines')
    return { to: done }
  } catch (error) {
    if (error instanceof Refusal) return { html: checkoutPage(world, session, error.message) }
    throw error
  }
}

function answerPortal(
  world: StripeWorld,
  id: string,
  { method, body }: PageRequest,
): { html: string } | { to: string } {
  const session = world.get('billing_portal.session', id)
  if (method !== 'POST') return { html: portalPage(world, session) }
  doInPortal(world, session.customer, new URLSearchParams(body).get('do') ?? '')
  return { to: `/portal/${id}` }
}

function invoicePage({ number, total, status, created, lines, id }: Invoice): string {
  const rows = lines.data.map(({ description, amount }) => `<tr><td>${description}</td><td>${euros(amount)}</td></tr>`)
  return document(
    `Invoice ${number}`,
    `<p>${when(created)}: ${status}</p><table>${rows.join('')}<tr><th>Total</th><th>${euros(total)}</th></tr></table><p><a href="/invoice/${id}/pdf">PDF</a></p>`,
  )
}

/** What people see of the fake: checkout, portal, invoices; plain pages that say what they are. */
export function servePages(world: StripeWorld, request: PageRequest, response: ServerResponse): void {
  const [, place, id = '', part] = request.path.split('/')
  try {
    if (place === 'invoice') {
      const invoice = world.get('invoice', id)
      if (part === 'pdf') return void response.writeHead(200, { 'content-type': 'application/pdf' }).end(pdf(invoice))
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(invoicePage(invoice))
    }
    if (place !== 'pay' && place !== 'portal') throw new Refusal(404, 'url_invalid', 'There is nothing here.')
    const reply = place === 'pay' ? answerPay(world, id, request) : answerPortal(world, id, request)
    if ('to' in reply) response.writeHead(303, { location: reply.to }).end()
    else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(reply.html)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    response
      .writeHead(error.status, { 'content-type': 'text/html; charset=utf-8' })
      .end(document('Not here', `<p>${error.message}</p>`))
  }
}
