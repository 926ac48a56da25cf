const day = 24 * 60 * 60 * 1000;

/** How long a closed incident is kept after it was closed, milliseconds. One that is not stays. */
export const closedIncidentKept = 90 * day;

/** How long a quarantined delivery is kept after it came, milliseconds. */
export const quarantinedKept = 30 * day;
