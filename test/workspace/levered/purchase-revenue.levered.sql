/*---
id: c433c5d8-1973-46fc-a571-36c4de79db19
kind: metric
name: Purchase Revenue
column_mapping:
  anonymous_id: anonymous_id
  timestamp: timestamp
  reward_type: numeric
  value: value
---*/
SELECT
  user_id AS anonymous_id,
  purchased_at AS timestamp,
  amount AS value,
  purchase_id,
  currency
FROM purchases
WHERE user_id IS NOT NULL
  AND user_id <> ''
  -- Refunds are booked as negative amounts.
  AND amount > 0
