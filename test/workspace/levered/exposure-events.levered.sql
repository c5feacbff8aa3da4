/*---
kind: assignment_source
name: Exposure Events
column_mapping:
  anonymous_id: anonymous_id
  timestamp: timestamp
  variant: variant
  context: context
---*/
SELECT anonymous_id, timestamp, variant, context, headline, cta_text
FROM exposures
