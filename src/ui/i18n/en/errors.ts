/** Pages that could not be shown, and refusals of a verb by their code. */
export const errors = {
  notFoundTitle: 'This page does not exist',
  notFoundHint: 'The address is wrong, the thing was removed, or it belongs to somebody else.',
  toBoard: 'To the board',
  crashTitle: 'This page could not be shown',
  crashHint: 'Nothing was lost. Try again; if it stays, tell your administrator this number: {digest}',
  again: 'Try again',
  codes: {
    INVALID: 'Something in the input is not right.',
    UNAUTHENTICATED: 'You are signed out. Sign in again.',
    FORBIDDEN: 'Your role does not allow this.',
    NOT_FOUND: 'It is no longer there.',
    CONFLICT: 'Somebody changed it meanwhile. Look again, then decide.',
    LIMIT: 'Too many attempts. Wait a little.',
    UNAVAILABLE: 'The server cannot do this right now. Try again in a moment.',
    INTERNAL: 'Something failed on our side. It has been recorded.',
  },
  offline: 'No connection. What you typed is still here.',
} as const
