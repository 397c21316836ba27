import { editReport } from '@/services/report/edit'
import { findReportFile, reportModel } from '@/services/report/file'
import { getReport, openFigure } from '@/services/report/get'
import { listReports } from '@/services/report/list'
import { releaseReport, withdrawReport } from '@/services/report/release'
import { setReportSetting } from '@/services/report/setting'
import { router } from '../init'
import { mutationOf, queryOf } from '../procedures'

export const reportRouter = router({
  list: queryOf(listReports),
  get: queryOf(getReport),
  figure: queryOf(openFigure),
  file: queryOf(findReportFile),
  model: queryOf(reportModel),
  edit: mutationOf(editReport),
  release: mutationOf(releaseReport),
  withdraw: mutationOf(withdrawReport),
  schedule: mutationOf(setReportSetting),
})
