import { z } from 'zod'
import { MAX_ANSWER, QUESTION_KEYS, type Question } from './questions'

const zAnswer = (question: Question) => {
  const error = `answers.${question}: must be 0, 1, 2 or 3`
  return z.int(error).min(0, error).max(MAX_ANSWER, error)
}

/** All ten answers. */
export const zAnswers = z.strictObject(
  Object.fromEntries(QUESTION_KEYS.map((question) => [question, zAnswer(question)])) as Record<
    Question,
    ReturnType<typeof zAnswer>
  >,
)
