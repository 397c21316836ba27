import { proposeCredit } from '@/services/credit/propose'
import { draftInvoice } from '@/services/invoice/draft'
import { getInvoice } from '@/services/invoice/get'
import { issueInvoice } from '@/services/invoice/issue'
import { listInvoices } from '@/services/invoice/list'
import { readInvoicePaper } from '@/services/invoice/paper'
import { voidInvoice } from '@/services/invoice/void'
import { getPriceBook } from '@/services/price-book/get'
import { setPriceBook } from '@/services/price-book/set'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const invoiceRouter = router({
  list: queryOf(listInvoices),
  get: queryOf(getInvoice),
  paper: queryOf(readInvoicePaper),
  draft: mutationOf(draftInvoice),
  issue: mutationOf(issueInvoice),
  void: mutationOf(voidInvoice),
})

export const creditRouter = router({
  propose: mutationOf(proposeCredit),
})

export const priceBookRouter = router({
  get: queryOf(getPriceBook),
  set: mutationOf(setPriceBook),
})
