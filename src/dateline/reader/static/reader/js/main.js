// What every page starts. A page is complete without any of it.

import { startEmbeds } from "./embed.js";
import { startKeeping } from "./keeping.js";
import { startRelativeTimes } from "./relative-times.js";
import { startStickyHeader } from "./sticky-header.js";

startRelativeTimes();
startStickyHeader();
startEmbeds();
startKeeping();
