/** How long every store keeps a closed incident after it was closed, milliseconds. One that is not closed stays. */
export const closedIncidentKept = 90 * 24 * 60 * 60 * 1000;
