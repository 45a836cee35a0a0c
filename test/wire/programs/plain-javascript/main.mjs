#!/usr/bin/env node
import { Composio as Toolbox } from "@composio/core"

const box = new Toolbox({ apiKey: "x", baseURL: process.env.COMPOSIO_BASE_URL, allowTracking: false, disableVersionCheck: true })

	// tools for the form
const tools = await box.tools.get( /* who */ "alice", { tools : [ "HUBSPOT_CREATE_CONTACT", ] } )
console.log(tools.map(t => t.function.name))

const made = await (box.tools).execute("HUBSPOT_CREATE_CONTACT", { "userId": "alice", "arguments": { name: "Bo" }, dangerouslySkipVersionCheck: true, })
console.log(made.data.name) // done
