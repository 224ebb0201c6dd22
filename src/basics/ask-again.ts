/** What was confirmed no longer holds, such as a price that moved on: the dispatcher asks the question anew, and `message` says why. */
export class AskAgain extends Error {
  override readonly name = 'AskAgain'
}
