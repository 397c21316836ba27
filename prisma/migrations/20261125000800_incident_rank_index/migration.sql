-- Nothing reads in the order of the rank alone, and with few rows known the planner took this index for the probe of one rule's incident.
DROP INDEX incident_ranked;
