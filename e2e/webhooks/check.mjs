// Reads {secret, headers, body} from standard input, and checks it as a receiver does. Says what the webhook is about, or why it is none.
import { Webhook } from "standardwebhooks";

let text = "";
for await (const part of process.stdin) {
  text += part;
}
const { secret, headers, body } = JSON.parse(text);
try {
  console.log(new Webhook(secret).verify(body, headers).type);
} catch (refusal) {
  console.log(refusal.message);
  process.exitCode = 1;
}
