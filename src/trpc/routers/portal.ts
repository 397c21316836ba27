import { getPortal, listPortals } from '@/services/portal/console'
import {
  endPortalOverride,
  overridePortalStep,
  rotatePortalLink,
  setPortalAccess,
  setPortalSteps,
} from '@/services/portal/settings'
import { removeSubscriber } from '@/services/subscriber/personal'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const portalRouter = router({
  list: queryOf(listPortals),
  get: queryOf(getPortal),
  setAccess: mutationOf(setPortalAccess),
  rotateLink: mutationOf(rotatePortalLink),
  setSteps: mutationOf(setPortalSteps),
  override: mutationOf(overridePortalStep),
  endOverride: mutationOf(endPortalOverride),
  removeSubscriber: mutationOf(removeSubscriber),
})
