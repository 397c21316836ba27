import { getMail, listMails } from '@/services/notify/mailbox'
import { router } from '../init'
import { queryOf } from '../procedures'

export const mailRouter = router({ list: queryOf(listMails), get: queryOf(getMail) })
