/*---
id: c4763496-5ab0-414c-a3db-5f0edbfec967
kind: metric
name: Signup Conversion
column_mapping:
  anonymous_id: anonymous_id
  timestamp: timestamp
  reward_type: bool
---*/
SELECT user_id AS anonymous_id, converted_at AS timestamp FROM conversions
