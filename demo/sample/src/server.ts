import express from 'express';
import { digest } from './agents/digest.js';
import { triage } from './agents/triage.js';
import { createIssue } from './github/issues.js';
import { connect } from './routes/connect.js';

const app = express();
app.use(express.json());
app.use(connect);

app.post('/triage', async (request, response) => {
  response.json({ text: await triage(request.body.userId, request.body.repository) });
});
app.post('/digest', async (request, response) => {
  response.json({ text: await digest(request.body.userId, request.body.channel) });
});
app.post('/issues', async (request, response) => {
  response.json(await createIssue(request.body.userId, request.body.issue));
});

app.listen(3000);
